import type { SuggestRequest, Suggestion } from '../core/bayes-opt/request.ts';
import type { Thinking } from '../core/tuning/gate.ts';
import type { Ticker } from '../link/ticker.ts';
import type { Method, OptimizerApi } from '../worker/protocol.ts';

/** The optimizer as the session sees it; rejects when aborted or when its worker dies. */
export interface Optimizer {
  suggest(
    args: { readonly request: SuggestRequest; readonly seed: number },
    signal: AbortSignal,
  ): Promise<Suggestion>;
  /** What else the model knows; a suggestion that is asked for meanwhile goes first. */
  ask<M extends Method>(
    method: M,
    args: OptimizerApi[M]['args'],
    signal: AbortSignal,
  ): Promise<OptimizerApi[M]['result']>;
}

/** What a question came to. */
export type Answer =
  | {
      readonly kind: 'suggested';
      readonly trial: number;
      readonly seed: number;
      readonly suggestion: Suggestion;
    }
  | { readonly kind: 'failed'; readonly detail: string }
  /** After a failure: questions may be asked again. */
  | { readonly kind: 'rested' };

/** Rest after a failure before the question may be asked again, ms: a worker that always fails must not spin. */
const restAfterFailureMs = 2_000;

/** One question at a time: a new one drops the old, and a dropped one never answers. */
export class OptimizerTask {
  readonly #optimizer: Optimizer;
  readonly #ticker: Ticker;
  readonly #answer: (answer: Answer) => void;
  #running: { readonly thinking: Thinking; readonly abort: AbortController } | null = null;
  #stopRest: () => void = () => undefined;

  constructor(optimizer: Optimizer, ticker: Ticker, answer: (answer: Answer) => void) {
    this.#optimizer = optimizer;
    this.#ticker = ticker;
    this.#answer = answer;
  }

  /** The trial whose successor is sought; null while there is no question. */
  get thinking(): Thinking | null {
    return this.#running?.thinking ?? null;
  }

  ask(trial: number, seed: number, request: SuggestRequest): void {
    this.cancel();
    const running = { thinking: { trial }, abort: new AbortController() };
    this.#running = running;
    this.#optimizer.suggest({ request, seed }, running.abort.signal).then(
      (suggestion) => {
        if (this.#running !== running) return;
        this.#running = null;
        this.#answer({ kind: 'suggested', trial, seed, suggestion });
      },
      (error: unknown) => {
        if (this.#running !== running) return;
        const detail = error instanceof Error ? error.message : String(error);
        this.#stopRest = this.#ticker.after(restAfterFailureMs, () => {
          this.#running = null;
          this.#answer({ kind: 'rested' });
        });
        this.#answer({ kind: 'failed', detail });
      },
    );
  }

  cancel(): void {
    this.#stopRest();
    this.#running?.abort.abort();
    this.#running = null;
  }
}
