import type { Coefficient } from '../tuning/coefficient.ts';
import { withDistinctNames } from '../tuning/distinct-names.ts';
import type { NamedSource } from '../tuning/named-source.ts';
import type { ProfileSettings } from './profile.ts';

/** A setting that is neither a coefficient nor a way in for shots. */
export type PlainSetting = Exclude<keyof ProfileSettings, 'coefficients' | 'shotSources'>;

/** One thing in which settings differ from others. */
export type Difference =
  | { readonly kind: 'added' | 'removed'; readonly coefficient: Coefficient }
  | {
      readonly kind: 'changed';
      readonly before: Coefficient;
      readonly after: Coefficient;
      readonly fields: readonly (keyof Coefficient)[];
    }
  /** Those that both have stand in another order. */
  | { readonly kind: 'order' }
  | {
      readonly kind: 'source-added' | 'source-removed' | 'source-changed';
      readonly source: NamedSource;
    }
  | { readonly kind: 'setting'; readonly key: PlainSetting };

/** In what settings differ: coefficients first, by their topics; empty where nothing does. */
export function differences(
  before: ProfileSettings,
  after: ProfileSettings,
): readonly Difference[] {
  const keys = Object.keys(after) as (keyof ProfileSettings)[];
  return [
    ...ofCoefficients(
      withDistinctNames(before.coefficients),
      withDistinctNames(after.coefficients),
    ),
    ...ofSources(before.shotSources, after.shotSources),
    ...keys
      .filter((key): key is PlainSetting => key !== 'coefficients' && key !== 'shotSources')
      .filter((key) => !same(before[key], after[key]))
      .map((key): Difference => ({ kind: 'setting', key })),
  ];
}

function ofCoefficients(
  before: readonly Coefficient[],
  after: readonly Coefficient[],
): readonly Difference[] {
  const kept = after.filter(({ topic }) => before.some((one) => one.topic === topic));
  const orderBefore = before.filter(({ topic }) => kept.some((one) => one.topic === topic));
  const changed = kept.flatMap((coefficient): readonly Difference[] => {
    const old = before.find(({ topic }) => topic === coefficient.topic)!;
    const names = Object.keys(coefficient) as (keyof Coefficient)[];
    const fields = names.filter((name) => !same(old[name], coefficient[name]));
    return fields.length === 0
      ? []
      : [{ kind: 'changed', before: old, after: coefficient, fields }];
  });
  return [
    ...after.filter((one) => !kept.includes(one)).map(as('added')),
    ...before.filter((one) => !orderBefore.includes(one)).map(as('removed')),
    ...changed,
    ...(kept.every(({ topic }, index) => orderBefore[index]?.topic === topic)
      ? []
      : [{ kind: 'order' } as const]),
  ];
}

const as =
  (kind: 'added' | 'removed') =>
  (coefficient: Coefficient): Difference => ({ kind, coefficient });

function ofSources(
  before: readonly NamedSource[],
  after: readonly NamedSource[],
): readonly Difference[] {
  const among = (all: readonly NamedSource[], { topic }: NamedSource): NamedSource | undefined =>
    all.find((one) => one.topic === topic);
  return [
    ...after.flatMap((source): readonly Difference[] => {
      const old = among(before, source);
      if (old === undefined) return [{ kind: 'source-added', source }];
      return same(old, source) ? [] : [{ kind: 'source-changed', source }];
    }),
    ...before
      .filter((source) => among(after, source) === undefined)
      .map((source): Difference => ({ kind: 'source-removed', source })),
  ];
}

/** Whether two values of plain data are the same, whatever the order of their fields. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b) || a === b;
  const [x, y] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return x.length === y.size && x.every(([name, value]) => y.has(name) && same(value, y.get(name)));
}
