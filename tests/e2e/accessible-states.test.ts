import { afterEach, test } from 'vitest';
import { statusTopic } from '../../src/link/contract.ts';
import { RawClient } from '../robot/raw-client.ts';
import { expectClean } from './axe.ts';
import { setStage, type Stage, type StageOptions } from './stage.ts';
import { phone, Walk } from './walk.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

async function walk(options: StageOptions): Promise<Walk> {
  stage = await setStage({ viewport: phone, ...options });
  return new Walk(stage);
}

test('axe finds nothing before there is a robot, while one is looked for, and with the demo robot', async () => {
  const me = await walk({ variant: 'shoot3', world: 7, knowsRobot: false });
  const { page, stage } = me;
  const field = page.getByLabel('Team number or address');
  await me.stateAtBoth('the first visit', 'Connect to a robot');
  await field.fill('my robot');
  await me.press(/^Connect/);
  await me.state('a wrong address', 'An address has no spaces in it');
  await stage.server.faults.refuse(true);
  await field.fill(`127.0.0.1:${stage.server.port}`);
  await me.press(/^Connect/);
  await me.state('a robot that is not found', 'Where it stops');
  await page.getByRole('main').getByRole('link', { name: 'Connection check' }).click();
  await me.stateAtBoth('the connection check', 'Nothing listens on port');
  await me.press('Disconnect');

  await me.operator.go('Shoot');
  await me.press(/^Try the demo robot/);
  await me.see('Arm (A twice)');
  await me.operator.armSwitch.click();
  await me.see('Press Shoot');
  await me.press('Shoot');
  await me.stateAtBoth('the demo robot, a shot to label', 'What did you see?');
  await me.press('HIT');
  await me.see('New values. Shoot on');
  await me.press('Reveal the truth');
  await me.state('the truth', 'How often this robot really hits');
  await page.keyboard.press('Escape');
  await me.operator.go('Setup');
  await me.state('the card of the demo robot', 'Who tells hit or miss');
});

test('axe finds nothing while a robot is tuned: on Shoot, in its sheets, and in what is told of it', async () => {
  const me = await walk({ variant: 'shoot3', world: 7 });
  const { page } = me;
  await me.operator.arm();
  for (let shot = 0; shot < 3; shot++) await me.shot();
  await me.stateAtBoth('a trial is under way', 'Waiting for the next shot.');

  await me.press(/^Shot 1: .*Change/);
  await me.state('a label is changed', 'Shot 1 was:');
  await me.press('Not known: leave it out for now');
  await me.press(/^Shot 2: .*Change/, /^Void: it never counts/);
  await me.press(/^Hold/);
  await me.state('held, one shot to label and one void', '1 to label');
  await me.press(/^Resume/);

  await me.press('More');
  await me.state('more', 'Back to the baseline (before tuning)');
  await me.press(/^Pins: /);
  await page.getByLabel('Name of a new pin').fill('wheels');
  await me.press('Pin what is on the robot', 'Pin what is on the robot');
  await page.getByRole('listitem').getByText('wheels').click();
  await me.press('Delete wheels');
  await page.getByRole('listitem').locator('summary').click();
  await me.state('pins', 'wheels was deleted.');
  await page.keyboard.press('Escape');

  await me.press('Adjust Drag coefficient by hand');
  await page.getByLabel('New value of Drag coefficient').fill('none');
  await me.state('a value that is none', 'not a number');
  await me.press('Baseline 0.450');
  await me.press('Set');
  await me.state('a message', 'set by hand; it was');

  await page.keyboard.press('?');
  await me.state('the keys', 'the space bar is the emergency stop');
  await page.keyboard.press('Escape');
  await me.press(/Compare, and finish/);
  await me.stateAtBoth('the comparison', / sure that the best beats the baseline/);
  await me.press(/^As it is now/);
  await me.state('tuning is finished', 'Finished: nothing was written');
});

