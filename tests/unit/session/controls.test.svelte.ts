import { describe, expect, test } from 'vitest';
import { tuned } from '../../../src/core/tuning/values.ts';
import { loaded } from '../../../src/core/profile/profile.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { driverStation, statusTopic } from '../../../src/link/contract.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { Acts } from '../../../src/ui/acts.ts';
import { finishedWords, nothingToGoBack } from '../../../src/ui/comparison/going-words.ts';
import { keyTable, type KeyAct } from '../../../src/ui/keys.ts';
import { noticeWords } from '../../../src/ui/notice-words.ts';
import { switchedTo } from '../../../src/ui/plots/table-curve.ts';
import { address, control, drag, pass, sessionWorld, spin } from './session-world.ts';

/** A session on the in-page robot, armed, in which nothing was shot yet. */
async function begun(search: 'joint' | 'one-at-a-time', approve = false) {
  const world = await sessionWorld();
  const session = new TuningSession(world.parts);
  session.connect([address]);
  await pass(world.clock, 1_500);
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure({
    ...defaultSettings(coefficients, 1),
    search,
    approve,
    burst: 3,
    autotune: false,
  });
  await pass(world.clock, 300);
  session.arm();
  await pass(world.clock, 300);
  session.pin('robot', 'first');
  return { ...world, session };
}
type World = Awaited<ReturnType<typeof begun>>;

/** The same after a shot and a proposal. */
async function ready(search: 'joint' | 'one-at-a-time'): Promise<World> {
  const world = await begun(search);
  const { session } = world;
  session.tap('miss');
  session.next();
  await pass(world.clock, 300);
  world.optimizer.answer([0.6, 21]);
  await pass(world.clock, 500);
  expect(session.state.trial).toMatchObject({ number: 1, kind: 'proposal' });
  return world;
}

/** A proposal waits for the operator's yes. */
async function asking(): Promise<World> {
  const world = await begun('joint', true);
  const { session } = world;
  session.tap('miss');
  session.next();
  await pass(world.clock, 300);
  world.optimizer.answer([0.6, 21]);
  await pass(world.clock, 500);
  expect(session.waiting.kind).toBe('approval');
  expect(world.robot.get(drag)).toBe(0.5);
  return world;
}

/** The situations a person at the field meets. */
const situations = {
  joint: () => ready('joint'),
  'one at a time': () => ready('one-at-a-time'),
  complete: async () => {
    const world = await ready('one-at-a-time');
    for (let turn = 0; turn < 2; turn++) {
      world.session.skip();
      await pass(world.clock, 500);
    }
    expect(world.session.waiting.kind).toBe('complete');
    return world;
  },
  'asked for a yes': asking,
  refused: async () => {
    const world = await asking();
    world.session.refuse();
    return world;
  },
  disarmed: async () => {
    const world = await ready('one-at-a-time');
    world.session.disarm();
    return world;
  },
  disconnected: async () => {
    const world = await ready('one-at-a-time');
    world.session.disconnect();
    await pass(world.clock, 500);
    return world;
  },
  match: async () => {
    const world = await ready('one-at-a-time');
    world.robot.server.set(driverStation.controlData, control.match);
    await pass(world.clock, 500);
    expect(world.session.state.disarmedBecause).toBe('match');
    return world;
  },
  viewer: async () => {
    const world = await ready('one-at-a-time');
    // Another tuner's heart beats.
    const { server } = world.robot;
    server.publish(statusTopic('Heartbeat'), 'double');
    for (const beat of [1, 2]) {
      server.set(statusTopic('Heartbeat'), beat);
      await pass(world.clock, 300);
    }
    expect(world.session.state.disarmedBecause).toBe('viewer');
    return world;
  },
} as const satisfies Readonly<Record<string, () => Promise<World>>>;
type SituationName = keyof typeof situations;
const names = Object.keys(situations) as readonly SituationName[];

/** A letter key is its button: both go the same way. */
const key =
  (act: KeyAct) =>
  ({ session }: World): void => {
    new Acts(
      () => session,
      () => undefined,
    ).perform(act, 0);
  };

/** A pin that was made before. */
function pinOf(session: TuningSession): string {
  return session.state.pins[0]!.id;
}

