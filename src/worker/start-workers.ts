import { OptimizerClient } from './client.ts';
import { Metronome } from './metronome.ts';

/** The page's workers: timers that a hidden tab keeps, and the optimizer. */
export function startWorkers(): {
  readonly ticker: Metronome;
  readonly optimizer: OptimizerClient;
} {
  const ticker = new Metronome(
    () => new Worker(new URL('./metronome.worker.ts', import.meta.url), { type: 'module' }),
  );
  const optimizer = new OptimizerClient(
    () => new Worker(new URL('./optimizer.worker.ts', import.meta.url), { type: 'module' }),
    (delayMs, callback) => ticker.after(delayMs, callback),
  );
  return { ticker, optimizer };
}
