import { describe, expect, test } from 'vitest';

import { counts } from '../../../src/core/tuning/shot-records.ts';
import { armedBench, Bench, coefficient, drag, settings, turns } from './bench.ts';

const labels = (bench: Bench) => bench.state.shots.map(({ label }) => label);

describe('a tap', () => {
  test('is a shot at the distance and the time it was made, with the values on the robot', () => {
    const bench = armedBench().tap('miss', 'short');
    expect(bench.lastShot).toMatchObject({
      label: 'miss',
      direction: 'short',
      voided: false,
      trial: 0,
      shot: {
        id: 'tap-1',
        source: 'operator',
        distanceM: 3,
        serverUs: bench.robot.clockUs(bench.nowMs),
        values: { [drag]: 0.003, [turns]: 20 },
        confirmed: true,
        invalid: null,
      },
    });
  });

  test('is a shot even before anything is set up or connected', () => {
    const bench = new Bench().tap('hit');
    expect(bench.lastShot).toMatchObject({ label: 'hit', shot: { serverUs: null, values: {} } });
  });

  test('that comes twice is one shot', () => {
    const tap = { type: 'tap', id: 'tap-9', label: 'hit', direction: null } as const;
    const bench = armedBench();
    for (let n = 0; n < 2; n += 1) bench.hear({ ...tap, distanceM: null, serverUs: null });
    expect(bench.state.shots).toHaveLength(1);
  });

  test('labels the oldest waiting shot of a robot that reports them, and makes none of its own', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots().robotShoots().robotShoots();
    bench.tap('hit').tap('miss', 'long');
    expect(labels(bench)).toEqual(['hit', 'miss', 'none']);
    expect(bench.state.shots[1]?.direction).toBe('long');
  });

  test('corrects the newest shot of a robot that labels its own', () => {
    const bench = armedBench({}, { autotune: false });
    bench.robotShoots({ label: 'hit' }).robotShoots({ label: 'hit' }).tap('miss');
    expect(labels(bench)).toEqual(['hit', 'miss']);
  });

  test('leaves shots that were taken back alone', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots().robotShoots();
    bench.hear({ type: 'void', shotId: bench.state.shots[0]!.shot.id }).tap('hit');
    expect(labels(bench)).toEqual(['none', 'hit']);
  });

  test('is a shot of its own while the robot is away, or another robot has answered', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots({ label: 'hit' });
    bench.drop().tap('miss');
    expect(labels(bench)).toEqual(['hit', 'miss']);
    bench.connect('10.99.99.2').tap('hit');
    expect(labels(bench)).toEqual(['hit', 'miss', 'hit']);
  });

  test('still labels the robot’s waiting shot after a drop of the link', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots().drop().wait(500).connect();
    bench.tap('hit');
    expect(labels(bench)).toEqual(['hit']);
  });

  test('made while the robot was away is of the shot that it tells of when it returns', () => {
    const bench = armedBench({}, { autotune: false })
      .robotShoots({ label: 'hit' })
      .drop()
      .wait(500);
    const shot = bench.robot.shoot(bench.nowMs, { recovered: true });
    bench.wait(2_000).tap('miss', 'short').wait(3_000).connect();
    bench.hear({ type: 'robot-shot', shot });
    expect(
      bench.state.shots
        .filter(counts)
        .map(({ shot: { id }, label, direction }) => [id, label, direction]),
    ).toEqual([
      ['1:1', 'hit', null],
      [shot.key, 'miss', 'short'],
    ]);
    expect(bench.hear({ type: 'robot-shot', shot }).state.shots).toHaveLength(3);
  });

  test('made while the robot was away stays a shot of its own where no time fits', () => {
    const bench = armedBench({}, { autotune: false })
      .robotShoots({ label: 'hit' })
      .drop()
      .wait(500);
    const shot = bench.robot.shoot(bench.nowMs, { recovered: true });
    bench.wait(8_000).tap('miss').wait(1_000).connect();
    bench.hear({ type: 'robot-shot', shot });
    expect(labels(bench)).toEqual(['hit', 'miss', 'none']);
    expect(bench.logged('matched')).toEqual([]);
  });

  test('made while the robot was away never changes what the robot saw', () => {
    const bench = armedBench({}, { autotune: false })
      .robotShoots({ label: 'hit' })
      .drop()
      .wait(500);
    const shot = bench.robot.shoot(bench.nowMs, { recovered: true, label: 'hit' });
    bench.wait(1_000).tap('miss').connect().hear({ type: 'robot-shot', shot });
    expect(bench.state.shots.filter(counts).map(({ label }) => label)).toEqual(['hit', 'hit']);
  });

  test('is a shot even when its distance is no plausible one: marked, and left out of the model', () => {
    const bench = armedBench();
    bench.hear({
      type: 'tap',
      id: 'tap-far',
      label: 'hit',
      direction: null,
      distanceM: 12,
      serverUs: null,
    });
    expect(bench.lastShot?.shot).toMatchObject({ distanceM: 12, invalid: 'distance:12' });
    expect(bench.state.trialShots).toBe(0);
  });
});