test('axe finds nothing in the plots with their tables, and among shots and sessions', async () => {
  const me = await walk({ variant: 'shoot3', world: 7 });
  const { page } = me;
  await me.operator.arm();
  for (let shot = 0; shot < 3; shot++) await me.shot();
  await me.press(/^Shot 1: .*Change/, 'long');
  await me.operator.armSwitch.click();
  await me.operator.go('Plots');
  await me.see(/ sure that the best beats the baseline/);
  const folded = page.locator('main details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  const tables = me.button(/^Table of /);
  while ((await tables.count()) > 0) await tables.first().click();
  await page.waitForFunction(() => !document.body.innerText.includes('Thinking…'));
  await me.stateAtBoth('plots with their tables', 'The same by trial, as a table');

  await me.operator.go('Shots');
  await page.getByText('Take it home in code').click();
  await me.stateAtBoth('shots, and code to take home', 'It is in the code now');
  await me.press('New session');
  await me.state('two sessions', 'open now, 0 shots');
  await me.press(/^Rename /);
  await me.state('a session is renamed', 'New name');
  await me.press('Keep the name');
  await me.press(/^Remove /);
  await me.state('a session is removed', 'Its log is deleted from this browser.');
});

test('axe finds nothing on the cards of Setup, with fields at fault and a profile', async () => {
  const me = await walk({ variant: 'shoot3', world: 7, otherTunables: true });
  const { page } = me;
  await me.see('Arm to begin');
  await me.card('Robot');
  await me.stateAtBoth('the card of the robot', 'Connected to');
  await me.card('What to tune');
  await page.getByText('Start from a preset').click();
  await page.getByLabel('Lower bound').first().fill('7');
  await page.getByLabel('Save these settings as').fill('Comp bot');
  await me.stateAtBoth(
    'the card of what is tuned, a bound at fault',
    'The bounds are the wrong way',
  );
  await me.press('Drop the changes');
  await page.getByLabel('Save these settings as').fill('Comp bot');
  await me.press('Save');
  await page.getByText('More for Comp bot').click();
  await me.state('a profile', 'Export');
  await me.press(/^Load /);
  await me.state('a profile is loaded', page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await me.card('How we know a shot');
  await page.getByLabel('A topic that changes when a shot left').fill('/FiringSolver/Hit');
  await me.press('Add this topic');
  await me.press('Note one more number');
  await me.state('the card of shots', 'A shot left when it');
  await me.press('Drop the changes');
  await me.card('Wiring check');
  await me.state('the card of the wiring', 'Robot state');
  await me.card('Goal & limits');
  await page.getByLabel('Shots per trial').fill('none');
  await me.stateAtBoth('the card of the goal, a number at fault', 'mend what is marked');
  await me.press('Drop the changes');
  await me.card('This page');
  await page.getByText('Change the letters').click();
  await page.getByLabel('hit', { exact: true }).fill('M');
  await me.state('the card of this page, a letter at fault', 'These are the usual letters.');
});

test('axe finds nothing with a proposal to answer, bursts to count, and turns one at a time', async () => {
  // What this robot tells of its shots is not read by itself: the operator's taps are all there is.
  const me = await walk({ variant: 'shoot3', world: 7, report: 'event' });
  const { page } = me;
  const save = async (): Promise<void> => {
    await me.press('Save settings');
    await me.see('Saved. They hold from now on.');
    await me.operator.go('Shoot');
  };
  await me.see('Arm to begin');
  await me.card('Goal & limits');
  await page.getByRole('checkbox', { name: 'Show them to me first' }).check();
  await save();
  await me.operator.arm();
  await me.see('Waiting for the next shot.');
  await me.press('HIT');
  await me.stateAtBoth('a proposal', page.getByRole('group', { name: 'Proposal' }));
  await me.press('Change the proposal of Drag coefficient');
  await me.state('a proposal is changed', page.getByLabel('New value of Drag coefficient'));
  await me.press('Refuse');
  await me.state('a proposal was refused', 'Show it again');

  await me.card('Goal & limits');
  await page.getByRole('checkbox', { name: 'Show them to me first' }).uncheck();
  await page.getByRole('checkbox', { name: 'The robot shoots streams' }).check();
  await page.getByLabel('Shots per burst').fill('5');
  await save();
  await me.stateAtBoth('a burst', 'Burst of 5: how many hit?');
  await me.card('Goal & limits');
  await page.getByLabel('Shots per burst').fill('20');
  await save();
  await me.press('1 fewer hit');
  await me.state('a long burst', 'Log 19 of 20');

  await me.card('Goal & limits');
  await page.getByRole('checkbox', { name: 'The robot shoots streams' }).uncheck();
  await page.getByRole('radio', { name: 'One at a time' }).check();
  await me.card('What to tune');
  await page.getByText('While it has its turn: as for all').first().click();
  await page.getByLabel('Its own rule for the next values').first().check();
  await me.card('Goal & limits');
  await me.state('one at a time is chosen', 'Rules of their own are kept');
  await me.card('What to tune');
  await me.state('a coefficient with rules of its own', 'Its shots per trial');
  await save();
  await me.stateAtBoth('a turn', page.getByRole('region', { name: 'Turns' }));
  await me.press('Skip', 'Skip', 'Skip');
  await me.state('all had their turn', 'Every coefficient has had its turn.');
});

test('axe finds nothing when the field is attached, the robot is stopped, mute, anew or away, and nothing can be stored', async () => {
  const me = await walk({ variant: 'shoot3', world: 7 });
  const { page, stage } = me;
  const { robot, server, context, url } = stage;
  await me.operator.arm();
  for (let shot = 0; shot < 2; shot++) await me.shot();
  await me.see('Waiting for the next shot.');
  await server.restart();
  await me.stateAtBoth('the robot restarted', 'The robot restarted');
  await me.press("Keep the robot's values");
  robot.setFms(true, { event: '', type: 'practice', number: 1 });
  await me.stateAtBoth('a field is attached', 'A field is attached. No match?');
  await me.press('A field is attached. No match?');
  await me.state('whether it is a match', 'Write although a field is attached?');
  await me.press('Stay locked');
  robot.setFms(false);
  robot.setEstop(true);
  await me.state('emergency stop', 'Emergency stop: writing is locked.');
  robot.setEstop(false);
  await me.see('Arm to begin');
  server.robot.set('/Tuning/DragCoefficient', NaN);
  await me.state('a value that cannot be used', "can't be used: it is NaN");
  server.robot.unpublish('/FMSInfo/FMSControlData');
  server.faults.dropAll();
  await me.stateAtBoth('a robot that does not tell its state', 'Robot state unknown');
  await me.card('Goal & limits');
  await me.state('whether it is a bench', 'It is a bench or a simulation');
  await me.operator.go('Shoot');

  const other = await RawClient.open(server.port, 'pit laptop');
  other.publish(1, statusTopic('Heartbeat'), 'double');
  other.write([1, 'double', 1, server.clock.nowUs()]);
  await me.stateAtBoth('another laptop has the robot', 'This page only watches');
  other.close();
  await server.faults.refuse(true);
  server.faults.dropAll();
  await me.state(
    'the robot is away',
    page.getByRole('banner').getByRole('link', { name: 'Connection check' }),
  );
  await server.faults.refuse(false);

  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is switched off', 'SecurityError');
    };
  });
  const second = await context.newPage();
  await second.setViewportSize(phone);
  await second.goto(url);
  await second.getByText('MLtune is open in another tab').waitFor();
  await expectClean(second, 'open in another tab');
  await second.getByRole('button', { name: 'Take over here' }).click();
  await second.getByText('This browser does not let the page store anything').waitFor();
  await expectClean(second, 'nothing can be stored');
});

test('axe finds nothing in a look-up table: offered, drawn, and one of its entries changed', async () => {
  const me = await walk({ variant: 'table4', world: 7, report: 'record', tables: 'lists' });
  const { page } = me;
  await me.operator.arm();
  await me.shot();
  await me.stateAtBoth('eight values', 'Waiting for the next shot.');
  await me.operator.go('Plots');
  await me.press(/^3.25 m /);
  for (const table of await page.getByText('The same as a table').all()) await table.click();
  await me.stateAtBoth('an entry is changed', 'tune the entry at 3.25 m');
  await page.getByLabel('tune the entry at 3.25 m').uncheck();
  await me.state('an entry is off', 'Off: it keeps the value');
  await me.press('Remove this entry');
  await me.state('an entry is offered', 'Add 3.25 m');
  await me.card('What to tune');
  await me.state('a table is offered in Setup', 'The robot also offers');
});
