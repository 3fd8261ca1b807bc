import { describe, expect, test } from 'vitest';

import { goalTopics } from '../../../src/link/contract.ts';
import { drag, pass, spin } from './session-world.ts';
import { visits } from './visits.ts';

describe('the workbench', () => {
  test('adopts what the robot offers, all of it, once', async () => {
    const { clock, visit } = visits();
    const bench = await visit();
    expect(bench.connect('robot')).toBeNull();
    await pass(clock, 1_000);
    expect(bench.session.offersComplete).toBe(true);
    bench.adopt(bench.session.offers);
    const settings = bench.session.state.settings;
    expect(settings?.coefficients.map(({ topic, min, max }) => [topic, min, max])).toEqual([
      [drag, 0.1, 0.9],
      [spin, 10, 30],
    ]);
    bench.adopt(bench.session.offers.slice(1));
    expect(bench.session.state.settings).toBe(settings);
    await pass(clock, 100);
    expect(bench.session.state.baseline).toEqual({ [drag]: 0.5, [spin]: 20 });
  });

  test.each([
    ['takes the goal that the robot tells', 2.3, { heightM: 2.3, halfOpeningM: 0.16 }],
    ['takes none that makes no sense', 90, null],
  ])('adopting %s', async (_what, height, goal) => {
    const { clock, robot, visit } = visits();
    robot.server.onStart((starting) => {
      starting.publish(goalTopics.height, 'double');
      starting.set(goalTopics.height, height);
      starting.publish(goalTopics.halfOpening, 'double');
      starting.set(goalTopics.halfOpening, 0.16);
    });
    const bench = await visit();
    bench.connect('robot');
    await pass(clock, 1_000);
    expect(bench.session.toldGoal).toEqual({ heightM: height, halfOpeningM: 0.16 });
    bench.adopt(bench.session.offers);
    expect(bench.session.state.settings?.goal).toEqual(goal);
    bench.disconnect();
    expect(bench.session.toldGoal).toBeNull();
  });

  test('dials the robot and opens the session of the last visit', async () => {
    const { clock, robot, visit } = visits();
    const first = await visit();
    first.connect('robot');
    await pass(clock, 500);
    first.session.note('remember');
    await first.close();
    expect(robot.server.connections).toBe(0);
    const second = await visit();
    await pass(clock, 500);
    expect(second.session.header.id).toBe(first.session.header.id);
    expect(second.session.events.some((event) => event.type === 'note')).toBe(true);
    expect(robot.server.connections).toBe(1);
  });

  test('does not dial again after the operator hung up', async () => {
    const { clock, robot, visit } = visits();
    const first = await visit();
    first.connect('robot');
    await pass(clock, 500);
    first.disconnect();
    await first.close();
    const second = await visit();
    await pass(clock, 500);
    expect([second.search.address, robot.server.connections]).toEqual(['', 0]);
  });

  test('says what is wrong with an address, and stays where it is', async () => {
    const { visit } = visits();
    const bench = await visit();
    expect(bench.connect('two words')).toEqual({ kind: 'spaces' });
    expect(bench.search.address).toBe('');
  });

  test('starts a new session with the settings of the one before, and both are listed', async () => {
    const { clock, visit } = visits();
    const bench = await visit();
    bench.connect('robot');
    await pass(clock, 1_000);
    bench.adopt(bench.session.offers);
    const before = bench.session;
    await bench.startNew();
    expect(bench.session.header.id).not.toBe(before.header.id);
    expect(bench.session.state.settings?.coefficients).toEqual(before.state.settings?.coefficients);
    expect(bench.session.state.settings?.seed).not.toBe(before.state.settings?.seed);
    expect(bench.sessions.map(({ id }) => id).sort()).toEqual(
      [before.header.id, bench.session.header.id].sort(),
    );
  });

  test('removes and renames other sessions, never the open one away', async () => {
    const { visit } = visits();
    const bench = await visit();
    const first = bench.session.header.id;
    await bench.startNew();
    const open = bench.session.header.id;
    await bench.rename(first, 'Monday');
    expect(bench.sessions.find(({ id }) => id === first)?.name).toBe('Monday');
    await bench.remove(open);
    await bench.remove(first);
    expect(bench.sessions.map(({ id }) => id)).toEqual([open]);
  });

  test('finds a simulated robot only where one may be', async () => {
    const { clock, visit } = visits();
    const [alone, beside] = [await visit(), await visit('http://localhost:8080/')];
    await pass(clock, 10);
    expect([alone.search.simulatorAnswers, beside.search.simulatorAnswers]).toEqual([false, true]);
  });

  test('looks for a team’s robot first where it answered last', async () => {
    const { clock, dialled, visit } = visits();
    const first = await visit('http://localhost:8080/', '192.168.1.9');
    first.connect('1234');
    await pass(clock, 100);
    await first.close();
    const second = await visit('https://example.com/');
    await pass(clock, 100);
    expect(dialled).toEqual(['192.168.1.9', '192.168.1.9']);
    expect(second.session.link.state).toMatchObject({ kind: 'online', host: '192.168.1.9' });
    second.connect('5678');
    await pass(clock, 100);
    expect(dialled.at(-1)).toBe('10.56.78.2');
  });

  test('remembers each team’s robot, and no robot of another team', async () => {
    const { clock, dialled, visit } = visits();
    const bench = await visit('http://10.56.78.2:5801/');
    bench.connect('1234');
    await pass(clock, 100);
    expect([dialled, bench.search.whose]).toEqual([['10.56.78.2'], 'another']);
    bench.connect('5678');
    await pass(clock, 100);
    expect(bench.search.whose).toBe('ours');
    expect(bench.preferences.get('lastGood')).toEqual([{ team: 5678, host: '10.56.78.2' }]);
    bench.connect('robot');
    await pass(clock, 100);
    expect([bench.search.team, bench.search.whose]).toEqual([null, null]);
  });

  test.each([
    ['asks the Driver Station on this computer', 'http://localhost:8080/', '10.12.34.77'],
    ['asks none for a page that would have to be allowed to', 'https://example.com/', '10.12.34.2'],
  ])('%s', async (_what, from, expected) => {
    const { clock, dialled, visit } = visits();
    const bench = await visit(from, '10.12.34.77');
    bench.connect('1234');
    await pass(clock, 100);
    expect([dialled, bench.search.whose]).toEqual([[expected], 'ours']);
  });

  test('offers the robot that the page came from, and does not connect by itself', async () => {
    const { clock, dialled, visit } = visits();
    const bench = await visit('http://10.12.34.2:5801/app/');
    await pass(clock, 500);
    expect([bench.search.pageRobot, dialled]).toEqual(['10.12.34.2', []]);
  });
});
