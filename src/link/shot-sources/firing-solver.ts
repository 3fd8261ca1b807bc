import { SolverShots } from '../../core/tuning/firing-solver.ts';
import { firingSolver, firingSolverPrefix } from '../contract.ts';
import type { StopTimer, Ticker } from '../ticker.ts';
import type { ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends, ms: well under the quiet that ends a shot. */
const periodMs = 20;

/** The shots of an MLtune robot, put together from its twelve topics under `/FiringSolver/`. */
export function firingSolverSource(ticker: Ticker, wallMs: () => number): ShotSource {
  return {
    start(link, { deliver }) {
      const shots = new SolverShots();
      let stopTimer: StopTimer | null = null;

      const plan = (): void => {
        stopTimer?.();
        const dueMs = shots.dueMs();
        stopTimer =
          dueMs === null ? null : ticker.after(Math.max(0, dueMs - ticker.nowMs()), collect);
      };
      const collect = (): void => {
        const complete = shots.take(ticker.nowMs());
        plan();
        for (const shot of complete) deliver(shot);
      };
      const stopVisits = followVisits(link, wallMs, (visit) => {
        const unfinished = shots.visit(visit);
        plan();
        for (const shot of unfinished) deliver(shot);
      });
      const { shotTimestamp, hit, distance, numbers } = firingSolver;
      const fields = new Set<string>([shotTimestamp, hit, distance, ...numbers]);
      // One subscription for all: a thin network, and the few others that stand there are passed over.
      const watch = link.watch(
        firingSolverPrefix,
        { all: true, prefix: true, periodMs },
        ({ topic, value, serverUs, atMs }) => {
          const field = topic.slice(firingSolverPrefix.length);
          if (!fields.has(field) || (typeof value !== 'number' && typeof value !== 'boolean'))
            return;
          shots.hear({ field, value, serverUs, atMs });
          plan();
        },
      );
      return () => {
        stopTimer?.();
        stopVisits();
        watch.close();
      };
    },
  };
}