describe('robot code that began anew under a clock that went on', () => {
  const tuned = () => armedBench().robotShoots({ label: 'hit' }).answer([0.004, 21]).wait(500);
  const redeployed = (bench: Bench): Bench => {
    bench.drop().wait(500);
    bench.robot.redeploy(bench.nowMs);
    return bench.connect().wait(100);
  };

  test('is told by the boot of its first record: nothing is sent before the operator has chosen', () => {
    const bench = redeployed(tuned());
    const { length: before } = bench.writes;
    bench.robotShoots({ label: 'miss' }).wait(3_000);
    expect(bench.logged('code-restarted')).toHaveLength(1);
    expect(bench.state.restartPending).toBe(true);
    expect(bench.lastShot?.shot.values).toEqual({ [drag]: 0.003, [turns]: 20 });
    expect(bench.writes).toHaveLength(before);
    bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(500);
    expect(bench.robot.value(drag)).toBe(0.004);
  });

  test('is asked about once', () => {
    const bench = redeployed(tuned())
      .robotShoots()
      .hear({ type: 'answer-restart', choice: 'adopt' });
    expect(bench.robotShoots().state.restartPending).toBe(false);
    expect(bench.logged('code-restarted')).toHaveLength(1);
  });

  test('is not suspected of a robot whose restart the clock has told', () => {
    const bench = tuned().restartRobot().robotShoots();
    expect(bench.logged('robot-restarted')).toHaveLength(1);
    expect(bench.logged('code-restarted')).toEqual([]);
  });
});

describe('a shot the robot reports', () => {
  test('is one shot however often it is told', () => {
    const bench = armedBench({}, { autotune: false });
    const shot = bench.robot.shoot(bench.nowMs, { label: 'hit' });
    for (let n = 0; n < 3; n += 1) bench.hear({ type: 'robot-shot', shot });
    expect(bench.state.shots).toHaveLength(1);
    expect(bench.state.trialShots).toBe(1);
  });

  test('is labelled by a repeat that carries the result, and counts from then on', () => {
    const bench = armedBench({}, { autotune: false });
    const shot = bench.robot.shoot(bench.nowMs);
    bench.hear({ type: 'robot-shot', shot });
    expect(bench.state.trialShots).toBe(0);
    bench.hear({ type: 'robot-shot', shot: { ...shot, label: 'miss' } });
    expect(labels(bench)).toEqual(['miss']);
    expect(bench.logged('label')).toMatchObject([{ by: 'robot' }]);
    expect(bench.state.trialShots).toBe(1);
  });

  test('is labelled late by a result that comes alone', () => {
    const bench = armedBench().robotShoots();
    const key = bench.lastShot!.shot.id;
    bench.hear({ type: 'robot-label', late: { key, label: 'hit' } });
    expect(labels(bench)).toEqual(['hit']);
    bench.hear({ type: 'robot-label', late: { key: 'nobody’s', label: 'hit' } });
    expect(bench.state.shots).toHaveLength(1);
  });

  test('keeps what the operator said of it when the robot says otherwise later', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots().tap('miss');
    const key = bench.lastShot!.shot.id;
    bench.hear({ type: 'robot-label', late: { key, label: 'hit' } });
    expect(labels(bench)).toEqual(['miss']);
  });

  test('waits without a result for as long as it takes, and never counts', () => {
    const bench = armedBench().robotShoots().wait(600_000);
    expect(labels(bench)).toEqual(['none']);
    expect(bench.state.trialShots).toBe(0);
    expect(bench.questions).toEqual([]);
  });

  test('of another boot with the same number is another shot', () => {
    const bench = armedBench({}, { autotune: false }).robotShoots({ label: 'hit' });
    bench.restartRobot().robotShoots({ label: 'hit' });
    expect(bench.state.shots).toHaveLength(2);
  });

  test('is labelled with the values that the robot had at its own time', () => {
    const bench = armedBench({}, { autotune: false }).wait(100);
    const shots = [bench.robot.shoot(bench.nowMs)];
    for (const value of [0.004, 0.005]) {
      bench.wait(100).set(drag, value).wait(200);
      shots.push(bench.robot.shoot(bench.nowMs));
    }
    for (const shot of shots.toReversed()) bench.hear({ type: 'robot-shot', shot });
    expect(bench.state.shots.map(({ shot }) => shot.values[drag])).toEqual([0.005, 0.004, 0.003]);
    expect(bench.state.shots.map(({ shot }) => shot.confirmed)).toEqual([true, true, true]);
  });

  test('is marked unconfirmed with the values sent last, where the robot can’t confirm them', () => {
    const bench = armedBench({ confirms: 'never' }, { autotune: false }).wait(100);
    const early = bench.robot.shoot(bench.nowMs);
    bench.wait(100).set(drag, 0.004).wait(100).robotShoots();
    expect(bench.lastShot?.shot).toMatchObject({ values: { [drag]: 0.004 }, confirmed: false });
    bench.hear({ type: 'robot-shot', shot: early });
    expect(bench.lastShot?.shot).toMatchObject({ values: { [drag]: 0.003 }, confirmed: false });
  });

  test('keeps the last confirmed values while newer ones are not confirmed', () => {
    const bench = armedBench({}, { autotune: false });
    bench.deliversWrites = false;
    bench.set(drag, 0.004).wait(10_000).tap('hit');
    expect(bench.lastShot?.shot).toMatchObject({ values: { [drag]: 0.003 }, confirmed: true });
  });

  test('is labelled with the values it says it used, before all else', () => {
    const bench = armedBench().robotShoots({ used: { [drag]: 0.0045, '/Tuning/Other': 7 } });
    expect(bench.lastShot?.shot.values).toEqual({
      [drag]: 0.0045,
      [turns]: 20,
      '/Tuning/Other': 7,
    });
  });

  test('has no value for a coefficient that was never read, and is unconfirmed if that one is tuned', () => {
    const bench = armedBench({ defaults: { [drag]: 0.003 } }).tap('hit');
    expect(bench.lastShot?.shot).toMatchObject({ values: { [drag]: 0.003 }, confirmed: false });
    expect(bench.lastShot?.shot.values).not.toHaveProperty([turns]);
  });

  test('is confirmed though a coefficient that is not tuned was never read', () => {
    const coefficients = [coefficient(), coefficient({ topic: turns, enabled: false })];
    const bench = armedBench({ defaults: { [drag]: 0.003 } }, { coefficients }).tap('hit');
    expect(bench.lastShot?.shot.confirmed).toBe(true);
  });

  test('carries the match it was taken in', () => {
    const match = { event: 'CASJ', type: 'practice', number: 4 } as const;
    const bench = armedBench().hear({ type: 'match', match }).robotShoots();
    bench.hear({ type: 'match', match: null }).robotShoots();
    expect(bench.state.shots.map((record) => record.match)).toEqual([match, null]);
  });

  test('says that it was recovered', () => {
    expect(armedBench().robotShoots({ recovered: true }).lastShot?.shot.recovered).toBe(true);
  });
});

