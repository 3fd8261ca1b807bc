import { createSubscriber } from 'svelte/reactivity';
import { writeBar, type Situation } from '../core/tuning/gate.ts';
import { proposalDue } from '../core/tuning/request.ts';
import type { TuningState } from '../core/tuning/state.ts';
import {
  callFor,
  subjectOf,
  type ModelQuestions,
  type ModelReplies,
  type ModelTopic,
} from './model-questions.ts';
import type { Optimizer } from './optimizer-task.ts';

/** What is asked and answered. */
export type { ModelQuestions, ModelReplies };

/** What is known of an answer. */
export interface Told<T> {
  /** The last answer, though more may have happened since, and how many counted shots it knew; null before the first. */
  readonly last: { readonly value: T; readonly rows: number } | null;
  /** `current`: nothing has happened since; `waiting`: it is to be asked, or is thinking; `nothing`: there is nothing to tell yet. */
  readonly standing:
    | { readonly kind: 'current' | 'waiting' | 'nothing' }
    | { readonly kind: 'failed'; readonly detail: string };
}

/** What an answer stands and falls with. The log's parts are replaced whole, so that the same object is the same. */
interface Basis {
  readonly shots: TuningState['shots'];
  readonly settings: TuningState['settings'];
  readonly baseline: TuningState['baseline'];
  readonly turn: TuningState['turn'];
  readonly subject: string;
}

/** A question that was asked at some time, and what is known of its answer. */
class Want {
  #told: Told<ModelReplies[ModelTopic]> = unasked;
  /** What it was last asked about. */
  basis: Basis | null = null;
  readonly question: ModelQuestions[ModelTopic];
  readonly #subscribe: () => void;
  #update: () => void = () => undefined;

  /** @param read told when something begins to read the answer; what it gives back, when nothing does any more. */
  constructor(question: Want['question'], read: (want: Want) => () => void) {
    this.question = question;
    // No rune: one that is made while an effect runs would not be tracked by that effect.
    this.#subscribe = createSubscriber((update) => {
      this.#update = update;
      return read(this);
    });
  }

  get told(): Told<ModelReplies[ModelTopic]> {
    this.#subscribe();
    return this.#told;
  }
  get standing(): Told<unknown>['standing']['kind'] {
    return this.#told.standing.kind;
  }
  tell(told: Partial<Told<ModelReplies[ModelTopic]>>): void {
    this.#told = { ...this.#told, ...told };
    this.#update();
  }
}

/**
 * The model's answers beside suggestions, for what is on the screen: a question is asked while an effect reads its answer, once for the same
 * shots and settings, one after the other, and never while a suggestion is sought or due. A suggestion so waits at most for the one answer that
 * is being computed; that one is not broken off, for what it learns of the shots the suggestion needs too.
 */
export class ModelAnswers {
  readonly #optimizer: Pick<Optimizer, 'ask'>;
  readonly #wants = new Map<string, Want>();
  /** Those that something on the screen reads, in the order they came. */
  readonly #read = new Set<Want>();
  #state: TuningState | null = null;
  #busy = true;
  #running: { readonly want: Want; readonly abort: AbortController } | null = null;
  #closed = false;

  constructor(optimizer: Pick<Optimizer, 'ask'>) {
    this.#optimizer = optimizer;
  }

  /** What is known of the answer; in an effect, the question is asked again whenever the answer may have changed. */
  about<Q extends ModelQuestions[ModelTopic]>(question: Q): Told<ModelReplies[Q['kind']]> {
    // A want keeps the answers to its own question.
    return this.#wantOf(question).told as Told<ModelReplies[Q['kind']]>;
  }

  /** To be told after everything that happened: what answers are about, and whether the optimizer is wanted otherwise. */
  follow(state: TuningState, now: Situation): void {
    if (state.settings !== this.#state?.settings) this.#forget();
    this.#state = state;
    this.#busy = now.thinking !== null || (writeBar(state, now) === null && proposalDue(state));
    this.#next();
  }

  /** Asks nothing any more. */
  close(): void {
    this.#closed = true;
    this.#running?.abort.abort();
    this.#running = null;
  }

  #wantOf(question: ModelQuestions[ModelTopic]): Want {
    const key = JSON.stringify(question);
    const known = this.#wants.get(key);
    if (known !== undefined) return known;
    const want = new Want(question, (read) => {
      this.#read.add(read);
      // Not within the effect that begins to read it.
      queueMicrotask(() => {
        this.#next();
      });
      return () => {
        this.#read.delete(read);
      };
    });
    this.#wants.set(key, want);
    return want;
  }

  /** Other settings are about other values: nothing of what was told holds, and what is being asked is of no use. */
  #forget(): void {
    this.#running?.abort.abort();
    this.#running = null;
    for (const want of this.#wants.values()) {
      want.basis = null;
      want.tell(unasked);
    }
  }

  /** Asks the next question that something reads and whose answer is not up to date. */
  #next(): void {
    const state = this.#state;
    if (this.#closed || state === null) return;
    for (const want of this.#read) {
      const basis = basisOf(state, want);
      if (isSame(want.basis, basis)) continue;
      const call = callFor(state, want.question.kind, want.question);
      if (call === null) {
        want.basis = basis;
        want.tell({ last: null, standing: { kind: 'nothing' } });
        continue;
      }
      if (want.standing !== 'waiting') want.tell({ standing: { kind: 'waiting' } });
      if (this.#busy || this.#running !== null) continue;
      this.#ask(want, basis, call);
    }
  }

  #ask(want: Want, basis: Basis, call: NonNullable<ReturnType<typeof callFor>>): void {
    const running = { want, abort: new AbortController() };
    this.#running = running;
    want.basis = basis;
    this.#optimizer.ask(want.question.kind, call.args, running.abort.signal).then(
      (result) => {
        if (this.#running !== running) return;
        this.#running = null;
        // The result is of the method that was asked.
        const value = call.read(result);
        want.tell({ last: { value, rows: call.rows }, standing: { kind: 'current' } });
        this.#next();
      },
      (error: unknown) => {
        if (this.#running !== running) return;
        this.#running = null;
        const detail = error instanceof Error ? error.message : String(error);
        // Asked again once something has changed: a worker that always fails must not spin.
        want.tell({ standing: { kind: 'failed', detail } });
        this.#next();
      },
    );
  }
}

const unasked: Told<never> = { last: null, standing: { kind: 'waiting' } };

function basisOf(state: TuningState, { question }: Want): Basis {
  const { shots, settings, baseline, turn } = state;
  return { shots, settings, baseline, turn, subject: subjectOf(state, question) };
}

const isSame = (a: Basis | null, b: Basis): boolean =>
  a !== null &&
  a.shots === b.shots &&
  a.settings === b.settings &&
  a.baseline === b.baseline &&
  a.turn === b.turn &&
  a.subject === b.subject;