/** Every control of the Shoot screen, and of what it leads to. */
const controls = {
  Hit: key('hit'),
  Miss: key('miss'),
  'Miss, long': ({ session }) => {
    session.tap('miss', 'long');
  },
  'Miss, then a swipe': ({ session }) => {
    const acts = new Acts(
      () => session,
      () => undefined,
    );
    acts.direct(acts.miss(null, 0)!, 'short');
  },
  Relabel: ({ session }) => {
    session.relabel(session.state.shots[0]!.shot.id, 'hit');
  },
  Undo: key('undo'),
  Void: key('void'),
  Hold: key('hold'),
  Next: key('next'),
  Accept: key('accept'),
  Refuse: key('refuse'),
  'Show it again': ({ session }) => {
    session.reopenProposal();
  },
  'Change the proposal': ({ session }) => {
    session.editProposal(drag, 0.55);
  },
  'Burst, 2 of 3': key('made 2'),
  'Burst, 4 of 3': key('made 4'),
  Pin: ({ session }) => {
    session.pin('robot', 'wheels');
  },
  'Pin the best': ({ session }) => {
    session.pin('best', 'wheels');
  },
  'Put all of a pin back': ({ session }) => {
    session.restorePin(pinOf(session));
  },
  'Rename a pin': ({ session }) => {
    session.renamePin(pinOf(session), 'comp');
  },
  'Delete a pin': ({ session }) => {
    session.removePin(pinOf(session));
  },
  'Put a pin back in the list': ({ session }) => {
    const id = pinOf(session);
    session.removePin(id);
    session.returnPin(id);
  },
  Best: key('best'),
  Baseline: ({ session }) => {
    session.goTo('baseline');
  },
  'Code default': ({ session }) => {
    session.goTo('code-default');
  },
  'Back to what it was': ({ session }) => {
    session.goBack();
  },
  'Finish with the best': ({ session }) => {
    session.finish('best');
  },
  'Finish with the baseline': ({ session }) => {
    session.finish('baseline');
  },
  'Finish as it is': ({ session }) => {
    session.finish('as-is');
  },
  Set: ({ session }) => {
    session.set(drag, 0.3);
  },
  // In the plot of a look-up table, where a drag sets a value as Set does.
  'Switch an entry off': ({ session }) => {
    const settings = session.state.settings!;
    session.configure({
      ...settings,
      coefficients: switchedTo(settings.coefficients, spin, false),
    });
  },
  Skip: key('skip'),
  Previous: key('previous'),
  'Chip of Spin': ({ session }) => {
    session.turnTo(spin);
  },
  'Chip of Drag': ({ session }) => {
    session.turnTo(drag);
  },
  'It is in the code now': ({ session }) => {
    session.take({ [drag]: 0.6 });
  },
  'Not after all': ({ session }) => {
    session.take({});
  },
  'Load a profile': ({ session }) => {
    // As the workbench loads one into the open session.
    const { settings } = session.state;
    session.configure(loaded({ settings: { ...settings!, shotsPerTrial: 3 } }, settings, 1));
  },
  'A twice': ({ session }) => {
    const acts = new Acts(
      () => session,
      () => undefined,
    );
    acts.perform('arm', 0);
    acts.perform('arm', 100);
  },
} as const satisfies Readonly<Record<string, (world: World) => void>>;
type ControlName = keyof typeof controls;

/** What a press came to: what went into the log at once, and what is said. */
function outcomeOf(world: World, name: ControlName): string {
  const { session } = world;
  const from = session.events.length;
  const said = session.notices.at(-1)?.number ?? 0;
  controls[name](world);
  const logged = session.events.slice(from).map((event) => {
    if (event.type === 'trial') return `trial ${event.kind}`;
    if (event.type === 'turn') return `turn to ${event.topic ?? 'none'}`;
    return event.type === 'hold' && !event.on ? 'resume' : event.type;
  });
  const words = session.notices
    .filter(({ number }) => number > said)
    .map(({ notice }) => noticeWords(notice, tuned(session.state)));
  return [...logged.filter((what) => what !== 'sent'), ...words].join(' | ');
}

/** Why nothing is written, as it is said in each situation. */
const bars: Readonly<Record<'disarmed' | 'disconnected' | 'match' | 'viewer', string>> = {
  disarmed: 'Not armed: nothing is written to the robot. Arm to begin.',
  disconnected: 'Not connected to a robot.',
  match: 'Match: writing is locked while the field is attached. Shots are still logged.',
  viewer: 'Another laptop has this robot: this page only watches until you take over.',
};
const everywhere = (outcome: string): Row => ({
  joint: outcome,
  'one at a time': outcome,
  complete: outcome,
  'asked for a yes': outcome,
  refused: outcome,
  disarmed: outcome,
  disconnected: outcome,
  match: outcome,
  viewer: outcome,
});
/** Refused wherever nothing may be written. */
const barred = (refusal: string) => ({
  disarmed: `${refusal} ${bars.disarmed}`,
  disconnected: `${refusal} ${bars.disconnected}`,
  match: `${refusal} ${bars.match}`,
  viewer: `${refusal} ${bars.viewer}`,
});
const values = 'The values stay as they are.';
const turn = 'The turn stays where it is.';
const noTurns =
  'All coefficients are tuned at once, so there is no turn to give. Choose "one at a time" in Setup first.';
