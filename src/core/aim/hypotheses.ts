import { isTabled } from './coordinates.ts';
import { type Goal, isKnot, type RoledDimension } from './family/role.ts';
import { solverFamily } from './family/solver-family.ts';
import { tableFamily } from './family/table-family.ts';
import type { FeatureMap } from './features.ts';
import { genericBeliefs, genericPrior } from './generic-prior.ts';
import { familyTrust, informedPrior } from './informed-prior.ts';
import type { AimPrior } from './prior.ts';

/** Which of the roles the team gave a hypothesis believes. */
type Belief =
  | { readonly kind: 'roles' }
  /** That knots are entries of look-up tables. */
  | { readonly kind: 'tables' }
  /** All but that of one dimension. */
  | { readonly kind: 'all-but'; readonly dimension: number }
  | { readonly kind: 'none' };

/** A prior that competes with others on the evidence. */
export interface Hypothesis {
  readonly belief: Belief;
  /** What its aim error is a function of. */
  readonly map: FeatureMap;
  readonly prior: AimPrior;
  /** Particles that carry it. */
  readonly particles: number;
  /** Before any shot; all sum to 1. */
  readonly probability: number;
}

/** Chance that a role is wrong, each for itself, and that the family is none of the robot's. */
const chances = { wrongRole: 0.1, none: 0.1 };
/** Particles of each: more change no regret, fewer lose modes. */
const particles = { roles: 128, oneWrong: 48, none: 96, alone: 128, tables: 128 };
/** Chance that entries said to be of tables are. */
const tablesChance = 0.8;

/**
 * The hypotheses for a space: without any role or goal only the generic one; with look-up tables those and the generic one; otherwise the
 * roles, each doubted, and none.
 * @param map over the dimensions as they are. @param tabled over what the tables say; null without tables.
 */
export function hypothesesFor(
  map: FeatureMap,
  tabled: FeatureMap | null,
  space: readonly RoledDimension[],
  goal: Goal | null,
): readonly Hypothesis[] {
  const none = {
    belief: { kind: 'none' } as Belief,
    map,
    prior: genericPrior(map, genericBeliefs),
  };
  if (tabled !== null)
    return [
      {
        belief: { kind: 'tables' },
        map: tabled,
        prior: tablePrior(tabled, goal),
        particles: particles.tables,
        probability: tablesChance,
      },
      { ...none, particles: particles.none, probability: 1 - tablesChance },
    ];
  const roled = space.map((d) => (isKnot(d.role) ? { ...d, role: null } : d));
  const known = roled.flatMap(({ role }, j) => (role === null ? [] : [j]));
  if (goal === null || known.length === 0)
    return [{ ...none, particles: particles.alone, probability: 1 }];
  const believing = (which: readonly RoledDimension[]): AimPrior =>
    informedPrior(
      map,
      solverFamily(which, goal),
      which.map(({ role }) => role !== null),
      genericBeliefs,
      familyTrust,
    );
  const doubted = known.length === 1 ? [] : known;
  const right = rolesRight(doubted.length);
  return [
    {
      belief: { kind: 'roles' },
      map,
      prior: believing(roled),
      particles: particles.roles,
      probability: right,
    },
    ...doubted.map((dimension): Hypothesis => ({
      belief: { kind: 'all-but', dimension },
      map,
      prior: believing(roled.with(dimension, { ...roled[dimension]!, role: null })),
      particles: particles.oneWrong,
      probability: (1 - chances.none - right) / doubted.length,
    })),
    { ...none, particles: particles.none, probability: chances.none },
  ];
}

/** Probability that all of `count` doubted roles are right, where else one of them is wrong, or the family. */
function rolesRight(count: number): number {
  const { wrongRole, none } = chances;
  const oddsOfOneWrong = (count * wrongRole) / (1 - wrongRole);
  return (1 - none) / (1 + oddsOfOneWrong);
}

/** Only of tables that say what they tell there is a family. */
function tablePrior(map: FeatureMap, goal: Goal | null): AimPrior {
  const { coordinates } = map;
  if (!isTabled(coordinates)) throw new Error('a prior of tables needs tables');
  const { tables } = coordinates;
  const plainCount = map.dims - tables.length;
  const known = Array.from({ length: map.dims }, (_, k) => {
    const role = tables[k - plainCount]?.role;
    return role !== undefined && role !== 'other-knot';
  });
  if (goal === null || !known.includes(true)) return genericPrior(map, genericBeliefs);
  const family = tableFamily(tables, plainCount, goal);
  return informedPrior(map, family, known, genericBeliefs, familyTrust);
}
