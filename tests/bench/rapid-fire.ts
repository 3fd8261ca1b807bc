import type { Happening, TuningEvent } from '../../src/core/tuning/events.ts';

/** Rapid fire, ms between two shots: 20 a second. */
export const shotPeriodMs = 50;
const shotsPerTrial = 5;
const coefficients = ['/Tuning/DragCoefficient', '/Tuning/LaunchHeight', '/Tuning/AirDensity'];

/** Which events of rapid fire are logged: all that a tuned robot brings, or the shots alone. */
export type Fire = 'all events' | 'shots alone';

/** The events of the n-th shot of a session, the first of them at place `first`. */
export function eventsOfShot(n: number, first: number, fire: Fire): readonly TuningEvent[] {
  const values = Object.fromEntries(coefficients.map((topic, i) => [topic, 0.1 + i + n * 1e-3]));
  const serverUs = n * shotPeriodMs * 1000;
  const happenings: Happening[] = [
    {
      type: 'shot',
      shot: {
        id: `fs-${n}`,
        source: 'firing-solver',
        serverUs,
        distanceM: 2 + (n % 40) / 10,
        values,
        confirmed: true,
        label: n % 3 === 0 ? 'miss' : 'hit',
        direction: null,
        missX: 0.1,
        missY: -0.2,
        extra: { pitchRadians: 0.9, exitVelocity: 11.3, yawRadians: 0.01 },
        invalid: null,
        recovered: false,
      },
    },
  ];
  if (fire === 'all events' && n % shotsPerTrial === shotsPerTrial - 1) {
    const rate = { mean: 0.6, low: 0.5, high: 0.7 };
    const verdict = { best: values, bestRate: rate, baselineRate: rate, rows: n };
    const reason = { kind: 'refine', rate } as const;
    const trial = Math.floor(n / shotsPerTrial) + 1;
    happenings.push(
      { type: 'verdict', verdict },
      { type: 'trial', trial, kind: 'proposal', values, reason, seed: n },
    );
    for (const topic of coefficients)
      happenings.push({ type: 'sent', topic, value: values[topic]!, attempt: 1, serverUs });
    for (const topic of coefficients)
      happenings.push({
        type: 'confirmed',
        topic,
        value: values[topic]!,
        serverUs,
        by: 'acknowledgement',
      });
  }
  const atMs = n * shotPeriodMs;
  return happenings.map((happening, i) => ({ ...happening, seq: first + i, atMs }));
}
