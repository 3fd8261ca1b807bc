import type { Assessment, RateMap, Slice, VectorRates } from '../core/aim/answers.ts';
import type { Sensitivity } from '../core/aim/sensitivity.ts';
import type { SuggestRequest } from '../core/bayes-opt/request.ts';
import type { Values } from '../core/tuning/coefficient.ts';
import { own } from '../core/tuning/own.ts';
import { requestFor } from '../core/tuning/request.ts';
import { counts } from '../core/tuning/shot-records.ts';
import { valuesAt, type Standpoint } from '../core/tuning/standpoints.ts';
import type { TuningState } from '../core/tuning/state.ts';
import { takesTurns } from '../core/tuning/turns.ts';
import { tuned } from '../core/tuning/values.ts';
import type { OptimizerApi } from '../worker/protocol.ts';

/** What the screen may want to know of the model. It names things; the numbers are those of the session at the time. */
export interface ModelQuestions {
  /** How far tuning has come. */
  readonly assessment: { readonly kind: 'assessment' };
  /** Hit rates of some standpoints; those whose values are not known whole are left out. */
  readonly rates: {
    readonly kind: 'rates';
    readonly of: readonly Standpoint[];
    readonly distancesM: readonly number[];
  };
  /** Hit rates along a coefficient in `count` steps, the others as at the standpoint. */
  readonly slice: {
    readonly kind: 'slice';
    readonly topic: string;
    readonly at: Standpoint;
    readonly count: number;
  };
  /** Hit rates over a coefficient and the distance, the others as at the standpoint. */
  readonly map: {
    readonly kind: 'map';
    readonly topic: string;
    readonly at: Standpoint;
    readonly columns: number;
    readonly rows: number;
  };
}
export type ModelTopic = keyof ModelQuestions;

/** A shot that was probably clicked wrong. */
interface SuspectShot {
  readonly shotId: string;
  /** Probability that the click was wrong. */
  readonly probability: number;
}

/** What it answers. */
export interface ModelReplies {
  /** `best` by topic; suspects by shot, the most suspect first; sensitivities by topic. */
  readonly assessment: Pick<Assessment, 'better' | 'gain' | 'advice'> & {
    readonly best: Values;
    readonly suspects: readonly SuspectShot[];
    readonly sensitivities: readonly (Omit<Sensitivity, 'dimension'> & {
      readonly topic: string;
    })[];
  };
  /** These, like the next, with the values that they are of. */
  readonly rates: Readonly<Partial<Record<Standpoint, VectorRates & { readonly of: Values }>>>;
  readonly slice: Slice & { readonly of: Values };
  readonly map: RateMap & { readonly of: Values };
}

/** A question in the worker's terms. */
interface Inquiry<K extends ModelTopic> {
  readonly args: OptimizerApi[K]['args'];
  readonly read: (result: OptimizerApi[K]['result']) => ModelReplies[K];
}
interface Call<K extends ModelTopic> extends Inquiry<K> {
  /** Counted shots it is about. */
  readonly rows: number;
}

/** What a question is about besides the shots and settings: as long as it stays the same, so does the answer. */
export function subjectOf(state: TuningState, question: ModelQuestions[ModelTopic]): string {
  // One at a time, the best is sought from where the others are.
  const fixed = takesTurns(state) ? valuesAt(state, 'now') : null;
  switch (question.kind) {
    case 'assessment':
      return JSON.stringify(fixed);
    case 'rates':
      return JSON.stringify(question.of.map((standpoint) => valuesAt(state, standpoint)));
    case 'slice':
    case 'map':
      return JSON.stringify(valuesAt(state, question.at));
  }
}

/** The call that answers a question of that kind; null while there is nothing to tell: no shots, or no values to tell it of. */
export function callFor<K extends ModelTopic>(
  state: TuningState,
  kind: K,
  question: ModelQuestions[K],
): Call<K> | null {
  const request = requestFor(state);
  if (request === null || request.data.hits.length === 0) return null;
  const inquiry = inquiries[kind](state, question, { request, seed: state.settings!.seed });
  return inquiry === null ? null : { ...inquiry, rows: request.data.hits.length };
}

type About = Pick<OptimizerApi['suggest']['args'], 'request' | 'seed'>;

const inquiries: {
  readonly [K in ModelTopic]: (
    state: TuningState,
    question: ModelQuestions[K],
    about: About,
  ) => Inquiry<K> | null;
} = {
  assessment: (state, _question, about) => ({
    args: about,
    read: (assessment) => named(state, assessment),
  }),
  rates(state, { of: standpoints, distancesM }, about) {
    const vectors = standpoints.flatMap((standpoint) => {
      const at = vectorAt(state, standpoint, about.request);
      const of = valuesAt(state, standpoint);
      return at === null || of === null ? [] : [{ standpoint, at, of }];
    });
    return {
      args: { ...about, vectors: vectors.map(({ at }) => at), distancesM },
      read: (rates) =>
        Object.fromEntries(
          vectors.map(({ standpoint, of }, i) => [standpoint, { ...rates[i]!, of }]),
        ),
    };
  },
  slice(state, { count, ...question }, about) {
    const along = alongOne(state, question, about);
    return (
      along && {
        args: { ...along.args, count },
        read: (slice) => ({ ...slice, of: along.of }),
      }
    );
  },
  map(state, { columns, rows, ...question }, about) {
    const along = alongOne(state, question, about);
    return (
      along && {
        args: { ...along.args, columns, rows },
        read: (map) => ({ ...map, of: along.of }),
      }
    );
  },
};

/** What is asked along one coefficient; null where it is not tuned, or the others are not known. */
function alongOne(
  state: TuningState,
  { topic, at: standpoint }: Pick<ModelQuestions['slice'], 'topic' | 'at'>,
  about: About,
) {
  const dimension = tuned(state).findIndex((coefficient) => coefficient.topic === topic);
  const at = vectorAt(state, standpoint, about.request);
  const of = valuesAt(state, standpoint);
  return dimension < 0 || at === null || of === null
    ? null
    : { args: { ...about, at, dimension }, of };
}

/** An assessment in the names of the session as it was when it was asked for. */
function named(
  state: TuningState,
  { better, gain, advice, best, suspects, sensitivities }: Assessment,
): ModelReplies['assessment'] {
  const counted = state.shots.filter(counts);
  const topics = tuned(state).map(({ topic }) => topic);
  return {
    better,
    gain,
    advice,
    best: Object.fromEntries(topics.map((topic, i) => [topic, best[i]!])),
    suspects: suspects.flatMap(({ row, probability }) => {
      const record = counted[row];
      return record === undefined ? [] : [{ shotId: record.shot.id, probability }];
    }),
    sensitivities: sensitivities.map(({ dimension, ...rest }) => ({
      ...rest,
      topic: topics[dimension]!,
    })),
  };
}

/** A standpoint as the model takes it, within the bounds; null while it is not known whole. */
function vectorAt(
  state: TuningState,
  standpoint: Standpoint,
  { space }: SuggestRequest,
): readonly number[] | null {
  const values: Values = valuesAt(state, standpoint) ?? {};
  const vector = tuned(state).map(({ topic }, i) => {
    const value = own(values, topic);
    const { low, high } = space[i]!;
    return value === undefined ? undefined : Math.min(Math.max(value, low), high);
  });
  return vector.every((value) => value !== undefined) ? vector : null;
}