describe('an implausible shot', () => {
  test.each([
    ['distance:0.5', { distanceM: 0.5 }],
    ['exit velocity:31', { extra: { exitVelocity: 31 } }],
    ['pitch:0.1', { extra: { pitchRadians: 0.1 } }],
    ['distance:NaN', { distanceM: Number.NaN }],
    ['missX:Infinity', { missX: Infinity }],
    ['rpm:NaN', { extra: { rpm: Number.NaN } }],
    [`${drag}:-Infinity`, { used: { [drag]: -Infinity } }],
    ['time:NaN', { serverUs: Number.NaN }],
  ])('is kept, marked %s, and left out of the model', (invalid, told) => {
    const bench = armedBench().robotShoots({ label: 'hit', ...told });
    expect(bench.lastShot?.shot.invalid).toBe(invalid);
    expect(counts(bench.lastShot!)).toBe(false);
    expect(bench.question).toBeNull();
    expect(JSON.stringify(bench.lastShot)).toBe(
      JSON.stringify(bench.lastShot, (_, value: unknown) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'broken' : value,
      ),
    );
  });

  test('may be made plausible by other limits, for the shots that follow', () => {
    const limits = { ...settings().limits, distanceM: [1, 20] } as const;
    const bench = armedBench().robotShoots({ distanceM: 15 }).configure({ limits });
    bench.robotShoots({ distanceM: 15 });
    expect(bench.state.shots.map(({ shot }) => shot.invalid)).toEqual(['distance:15', null]);
  });

  test('raises an alert at the fifth in a row, again at the tenth, and never stops the tuner', () => {
    const bench = armedBench();
    const alerts = () => bench.notices.filter(({ kind }) => kind === 'invalid-shots');
    for (let n = 0; n < 4; n += 1) bench.robotShoots({ distanceM: 40 });
    expect(alerts()).toEqual([]);
    bench.robotShoots({ distanceM: 40 });
    expect(alerts()).toEqual([{ kind: 'invalid-shots', run: 5, reason: 'distance:40' }]);
    for (let n = 0; n < 5; n += 1) bench.robotShoots({ distanceM: 40 });
    expect(alerts()).toHaveLength(2);
    expect(bench.state.armed).toBe(true);
    bench.robotShoots({ label: 'hit' });
    expect(bench.question).not.toBeNull();
  });

  test('raises no alert when valid ones come between', () => {
    const bench = armedBench({}, { autotune: false });
    for (let n = 0; n < 12; n += 1) bench.robotShoots({ distanceM: n % 4 === 3 ? 3 : 40 });
    expect(bench.notices).toEqual([]);
  });
});
