import { describe, expect, test } from 'vitest';

import { sessionFromJson, sessionToJson } from '../../../src/core/log/json.ts';
import { foldAll } from '../../../src/core/tuning/fold.ts';
import type { PinSource } from '../../../src/core/tuning/input.ts';
import { lastRemoved, pinsOf } from '../../../src/core/tuning/pins.ts';
import { armedBench, Bench, coefficient, drag, turns } from './bench.ts';

const values = ({ robot }: Bench) => [robot.value(drag), robot.value(turns)];
const pin = (bench: Bench, id: string, name = id, of: PinSource = 'robot'): Bench =>
  bench.hear({ type: 'pin', id, of, name });
const names = ({ state }: Bench) => pinsOf(state).map(({ name }) => name);
/** The robot's own values are pinned, and others are on it. */
const pinned = (): Bench => pin(armedBench(), 'a', 'wheels').set(drag, 0.005).wait(500);

describe('a pin', () => {
  test('keeps what the robot has, under its name, and writes nothing', () => {
    const bench = pin(armedBench(), 'a', ' wheels ');
    expect(pinsOf(bench.state)).toMatchObject([
      { name: 'wheels', values: { [drag]: 0.003, [turns]: 20 } },
    ]);
    expect(bench.writes).toEqual([]);
  });

  test('keeps the best once there is one', () => {
    const bench = pin(armedBench(), 'a', 'best', 'best');
    expect(bench.notices).toEqual([{ kind: 'no-best-yet' }]);
    bench.tap('hit').answer([0.0035, 22], [0.0032, 21]);
    expect(pinsOf(pin(bench, 'a', 'best', 'best').state)).toMatchObject([
      { values: { [drag]: 0.0032, [turns]: 21 } },
    ]);
  });

  test('of nothing is none', () => {
    const bench = pin(new Bench().configure(), 'a');
    expect(bench.notices).toEqual([{ kind: 'nothing-to-pin' }]);
    expect(pin(armedBench(), 'a', '  ').state.pins).toEqual([]);
  });

  test('brings all its values back, which are held, and can be taken back', () => {
    const bench = pinned().hear({ type: 'restore-pin', id: 'a' }).wait(500);
    expect(values(bench)).toEqual([0.003, 20]);
    expect(bench.state).toMatchObject({ hold: true, trial: { kind: 'manual' } });
    const { number } = bench.state.trial!;
    expect(bench.notices.at(-1)).toEqual({ kind: 'pin-restored', name: 'wheels', trial: number });
    bench.hear({ type: 'go-back' }).wait(500);
    expect(values(bench)).toEqual([0.005, 20]);
  });

  test.each([
    ['the tuner is not armed', (bench: Bench) => bench.hear({ type: 'disarm' }), 'not-armed'],
    ['the link is down', (bench: Bench) => bench.drop(), 'offline'],
    ['a match is on', (bench: Bench) => bench.setRobot({ fms: true }), 'match'],
  ])('brings nothing back while %s', (_what, act, why) => {
    const bench = act(pinned()).hear({ type: 'restore-pin', id: 'a' }).wait(500);
    expect(values(bench)[0]).toBe(0.005);
    expect(bench.notices.at(-1)).toEqual({ kind: 'refused', input: 'restore-pin', why });
  });

  test('brings back only what is tuned now, and nothing that is out of bounds', () => {
    const bench = pinned();
    bench.configure({ coefficients: [coefficient({ min: 0.004 })] });
    bench.hear({ type: 'restore-pin', id: 'a' });
    expect(bench.notices.at(-1)).toMatchObject({ kind: 'out-of-bounds', topic: drag });
    bench.configure({
      coefficients: [coefficient({ topic: turns, min: 10, max: 30, codeDefault: 20 })],
    });
    bench.hear({ type: 'restore-pin', id: 'a' });
    expect(bench.state.trial?.values).toEqual({ [turns]: 20 });
    bench.configure({ coefficients: [coefficient({ topic: '/Tuning/Other' })] });
    bench.hear({ type: 'restore-pin', id: 'a' });
    expect(bench.notices.at(-1)).toEqual({ kind: 'pin-not-tuned', name: 'wheels' });
  });

  test('is renamed, removed and put back in its place', () => {
    const bench = pin(pin(armedBench(), 'a', 'first'), 'b', 'second');
    bench.hear({ type: 'rename-pin', id: 'a', name: 'comp' }).hear({ type: 'remove-pin', id: 'a' });
    expect(names(bench)).toEqual(['second']);
    expect(lastRemoved(bench.state)?.name).toBe('comp');
    bench.hear({ type: 'return-pin', id: 'a' });
    expect(names(bench)).toEqual(['comp', 'second']);
    expect(lastRemoved(bench.state)).toBeNull();
  });

  test('survives a reload and an export', () => {
    const bench = pinned();
    const session = { id: 's', name: 's', createdMs: 0, events: bench.events };
    const read = sessionFromJson(sessionToJson(session));
    if (!read.ok) return expect.unreachable('the file was refused');
    expect(foldAll(read.value.events).pins).toEqual(bench.state.pins);
  });
});
