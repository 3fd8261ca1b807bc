import { describe, expect, test } from 'vitest';

import type { Wiring } from '../../../src/core/tuning/wiring.ts';
import {
  codeReportOf,
  confirmationLine,
  confirmationWords,
  faultOfCode,
} from '../../../src/ui/confirmation-words.ts';
import { armedBench, coefficient, drag, turns, type Bench } from '../tuning/bench.ts';

const report = (bench: Bench) => codeReportOf(bench.state, coefficient());
const wired = (
  confirms: Wiring['confirms'] = 'no',
  otherWriters: readonly string[] = [],
): Wiring => ({
  read: 'yes',
  otherWriters,
  confirms,
});
const beside = (bench: Bench, ...as: Parameters<typeof wired>) =>
  confirmationWords(report(bench), wired(...as))?.words;
const wiring = (bench: Bench, ...as: Parameters<typeof wired>) =>
  confirmationLine(report(bench), wired(...as))?.words;
const acknowledges = (bench: Bench, value: number): Bench =>
  bench.hear({ type: 'applied', topic: drag, value, serverUs: bench.robot.clockUs(bench.nowMs) });

describe('the words beside a value', () => {
  test('say nothing of confirmation where nobody acknowledges', () => {
    const bench = armedBench({ confirms: 'never' });
    expect(beside(bench)).toBe('read from the robot');
    bench.set(drag, 0.003).wait(200);
    expect(beside(bench)).toBe('read from the robot');
    bench.set(drag, 0.004).wait(200);
    expect(beside(bench)).toBe('sent; nobody acknowledges it');
    expect(beside(bench, 'yes')).toBe('sent, not acknowledged yet');
    expect(wiring(bench)).toMatch(/^Nothing acknowledges this/);
    bench.robotShoots();
    expect(wiring(bench)).toMatch(/^Neither an acknowledgement nor a shot tells the value/);
  });

  test('never say “cannot confirm” of a robot that confirms by shots', () => {
    const bench = armedBench({ confirms: 'with shots' }).robotShoots().set(drag, 0.004).wait(200);
    expect(beside(bench)).toBe('sent; the next shot tells');
    expect(wiring(bench)).toBe('The robot reports with each shot the value that it used.');
    expect(beside(bench.robotShoots())).toBe('confirmed by a shot');
  });

  test('say which value the shots used, where that is another than was sent', () => {
    const bench = armedBench({ confirms: 'with shots' }).robotShoots().set(drag, 0.004).wait(2000);
    bench.robotShoots({ used: { [drag]: 0.003, [turns]: 20 } });
    expect(beside(bench)).toBe("the robot's shots used 0.00300");
    expect(faultOfCode(report(bench), [])).toBe(
      "the robot's shots used 0.00300, not 0.00400 that was sent. Writing it changes nothing: look where robot code takes it from.",
    );
    expect(wiring(bench)).toMatch(/^The robot's shots used 0\.00300/);
  });

  test('say which value is acknowledged after three sends, and NaN while it is', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004).wait(200);
    expect(beside(bench)).toBe('sent, waiting');
    bench.wait(5000);
    expect(beside(bench)).toBe('not confirmed: the robot uses 0.00300');
    expect(beside(acknowledges(bench, Number.NaN))).toBe('the robot says NaN');
    expect(faultOfCode(report(bench), [])).toMatch(
      /^robot code acknowledges NaN, which is no number/,
    );
    expect(beside(acknowledges(bench, 0.004))).toBe('robot confirms');
    expect(faultOfCode(report(bench), [])).toBeNull();
    expect(wiring(bench)).toBe('Robot code acknowledges the value that it uses.');
  });
});
