import { describe, expect, test } from 'vitest';
import { inCode, onlyOnRobot } from '../../../src/core/tuning/in-code.ts';
import { armedBench, Bench, coefficient, drag, turns, twoCoefficients } from './bench.ts';
import type { BenchRobotTraits } from './bench-robot.ts';

const onlyThere = ({ state }: Bench): readonly string[] =>
  onlyOnRobot(state).map(({ topic }) => topic);

/** A bench whose drag was set by hand, and has arrived. */
const tunedBench = (traits: Partial<BenchRobotTraits> = {}): Bench =>
  armedBench(traits).set(drag, 0.004).wait(1_000);

test('before anything is tuned the code has what the robot told', () => {
  const bench = armedBench();
  expect(inCode(bench.state, drag)).toBe(0.003);
  expect(onlyThere(bench)).toEqual([]);
});

describe.each(['at once', 'with shots', 'never'] as const)(
  'of a robot that confirms %s',
  (confirms) => {
    test('a value that was set lives on the robot only, until it is there no longer', () => {
      const bench = tunedBench({ confirms });
      expect(onlyThere(bench)).toEqual([drag]);
      expect(inCode(bench.state, drag)).toBe(0.003);
      bench.hear({ type: 'go-to', target: 'baseline' }).wait(1_000);
      expect(onlyThere(bench)).toEqual([]);
    });

    test('it is lost with a restart, and lives there only again once it is sent again', () => {
      const bench = tunedBench({ confirms }).restartRobot();
      expect(onlyThere(bench)).toEqual([]);
      bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(1_000);
      expect(onlyThere(bench)).toEqual([drag]);
    });

    test('a robot that begins anew with the value has it in its code', () => {
      const bench = tunedBench({ confirms });
      bench.robot.defaults(drag, 0.004);
      bench.restartRobot();
      expect(inCode(bench.state, drag)).toBe(0.004);
      bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(1_000);
      expect(onlyThere(bench)).toEqual([]);
    });

    test('so does one whose code was deployed while its clock went on, once a shot has told of it', () => {
      const bench = tunedBench({ confirms }).robotShoots({ label: 'hit' });
      bench.robot.defaults(drag, 0.004);
      bench.robot.defaults(turns, 22);
      bench.drop();
      bench.robot.redeploy(bench.nowMs);
      bench.connect().robotShoots({ label: 'hit' });
      expect(bench.logged('code-restarted')).toHaveLength(1);
      expect([inCode(bench.state, drag), inCode(bench.state, turns)]).toEqual([0.004, 22]);
      expect(onlyThere(bench)).toEqual([]);
    });
  },
);

test('a link that drops says nothing of the code', () => {
  const bench = tunedBench().drop().wait(500).connect();
  expect(inCode(bench.state, drag)).toBe(0.003);
  expect(onlyThere(bench)).toEqual([drag]);
});

test('what the operator took is in the code, and what the robot has now is no news, until it changes', () => {
  const bench = tunedBench();
  bench.hear({ type: 'take', values: { [drag]: 0.0042 } });
  expect(inCode(bench.state, drag)).toBe(0.0042);
  expect(onlyThere(bench)).toEqual([]);
  bench.set(drag, 0.005).wait(1_000);
  expect(onlyThere(bench)).toEqual([drag]);
});

test('that word can be taken back', () => {
  const bench = tunedBench().hear({ type: 'take', values: { [drag]: 0.004 } });
  bench.hear({ type: 'take', values: {} });
  expect(inCode(bench.state, drag)).toBe(0.003);
  expect(onlyThere(bench)).toEqual([drag]);
});

test('a restart knows better than the operator', () => {
  const bench = tunedBench().hear({ type: 'take', values: { [drag]: 0.004 } });
  bench.restartRobot();
  expect(inCode(bench.state, drag)).toBe(0.003);
});

test('a preference outlives the program, so a restart does not tell what the code says of it', () => {
  const kept = '/Preferences/Drag';
  const bench = armedBench(
    { defaults: { [kept]: 0.003 } },
    { coefficients: [coefficient({ topic: kept })] },
  )
    .set(kept, 0.004)
    .wait(1_000);
  bench.robot.defaults(kept, 0.004);
  bench.restartRobot();
  expect(inCode(bench.state, kept)).toBe(0.003);
  expect(onlyThere(bench)).toEqual([kept]);
});

test('a topic of type float has the value that it can hold, and that is the same', () => {
  const bench = new Bench({ defaults: { [drag]: 0.003, [turns]: 20 } })
    .configure({ coefficients: twoCoefficients })
    .connect();
  bench.otherDashboardWrites(drag, Math.fround(0.003));
  expect(onlyThere(bench)).toEqual([]);
});
