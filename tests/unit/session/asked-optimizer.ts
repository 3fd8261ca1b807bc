import type { Optimizer } from '../../../src/session/optimizer-task.ts';
import type { Method, OptimizerApi } from '../../../src/worker/protocol.ts';

interface Asked {
  readonly method: Method;
  readonly args: OptimizerApi[Method]['args'];
  readonly signal: AbortSignal;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Error) => void;
}

/** An optimizer that answers what is asked beside suggestions when told to. */
export class AskedOptimizer implements Optimizer {
  /** All questions, oldest first. */
  readonly asked: Asked[] = [];

  suggest(): Promise<never> {
    return new Promise(() => undefined);
  }
  ask<M extends Method>(method: M, args: OptimizerApi[M]['args'], signal: AbortSignal) {
    return new Promise<OptimizerApi[M]['result']>((resolve, reject) => {
      this.asked.push({ method, args, signal, resolve, reject });
      signal.addEventListener('abort', () => {
        reject(new Error('the question was taken back'));
      });
    });
  }
  /** Answers the newest question. */
  answer<M extends Method>(_method: M, result: OptimizerApi[M]['result']): void {
    this.asked.at(-1)?.resolve(result as never);
  }
}

const rate = { mean: 0.6, low: 0.4, high: 0.8 };

/** An assessment of as many coefficients, in which nothing stands out. */
export const assessment = (
  dims: number,
  given: Partial<OptimizerApi['assessment']['result']> = {},
): OptimizerApi['assessment']['result'] => ({
  best: Array.from({ length: dims }, () => 1),
  better: 0.9,
  gain: { mean: 0.04, probabilitySmall: 0.5 },
  advice: { kind: 'go-on', gain: 0.04 },
  sensitivities: Array.from({ length: dims }, (_, dimension) => ({
    dimension,
    loss: { mean: 0.2, low: 0.1, high: 0.3 },
    negligible: false,
  })),
  suspects: [],
  ...given,
});

/** Rates of as many sets of values, the first the highest. */
export const rates = (count: number): OptimizerApi['rates']['result'] =>
  Array.from({ length: count }, (_, i) => ({
    overall: { ...rate, mean: rate.mean - i / 20 },
    at: [],
  }));
