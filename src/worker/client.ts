import type { Call, Method, OptimizerApi, Reply } from './protocol.ts';

/** As much of a `Worker` as the client needs. */
export interface WorkerPort {
  postMessage(message: Call): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Pending {
  readonly call: Call;
  readonly resolve: (result: OptimizerApi[Method]['result']) => void;
  readonly reject: (reason: Error) => void;
}

/** How long a dropped question may still keep its worker busy before a new one is started for the next, ms. */
const patienceMs = 250;

/**
 * The optimizer on the page's side. One question at a time: a newer one overtakes, an aborted one rejects and never
 * answers. A worker that dies rejects what it was asked, and the next question starts another.
 */
export class OptimizerClient {
  readonly #start: () => WorkerPort;
  readonly #after: (delayMs: number, callback: () => void) => () => void;
  #worker: WorkerPort | null = null;
  #pending: Pending | null = null;
  /** Dropped questions that the worker is still computing. */
  #leftovers = new Set<number>();
  #lastId = 0;

  /**
   * @param start makes a worker; called anew after a crash.
   * @param after the page's timer: calls once, and gives a function that takes it back.
   */
  constructor(
    start: () => WorkerPort,
    after: (delayMs: number, callback: () => void) => () => void,
  ) {
    this.#start = start;
    this.#after = after;
  }

  /** The next point and the best known; rejects when aborted, overtaken, or when the worker fails. */
  suggest(
    args: OptimizerApi['suggest']['args'],
    signal: AbortSignal,
  ): Promise<OptimizerApi['suggest']['result']> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new Error('the question was taken back'));
        return;
      }
      this.#drop('a newer question came');
      const id = ++this.#lastId;
      const call: Call = { id, method: 'suggest', args };
      this.#pending = { call, resolve, reject };
      signal.addEventListener(
        'abort',
        () => {
          if (this.#pending?.call.id === id) this.#drop('the question was taken back');
        },
        { once: true },
      );
      this.#post(call);
    });
  }

  /** Stops the worker; a question under way is rejected. */
  close(): void {
    this.#fail('the optimizer was closed');
  }

  /** Lets a question go. The worker keeps what it has learned unless it does not come back soon. */
  #drop(reason: string): void {
    const dropped = this.#pending;
    if (dropped === null) return;
    this.#pending = null;
    dropped.reject(new Error(reason));
    const { id } = dropped.call;
    this.#leftovers.add(id);
    this.#after(patienceMs, () => {
      if (!this.#leftovers.has(id)) return;
      this.#end();
      if (this.#pending !== null) this.#post(this.#pending.call);
    });
  }

  #post(call: Call): void {
    try {
      this.#worker ??= this.#open();
      this.#worker.postMessage(call);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #open(): WorkerPort {
    const worker = this.#start();
    worker.onmessage = ({ data }) => {
      if (this.#worker !== worker) return;
      this.#leftovers.delete(data.id);
      const pending = this.#pending;
      if (pending?.call.id !== data.id) return;
      this.#pending = null;
      if (data.ok) pending.resolve(data.result);
      else pending.reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      if (this.#worker === worker) this.#fail(event.message || 'the optimizer stopped');
    };
    worker.onmessageerror = () => {
      if (this.#worker === worker) this.#fail('an answer of the optimizer could not be read');
    };
    return worker;
  }

  #fail(reason: string): void {
    const pending = this.#pending;
    this.#pending = null;
    this.#end();
    pending?.reject(new Error(reason));
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#leftovers.clear();
  }
}
