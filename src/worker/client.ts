import type { Call, Method, OptimizerApi, Reply } from './protocol.ts';

/** As much of a `Worker` as the client needs. */
export interface WorkerPort {
  postMessage(message: Call): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Question {
  readonly call: Call;
  readonly resolve: (result: OptimizerApi[Method]['result']) => void;
  readonly reject: (reason: Error) => void;
  /** Stops listening for its abort. */
  readonly deafen: () => void;
}

/** How long a dropped question may still keep its worker busy before a new one is started for the next, ms. */
const patienceMs = 250;

/**
 * The optimizer on the page's side. One question of each kind: a newer one overtakes, an aborted one rejects and never answers. The
 * worker gets one after the other: the suggestion first, for the robot waits for it, then the newest. A worker that dies rejects all it
 * was asked, and the next question starts another.
 */
export class OptimizerClient {
  readonly #start: () => WorkerPort;
  readonly #after: (delayMs: number, callback: () => void) => () => void;
  #worker: WorkerPort | null = null;
  /** What is to be answered, the newest last; also what is being answered, unless it was dropped. */
  readonly #open = new Map<Method, Question>();
  /** What the worker is computing, dropped or not. */
  #atWork: Question | null = null;
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

  /** The next point and the best known; rejects as `ask` does. */
  suggest(
    args: OptimizerApi['suggest']['args'],
    signal: AbortSignal,
  ): Promise<OptimizerApi['suggest']['result']> {
    return this.ask('suggest', args, signal);
  }

  /** The answer to a question; rejects when aborted, overtaken by another of its kind, or when the worker fails. */
  ask<M extends Method>(
    method: M,
    args: OptimizerApi[M]['args'],
    signal: AbortSignal,
  ): Promise<OptimizerApi[M]['result']> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new Error('the question was taken back'));
        return;
      }
      this.#drop(method, 'a newer question came');
      const onAbort = (): void => {
        if (this.#open.get(method) === question) this.#drop(method, 'the question was taken back');
      };
      const question: Question = {
        call: { id: ++this.#lastId, method, args } as Call,
        // The reply with this call's id is the answer of its method.
        resolve: resolve,
        reject,
        deafen: () => {
          signal.removeEventListener('abort', onAbort);
        },
      };
      this.#open.set(method, question);
      signal.addEventListener('abort', onAbort);
      this.#next();
    });
  }

  /** Stops the worker; open questions are rejected. */
  close(): void {
    this.#fail('the optimizer was closed');
  }

  /** Lets a question go. The worker keeps what it has learned unless it does not come back soon. */
  #drop(method: Method, reason: string): void {
    const dropped = this.#open.get(method);
    if (dropped === undefined) return;
    this.#close(dropped);
    dropped.reject(new Error(reason));
    if (this.#atWork !== dropped) return;
    this.#after(patienceMs, () => {
      if (this.#atWork !== dropped) return;
      this.#end();
      this.#next();
    });
  }

  /** Gives the worker the next question, if it is free and there is one. */
  #next(): void {
    const question = this.#open.get('suggest') ?? [...this.#open.values()].at(-1);
    if (this.#atWork !== null || question === undefined) return;
    this.#atWork = question;
    try {
      this.#worker ??= this.#begin();
      this.#worker.postMessage(question.call);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #begin(): WorkerPort {
    const worker = this.#start();
    worker.onmessage = ({ data }) => {
      const done = this.#atWork;
      if (this.#worker !== worker || done?.call.id !== data.id) return;
      this.#atWork = null;
      if (this.#open.get(done.call.method) === done) {
        this.#close(done);
        if (data.ok) done.resolve(data.result);
        else done.reject(new Error(data.error));
      }
      this.#next();
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
    const open = [...this.#open.values()];
    this.#end();
    for (const question of open) {
      this.#close(question);
      question.reject(new Error(reason));
    }
  }

  #close(question: Question): void {
    this.#open.delete(question.call.method);
    question.deafen();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#atWork = null;
  }
}
