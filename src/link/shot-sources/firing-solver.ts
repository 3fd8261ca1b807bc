import { SolverShots } from '../../core/tuning/firing-solver.ts';
import { firingSolver, firingSolverPrefix } from '../contract.ts';
import type { Ticker } from '../ticker.ts';
import { PunctualTimer } from './punctual-timer.ts';
import type { ShotReport, ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends, ms: well under the quiet that ends a shot. */
const periodMs = 20;

/** The shots of an MLtune robot, put together from its twelve topics under `/FiringSolver/`. */
export function firingSolverSource(ticker: Ticker, wallMs: () => number): ShotSource {
  return {
    start(link, { deliver }) {
      const shots = new SolverShots();
      const timer = new PunctualTimer(ticker, () => {
        tell(shots.take(ticker.nowMs()));
      });
      const tell = (reports: readonly ShotReport[]): void => {
        timer.set(shots.dueMs());
        reports.forEach(deliver);
      };
      const stopVisits = followVisits(link, wallMs, (visit) => {
        tell(shots.visit(visit));
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
          timer.set(shots.dueMs());
        },
      );
      return () => {
        timer.stop();
        stopVisits();
        watch.close();
      };
    },
  };
}