const none = 'No proposal waits for an answer.';
const withdrawn = 'Proposal withdrawn: other values were chosen. Nothing of it was written.';
const noSuchTurn = 'It has the turn already, or there is none to go to.';
const set = 'trial manual | Drag: 0.300, set by hand; it was 0.600.';

/** Settings hold at once; what was proposed before them is withdrawn. */
const configured: Row = {
  ...everywhere('settings'),
  'asked for a yes':
    'settings | proposal-withdrawn | Proposal withdrawn: the settings were changed. Nothing of it was written.',
};

type Row = Readonly<Record<SituationName, string>>;
const table: Readonly<Record<ControlName, Row>> = {
  // What is logged is logged always.
  Hit: everywhere('shot'),
  Miss: everywhere('shot'),
  'Miss, long': everywhere('shot'),
  'Miss, then a swipe': everywhere('shot | label'),
  Relabel: everywhere('label'),
  Undo: everywhere('undo | Undone: shot 1 is taken back.'),
  Void: everywhere('void'),
  Hold: everywhere('hold'),
  // What writes is refused wherever nothing may be written.
  Next: {
    joint: 'asked',
    'one at a time': 'asked',
    complete: `turn to ${drag}`,
    'asked for a yes': 'A proposal waits for your answer already: accept or refuse it.',
    refused: 'asked',
    ...barred('No new values.'),
  },
  // An answer is for a proposal: where none waits, it says so.
  Accept: { ...everywhere(none), 'asked for a yes': 'proposal-accepted | trial proposal' },
  Refuse: {
    ...everywhere(none),
    'asked for a yes':
      'proposal-refused | Proposal refused; nothing was written. Next asks for another one.',
  },
  'Show it again': { ...everywhere(none), refused: 'proposal-reopened' },
  'Change the proposal': { ...everywhere(none), 'asked for a yes': 'proposal-edited' },
  'Burst, 2 of 3': everywhere('shot | shot | shot'),
  'Burst, 4 of 3': everywhere(''),
  Pin: everywhere('pinned'),
  'Pin the best': everywhere('pinned'),
  'Put all of a pin back': {
    ...everywhere(
      'trial manual | hold | first: its values are on their way. They are held until you resume.',
    ),
    'asked for a yes': `trial manual | hold | proposal-withdrawn | first: its values are on their way. They are held until you resume. | ${withdrawn}`,
    ...barred(values),
  },
  'Rename a pin': everywhere('pin-renamed'),
  'Delete a pin': everywhere('pin-removed'),
  'Put a pin back in the list': everywhere('pin-removed | pin-returned'),
  Best: {
    ...everywhere('trial best | hold | Back to the best values. The tuner holds there.'),
    'asked for a yes': `trial best | hold | proposal-withdrawn | Back to the best values. The tuner holds there. | ${withdrawn}`,
    ...barred(values),
  },
  Baseline: {
    ...everywhere('trial baseline | hold | Back to the baseline. The tuner holds there.'),
    'asked for a yes': `trial baseline | hold | proposal-withdrawn | Back to the baseline. The tuner holds there. | ${withdrawn}`,
    ...barred(values),
  },
  'Code default': {
    ...everywhere(
      'trial code-default | hold | Back to the defaults in code. The tuner holds there.',
    ),
    'asked for a yes': `trial code-default | hold | proposal-withdrawn | Back to the defaults in code. The tuner holds there. | ${withdrawn}`,
    ...barred(values),
  },
  // A turn that ended left the best value of its coefficient in the place of the last one tried.
  'Back to what it was': { ...everywhere(nothingToGoBack), complete: 'trial former' },
  'Finish with the best': {
    ...everywhere(
      `trial best | hold | finished | disarmed | ${finishedWords('best', 'confirmed')}`,
    ),
    'one at a time': 'trial best | hold | finished',
    // The best is not what the robot has: it is disarmed once that has arrived.
    'asked for a yes': `trial best | hold | finished | proposal-withdrawn | ${withdrawn}`,
    refused: 'trial best | hold | finished',
    ...barred('Not finished.'),
  },
  'Finish with the baseline': {
    ...everywhere('trial baseline | hold | finished'),
    // Nothing was tried yet, so the robot has the baseline.
    'asked for a yes': `trial baseline | hold | finished | proposal-withdrawn | disarmed | ${withdrawn} | ${finishedWords('baseline', 'confirmed')}`,
    refused: `trial baseline | hold | finished | disarmed | ${finishedWords('baseline', 'confirmed')}`,
    ...barred('Not finished.'),
  },
  // Nothing is to be written, so nothing bars it.
  'Finish as it is': {
    ...everywhere(`hold | finished | disarmed | ${finishedWords('as-is', 'confirmed')}`),
    'asked for a yes': `hold | finished | proposal-withdrawn | disarmed | Proposal withdrawn: tuning was finished. Nothing of it was written. | ${finishedWords('as-is', 'confirmed')}`,
    disarmed: `hold | finished | ${finishedWords('as-is', 'confirmed')}`,
    match: `hold | finished | ${finishedWords('as-is', 'confirmed')}`,
    viewer: `hold | finished | ${finishedWords('as-is', 'confirmed')}`,
  },
  Set: {
    ...everywhere(set),
    'asked for a yes': `trial manual | proposal-withdrawn | Drag: 0.300, set by hand; it was 0.500. | ${withdrawn}`,
    refused: 'trial manual | Drag: 0.300, set by hand; it was 0.500.',
    ...barred('The value stays as it is.'),
  },
  // It settles what is tuned, whatever may be written.
  'Switch an entry off': configured,
  Skip: {
    joint: noTurns,
    'asked for a yes': noTurns,
    refused: noTurns,
    'one at a time': `turn to ${spin}`,
    complete: noSuchTurn,
    ...barred(turn),
  },
  Previous: {
    joint: noTurns,
    'asked for a yes': noTurns,
    refused: noTurns,
    'one at a time': noSuchTurn,
    complete: `turn to ${spin}`,
    ...barred(turn),
  },
  'Chip of Spin': {
    joint: noTurns,
    'asked for a yes': noTurns,
    refused: noTurns,
    'one at a time': `turn to ${spin}`,
    complete: `turn to ${spin}`,
    ...barred(turn),
  },
  'Chip of Drag': {
    joint: noTurns,
    'asked for a yes': noTurns,
    refused: noTurns,
    'one at a time': noSuchTurn,
    complete: `turn to ${drag}`,
    ...barred(turn),
  },
  'It is in the code now': everywhere('taken'),
  'Not after all': everywhere('taken'),
  // Settings may always be changed: what is written is asked for elsewhere.
  'Load a profile': configured,
  'A twice': {
    ...everywhere('disarmed'),
    disarmed: 'armed',
    match: `Not armed. ${bars.match}`,
    viewer: `Not armed. ${bars.viewer}`,
  },
};

