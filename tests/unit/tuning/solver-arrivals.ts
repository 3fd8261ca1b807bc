import fc from 'fast-check';

import type { SolverValue } from '../../../src/core/tuning/firing-solver.ts';

/** The fields of a shot in the order in which robot code sets them, after the stamp. */
const fields = [
  'Hit',
  'Distance',
  'Solution/pitchRadians',
  'Solution/exitVelocity',
  'Solution/yawRadians',
  'DragCoefficient',
  'AirDensity',
  'ProjectileMass',
  'ProjectileArea',
  'TargetHeight',
  'LaunchHeight',
] as const;
type Field = (typeof fields)[number];

/** A shot as the robot meant it: each field as it was last set. */
export interface MeantShot {
  readonly serverUs: number;
  readonly fields: Readonly<Partial<Record<Field, number | boolean>>>;
}

/** A minute of a robot that shoots, and the order in which a server brings what it sets. */
export interface Salvo {
  readonly shots: readonly MeantShot[];
  /** In the order of arrival. */
  readonly arrivals: readonly SolverValue[];
}

/**
 * How values leave the server: all of a shot in one frame, each in its own, the first alone and the rest 22 to 175 ms
 * later, or collected until the next tick of 100 ms (as recorded of ntcore 2026 and 2027).
 */
const sendings = ['together', 'singly', 'first alone', 'each tick'] as const;

const between = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from, max: to });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const plannedShot = fc.record({
  gapMs: fc.oneof(
    { weight: 3, arbitrary: fc.constant(20) },
    { weight: 2, arbitrary: between(20, 200) },
    { weight: 1, arbitrary: between(200, 2500) },
  ),
  /** Which fields change: the others are dropped by the server. */
  changes: fc.array(fc.boolean(), { minLength: fields.length, maxLength: fields.length }),
  number: unit,
  /** Between the sets of two fields, µs. */
  paceUs: fc.constantFrom(1, 100, 1500),
  /** The result is known when the ball has arrived. */
  flightMs: fc.constantFrom(0, 0, 400),
  sending: fc.constantFrom(...sendings),
  restMs: between(22, 175),
  /** Of each field's way, as shares of the largest jitter. */
  delays: fc.array(unit, { minLength: fields.length + 1, maxLength: fields.length + 1 }),
  /** The program begins to count its shots anew. */
  restarts: fc.nat({ max: 20 }).map((n) => n === 0),
});
type PlannedShot = typeof plannedShot extends fc.Arbitrary<infer T> ? T : never;

/** Salvos of 100 shots; `sinceUs` is the robot's clock before the first. */
export const salvo = (sinceUs: number): fc.Arbitrary<Salvo> =>
  fc
    .record({
      plan: fc.array(plannedShot, { minLength: 100, maxLength: 100, size: 'max' }),
      jitterMs: fc.constantFrom(0, 50, 200, 500),
    })
    .map(({ plan, jitterMs }) => fired(plan, jitterMs, sinceUs));

function fired(plan: readonly PlannedShot[], jitterMs: number, sinceUs: number): Salvo {
  const set = new Map<Field, number | boolean>();
  const shots: MeantShot[] = [];
  const sent: (SolverValue & { readonly order: number })[] = [];
  const lastMs = new Map<string, number>();
  let serverUs = sinceUs + 1000;
  let stamp = 0;
  plan.forEach((planned, i) => {
    serverUs += planned.gapMs * 1000;
    const gapAfterUs = (plan[i + 1]?.gapMs ?? 2500) * 1000;
    // A stamp that does not differ would be no shot.
    stamp = planned.restarts && stamp > 1 ? 1 : stamp + 1;
    const leave = (field: string, value: number | boolean, setUs: number, place: number): void => {
      // A topic's values keep their order, whatever the way.
      const atMs = Math.max(
        (lastMs.get(field) ?? 0) + 0.001,
        leavesMs(planned, serverUs, setUs, place) + planned.delays[place]! * jitterMs,
      );
      lastMs.set(field, atMs);
      sent.push({ field, value, serverUs: setUs, atMs, order: sent.length });
    };
    leave('ShotTimestamp', stamp, serverUs, 0);
    fields.forEach((field, place) => {
      const value =
        field === 'Hit' ? (planned.number * 1000) % 2 < 1 : 2 + planned.number * 5 + place / 100;
      if (planned.changes[place] !== true || set.get(field) === value) return;
      const flightUs = field === 'Hit' ? Math.min(planned.flightMs * 1000, gapAfterUs - 10_000) : 0;
      set.set(field, value);
      leave(field, value, serverUs + (place + 1) * planned.paceUs + flightUs, place + 1);
    });
    shots.push({ serverUs, fields: Object.fromEntries(set) });
  });
  const arrivals = sent.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
  return { shots, arrivals };
}

function leavesMs(
  { sending, restMs }: PlannedShot,
  shotUs: number,
  setUs: number,
  place: number,
): number {
  switch (sending) {
    case 'together':
      return Math.max(shotUs, setUs) / 1000 + 20;
    case 'singly':
      return setUs / 1000 + place * 0.1;
    case 'first alone':
      return Math.max(shotUs + (place === 0 ? 0 : restMs * 1000), setUs) / 1000;
    case 'each tick':
      return Math.ceil(setUs / 100_000) * 100;
  }
}
