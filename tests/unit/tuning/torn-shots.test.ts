import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SolverShots } from '../../../src/core/tuning/firing-solver.ts';
import type { IncomingShot } from '../../../src/core/tuning/incoming-shot.ts';
import type { OpenReport } from '../../../src/core/tuning/open-shots.ts';
import { Bench, settings } from './bench.ts';
import { salvo, type MeantShot, type Salvo } from './solver-arrivals.ts';

const sinceUs = 50_000_000;
const first = { sinceUs, kind: 'first', boot: 'A' } as const;

/** Everything that is told while values arrive, each when it is due, and what is told once nothing more comes. */
function tellAll({ arrivals }: Salvo, hear: (reports: readonly OpenReport[]) => void): void {
  const shots = new SolverShots();
  shots.visit(first);
  for (const value of arrivals) {
    for (let due = shots.dueMs(); due !== null && due <= value.atMs; due = shots.dueMs())
      hear(shots.take(due));
    shots.hear(value);
  }
  hear(shots.take(Infinity));
}

const meant = ({ serverUs, fields }: MeantShot) => ({
  serverUs,
  label: fields.Hit === undefined ? 'none' : fields.Hit === true ? 'hit' : 'miss',
  distanceM: fields.Distance ?? null,
  pitch: fields['Solution/pitchRadians'],
  drag: fields.DragCoefficient,
  mass: fields.ProjectileMass,
});
const told = (
  shot: Pick<IncomingShot, 'serverUs' | 'label' | 'distanceM' | 'extra'> & {
    readonly drag: number | undefined;
  },
) => ({
  serverUs: shot.serverUs,
  label: shot.label,
  distanceM: shot.distanceM,
  pitch: shot.extra['pitchRadians'],
  drag: shot.drag,
  mass: shot.extra['ProjectileMass'],
});

/** As many as the promise is about. */
const promise = { seed: 13, numRuns: 100, endOnFailure: true };

describe('10,000 shots of an MLtune robot whose fields arrive late and torn apart', () => {
  test('are told with their own label, distance, numbers and values, once all has arrived', () => {
    let shots = 0;
    let wrong = 0;
    let late = 0;
    fc.assert(
      fc.property(salvo(sinceUs), (salvoOf) => {
        const newest = new Map<string, IncomingShot>();
        tellAll(salvoOf, (reports) => {
          for (const report of reports) {
            if ('amends' in report) late += 1;
            expect(newest.has(report.key)).toBe('amends' in report);
            newest.set(report.key, report);
          }
        });
        const all = [...newest.values()].map((shot) =>
          JSON.stringify(told({ ...shot, drag: shot.used?.['/Tuning/DragCoefficient'] })),
        );
        const expected = salvoOf.shots.map((shot) => JSON.stringify(meant(shot)));
        shots += expected.length;
        wrong += expected.filter((shot, i) => shot !== all[i]).length;
        wrong += Math.abs(all.length - expected.length);
      }),
      promise,
    );
    expect({ shots, wrong }).toEqual({ shots: 10_000, wrong: 0 });
    expect(late).toBeGreaterThan(1000);
  });

  test(
    'are in the session’s log with them, and in what the model is asked',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(salvo(sinceUs), (salvoOf) => {
          const bench = new Bench().configure(settings({ autotune: false, limits: anyNumbers }));
          bench.connect();
          tellAll(salvoOf, (reports) => {
            for (const shot of reports)
              bench.hear({ type: 'amends' in shot ? 'robot-amendment' : 'robot-shot', shot });
          });
          expect(
            bench.state.shots.map(({ shot, label }) =>
              told({
                ...shot,
                label,
                serverUs: shot.serverUs!,
                drag: shot.values['/Tuning/DragCoefficient'],
              }),
            ),
          ).toEqual(salvoOf.shots.map(meant));
        }),
        { ...promise, numRuns: 10 },
      );
    },
  );
});

const any = [-1e9, 1e9] as const;
const anyNumbers = { distanceM: any, exitVelocityMps: any, pitchRad: any };