describe.each(names)('in the situation "%s"', (situation) => {
  test.each(Object.keys(controls) as ControlName[])('%s acts, or says why not', async (name) => {
    const world = await situations[situation]();
    expect(outcomeOf(world, name)).toBe(table[name][situation]);
  });
});

test('every letter key is in the table, but for the one that shows the keys', () => {
  const inTable: readonly KeyAct[] = [
    'hit',
    'miss',
    'undo',
    'void',
    'hold',
    'next',
    'best',
    'skip',
    'previous',
    'accept',
    'refuse',
    'arm',
  ];
  expect(keyTable.map(({ act }) => act).filter((act) => !inTable.includes(act))).toEqual(['help']);
});

test.each([
  ['Undo', 'undo', 'Nothing to undo.'],
  ['Void', 'void', 'No shot to void: there is none, or the last ones are void already.'],
  ['Best', 'best', 'There is no best yet: the model needs a few shots first.'],
] as const)('%s with nothing to work on says so', async (_, act, words) => {
  const world = await begun('joint');
  key(act)(world);
  expect(world.session.notices.map(({ notice }) => noticeWords(notice, []))).toEqual([words]);
});

test('Next a second time says that it was asked for already; Hold a second time resumes', async () => {
  const world = await ready('joint');
  key('next')(world);
  key('next')(world);
  const last = world.session.notices.at(-1)!;
  expect(noticeWords(last.notice, [])).toMatch(/^The next values are asked for already/);
  key('hold')(world);
  key('hold')(world);
  expect(world.session.state.hold).toBe(false);
});
