import { expect, onTestFinished, test } from 'vitest';

import { confirmationOf } from '../../../src/core/tuning/confirmation.ts';
import { appliedTopic, shotRecordTopic, statusTopic } from '../../../src/link/contract.ts';
import type { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { testClient } from '../../robot/test-server.ts';
import { offer, realRobot, tuningLaptop, until } from './real-robot-world.ts';

const drag = '/Tuning/Drag';
const applied = appliedTopic(drag);

/** A laptop that tunes a robot of one coefficient, armed. */
async function armed(...robot: Parameters<typeof realRobot>) {
  const server = await realRobot((code) => {
    offer(code, drag);
    robot[0]?.(code);
  });
  const session = await tuningLaptop(server, 'MLtune-a');
  await until(() => session.armingBar === null && session.state.baseline !== null);
  session.arm();
  return { server, session };
}
const of = ({ state }: TuningSession) => confirmationOf(state, drag);

test('what nobody acknowledges is sent and no more, on a real socket', async () => {
  const { server, session } = await armed();
  session.set(drag, 6);
  await until(() => server.robot.get(drag) === 6);
  expect(of(session)).toEqual({ kind: 'sent', byShots: false });
  session.tap('hit');
  expect(session.state.shots[0]?.shot).toMatchObject({ values: { [drag]: 6 }, confirmed: false });
});

test('a robot whose acknowledgement becomes NaN is no longer one that confirms', async () => {
  const { server, session } = await armed((robot) => {
    robot.publish(applied, 'double');
    robot.set(applied, 5);
    robot.onValue(drag, (value) => {
      robot.set(applied, value === 7 ? Number.NaN : value);
    });
  });
  session.set(drag, 6);
  await until(() => of(session).kind === 'acknowledged');
  session.set(drag, 7);
  await until(() => of(session).kind === 'no-number');
  expect(server.robot.get(drag)).toBe(7);
  expect(session.notices.map(({ notice }) => notice)).toContainEqual({
    kind: 'acknowledged-no-number',
    topic: drag,
    said: 'NaN',
  });
});

test('a robot that goes on acknowledging another value is not confirmed, and it is said which', async () => {
  const { session } = await armed((robot) => {
    robot.publish(applied, 'double');
    robot.set(applied, 5);
  });
  session.set(drag, 6);
  await until(() => of(session).kind === 'unconfirmed');
  expect(of(session)).toEqual({ kind: 'unconfirmed', acknowledged: 5 });
});

test('shots that go on using the value of before contradict what was sent', async () => {
  const { server, session } = await armed((robot) => {
    robot.publish(shotRecordTopic, 'json');
  });
  session.set(drag, 6);
  await until(() => server.robot.get(drag) === 6);
  let id = 0;
  const shoots = (): void => {
    const t = server.clock.nowUs();
    const record = { boot: 1, id: ++id, t, distance: 3, hit: true, used: { [drag]: 5 } };
    server.robot.set(shotRecordTopic, JSON.stringify(record));
  };
  await until(() => {
    shoots();
    return of(session).kind === 'contradicted';
  });
  expect(of(session)).toEqual({ kind: 'contradicted', used: 5 });
  expect(session.state.shots.at(-1)?.shot).toMatchObject({
    values: { [drag]: 5 },
    confirmed: true,
  });
});

test('what another dashboard selects to adjust by hand is told with its value and bounds', async () => {
  const spin = '/Tuning/Spin';
  const { server } = await armed((robot) => {
    robot.publish(spin, 'double', { min: 1, max: 9 });
    robot.setDefault(spin, 4);
    robot.onValue(spin, () => undefined);
  });
  const manual = (name: string) => server.robot.get(statusTopic(`ManualControl/${name}`));
  await until(() => manual('SelectedCoefficient') === 'Drag');
  const elastic = await testClient(server, 'Elastic');
  elastic.publish(1, statusTopic('ManualControl/CoefficientSelector'), 'string');
  elastic.write([1, 'string', 'Spin', server.clock.nowUs()]);
  await until(() => manual('SelectedCoefficient') === 'Spin');
  await until(() => manual('MaxValue') === 9);
  expect(['CurrentValue', 'MinValue', 'MaxValue'].map(manual)).toEqual([4, 1, 9]);
});

/** Robot code that sets a coefficient anew in each loop, until the test ends. */
function inLoop(set: (round: number) => void): void {
  let round = 0;
  const loop = setInterval(() => {
    set(round++);
  }, 20);
  onTestFinished(() => {
    clearInterval(loop);
  });
}

test('a coefficient that robot code sets in its loop is given up, and no trial is made of it', async () => {
  const { server, session } = await armed();
  inLoop(() => {
    server.robot.set(drag, 5);
  });
  session.set(drag, 6);
  await until(() => session.state.conflicts[drag] === 'reverted');
  expect(session.events.filter(({ type }) => type === 'sent')).toHaveLength(3);
  expect(session.state).toMatchObject({ trial: { number: 0 }, shootingTrial: 0 });
  session.tap('hit');
  expect(session.state.shots[0]).toMatchObject({ trial: 0, shot: { values: { [drag]: 5 } } });
  await until(() => session.waiting.kind === 'conflict');
  // What is not tuned is not published any more.
  await server.until(() =>
    server.received.some(({ kind, ...more }) => kind === 'text' && isUnpublish(more)),
  );
});

test('a coefficient that changes all the time fills no log, and is not tuned', async () => {
  const { server, session } = await armed();
  inLoop((round) => {
    server.robot.set(drag, 5 + round * 1e-3);
  });
  await until(() => session.state.conflicts[drag] === 'changing');
  const before = session.events.length;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(session.events.length - before).toBeLessThanOrEqual(3);
  session.tap('hit');
  const used = session.state.shots[0]!.shot.values[drag]!;
  expect(Math.abs(used - (server.robot.get(drag) as number))).toBeLessThan(0.05);
});

const isUnpublish = (received: object): boolean =>
  'message' in received &&
  (received.message as { readonly method?: string }).method === 'unpublish';
