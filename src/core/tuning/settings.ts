import { isKnot, sameTable, type Opening } from '../aim/family/role.ts';
import { noRules, type Coefficient } from './coefficient.ts';
import type { Bias, ComparisonRule, Settings } from './events.ts';
import { usualLiveDistance } from './live-distance.ts';
import { sourceFaults, type SourceFault } from './source-faults.ts';
import { defaultShotLimits, type ShotLimits } from './shot.ts';
import { isTopicName } from './topic-name.ts';

/** How a session begins where the team has said nothing: it proposes after every shot. */
export function defaultSettings(coefficients: readonly Coefficient[], seed: number): Settings {
  return {
    coefficients,
    autotune: true,
    shotsPerTrial: 1,
    approve: false,
    burst: 0,
    ...noTurns,
    comparison: comparesInDoubt,
    distanceM: [2, 6],
    goal: null,
    bias: noBias,
    limits: defaultShotLimits,
    liveDistance: usualLiveDistance,
    shotSources: [],
    interlocks: { shotLogged: false, coefficientsUpdated: false },
    afterRestart: 'ask',
    benchMode: false,
    seed,
  };
}

/** While it is in doubt whether the best is better: measured, and how it was before it could be said. */
const comparesInDoubt: ComparisonRule = { kind: 'doubt' };

/** At the middle. */
export const noBias: Bias = { towards: 'center', amount: 0 };

/** All coefficients at once; thresholds as MLtune has always had them. */
const noTurns: Pick<Settings, 'search' | 'autoAdvance' | 'forceGlobal'> = {
  search: 'joint',
  autoAdvance: { on: false, shots: 10 },
  forceGlobal: { autotune: false, autoAdvance: false },
};

/** What is wrong with settings; each is shown beside its field, and nothing is saved before it is mended. */
export type SettingsFault =
  | { readonly kind: 'no-coefficients' }
  | { readonly kind: 'not-a-number'; readonly topic: string | null; readonly field: SettingsField }
  | { readonly kind: 'bounds-reversed'; readonly topic: string }
  | { readonly kind: 'default-outside'; readonly topic: string }
  | { readonly kind: 'log-needs-positive'; readonly topic: string }
  | { readonly kind: 'step-not-positive'; readonly topic: string }
  | { readonly kind: 'max-step-range'; readonly topic: string }
  | { readonly kind: 'no-whole-number'; readonly topic: string }
  | { readonly kind: 'topic-twice'; readonly topic: string }
  | { readonly kind: 'topic-name'; readonly topic: string }
  | { readonly kind: 'entry-distance'; readonly topic: string }
  /** Another entry of the same look-up table has that distance too. */
  | { readonly kind: 'entry-twice'; readonly topic: string }
  | { readonly kind: 'shots-per-trial' }
  /** Of the turn's own sample, for all or for one coefficient. */
  | { readonly kind: 'shots-per-turn'; readonly topic: string | null }
  /** A coefficient's own shots per trial. */
  | { readonly kind: 'own-shots-per-trial'; readonly topic: string }
  /** One trial in fewer than two is no comparison. */
  | { readonly kind: 'comparison-trials' }
  | { readonly kind: 'distance-reversed' }
  /** Neither 0 nor a whole number from `burstSizes`. */
  | { readonly kind: 'burst-size' }
  /** Not from 0 to 1. */
  | { readonly kind: 'bias-amount' }
  | { readonly kind: 'goal-height' }
  | { readonly kind: 'goal-opening' }
  /** From the nearest distance it could only be reached by shooting straight up. */
  | { readonly kind: 'goal-too-near' }
  /** A limit of a valid shot is no number, or the two are the wrong way round. */
  | { readonly kind: 'limit-range'; readonly of: keyof ShotLimits }
  | { readonly kind: 'live-distance-topic' }
  | SourceFault;

export type SettingsField =
  | 'min'
  | 'max'
  | 'codeDefault'
  | 'step'
  | 'maxStep'
  | 'atM'
  | 'distance'
  | 'shotsPerTrial'
  | 'goalHeight'
  | 'goalOpening';

/** The highest goal, and half of the widest opening, that a typed number can mean, m: beyond, it was typed in other units. */
const highestM = 6;
const widestHalfM = 2;
/** The fewest and the most shots that are counted together: of one, a tap says more; more than that nobody counts at sight. */
export const burstSizes = [2, 30] as const;
/** Height of a goal over the nearest distance to it, beyond which no launcher's angle reaches it. */
const steepestRise = 3;
/** The farthest entry of a look-up table, m: longer than any field. */
const farthestEntryM = 20;

/** All faults of the settings; empty when they can be used. */
export function faultsOf(settings: Settings): readonly SettingsFault[] {
  const { coefficients, shotsPerTrial, distanceM } = settings;
  const faults: SettingsFault[] = coefficients.flatMap(coefficientFaults);
  if (!coefficients.some(({ enabled }) => enabled)) faults.push({ kind: 'no-coefficients' });
  const topics = coefficients.map(({ topic }) => topic);
  for (const topic of new Set(topics.filter((name, index) => topics.indexOf(name) !== index)))
    faults.push({ kind: 'topic-twice', topic });
  faults.push(...entryFaults(coefficients));
  if (!isCount(shotsPerTrial)) faults.push({ kind: 'shots-per-trial' });
  if (!isCount(settings.autoAdvance.shots)) faults.push({ kind: 'shots-per-turn', topic: null });
  if (settings.comparison.kind === 'every' && !comparesEvery(settings.comparison.trials))
    faults.push({ kind: 'comparison-trials' });
  if (!distanceM.every(Number.isFinite))
    faults.push({ kind: 'not-a-number', topic: null, field: 'distance' });
  else if (!(distanceM[0] > 0 && distanceM[0] < distanceM[1]))
    faults.push({ kind: 'distance-reversed' });
  if (settings.burst !== 0 && !isBurst(settings.burst)) faults.push({ kind: 'burst-size' });
  if (!(settings.bias.amount >= 0 && settings.bias.amount <= 1))
    faults.push({ kind: 'bias-amount' });
  faults.push(...limitFaults(settings.limits));
  if (!isTopicName(settings.liveDistance.topic)) faults.push({ kind: 'live-distance-topic' });
  faults.push(...sourceFaults(settings.shotSources));
  return settings.goal === null ? faults : [...faults, ...goalFaults(settings.goal, distanceM[0])];
}

function limitFaults(limits: ShotLimits): readonly SettingsFault[] {
  return (['distanceM', 'exitVelocityMps', 'pitchRad'] as const)
    .filter((of) => !(limits[of][0] < limits[of][1]))
    .map((of) => ({ kind: 'limit-range', of }));
}

/** Whether one trial in so many can be the baseline's. */
export const comparesEvery = (trials: number): boolean => Number.isInteger(trials) && trials >= 2;

const isBurst = (shots: number): boolean =>
  Number.isInteger(shots) && shots >= burstSizes[0] && shots <= burstSizes[1];

const isCount = (shots: number): boolean => Number.isInteger(shots) && shots >= 1;

/** What is wrong with the distances of look-up tables. */
function entryFaults(coefficients: readonly Coefficient[]): readonly SettingsFault[] {
  const entries = coefficients.filter(({ role }) => isKnot(role));
  return entries.flatMap((entry): readonly SettingsFault[] => {
    const { topic, atM } = entry;
    if (atM === null || !Number.isFinite(atM))
      return [{ kind: 'not-a-number', topic, field: 'atM' }];
    if (atM < 0 || atM > farthestEntryM) return [{ kind: 'entry-distance', topic }];
    const same = entries.filter((other) => sameTable(other, entry) && other.atM === atM);
    return same.length > 1 ? [{ kind: 'entry-twice', topic }] : [];
  });
}

/** Whether a coefficient is the only entry of its look-up table that is tuned: then it does not count as an entry. */
export function aloneInTable(entry: Coefficient, coefficients: readonly Coefficient[]): boolean {
  return (
    isKnot(entry.role) &&
    !coefficients.some(
      (other) => other.enabled && sameTable(other, entry) && other.topic !== entry.topic,
    )
  );
}

/** What is wrong with a goal that is shot at from `nearestM` on. */
export function goalFaults(
  { heightM, halfOpeningM }: Opening,
  nearestM: number,
): readonly SettingsFault[] {
  const faults: SettingsFault[] = [];
  if (!Number.isFinite(heightM))
    faults.push({ kind: 'not-a-number', topic: null, field: 'goalHeight' });
  else if (heightM <= 0 || heightM > highestM) faults.push({ kind: 'goal-height' });
  else if (heightM > steepestRise * nearestM) faults.push({ kind: 'goal-too-near' });
  if (!Number.isFinite(halfOpeningM))
    faults.push({ kind: 'not-a-number', topic: null, field: 'goalOpening' });
  else if (halfOpeningM <= 0 || halfOpeningM > widestHalfM) faults.push({ kind: 'goal-opening' });
  return faults;
}

/** Settings as a log has them: one from before there were goals, roles, tables, named sources, turns, approval and bursts says nothing of them. */
export function completed(settings: Settings): Settings {
  const stored: StoredSettings = settings;
  return {
    ...noTurns,
    ...settings,
    comparison: stored.comparison ?? comparesInDoubt,
    goal: stored.goal ?? null,
    bias: stored.bias ?? noBias,
    approve: stored.approve ?? false,
    burst: stored.burst ?? 0,
    shotSources: stored.shotSources ?? [],
    liveDistance: stored.liveDistance ?? usualLiveDistance,
    afterRestart: stored.afterRestart ?? 'ask',
    coefficients: stored.coefficients.map((coefficient) => ({
      ...coefficient,
      role: coefficient.role ?? null,
      atM: coefficient.atM ?? null,
      own: coefficient.own ?? noRules,
    })),
  };
}

type Since<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]?: T[P] | undefined };
type StoredSettings = Since<
  Omit<Settings, 'coefficients'>,
  | 'comparison'
  | 'goal'
  | 'bias'
  | 'approve'
  | 'burst'
  | 'shotSources'
  | 'liveDistance'
  | 'afterRestart'
  | keyof typeof noTurns
> & {
  readonly coefficients: readonly Since<Coefficient, 'role' | 'atM' | 'own'>[];
};

function coefficientFaults(coefficient: Coefficient): readonly SettingsFault[] {
  const { topic, min, max, codeDefault, step, maxStep, integer, scale, own } = coefficient;
  const notNumbers = (['min', 'max', 'codeDefault', 'step', 'maxStep'] as const)
    .filter((field) => !Number.isFinite(coefficient[field]))
    .map((field) => ({ kind: 'not-a-number', topic, field }) as const);
  if (notNumbers.length > 0) return notNumbers;
  const faults: SettingsFault[] = [];
  if (!isTopicName(topic)) faults.push({ kind: 'topic-name', topic });
  if (min >= max) faults.push({ kind: 'bounds-reversed', topic });
  else if (codeDefault < min || codeDefault > max) faults.push({ kind: 'default-outside', topic });
  if (scale === 'log' && min <= 0) faults.push({ kind: 'log-needs-positive', topic });
  if (step <= 0) faults.push({ kind: 'step-not-positive', topic });
  if (maxStep <= 0 || maxStep > 1) faults.push({ kind: 'max-step-range', topic });
  if (integer && min < max && Math.ceil(min) > Math.floor(max))
    faults.push({ kind: 'no-whole-number', topic });
  if (own.autotune !== null && !isCount(own.autotune.shots))
    faults.push({ kind: 'own-shots-per-trial', topic });
  if (own.autoAdvance !== null && !isCount(own.autoAdvance.shots))
    faults.push({ kind: 'shots-per-turn', topic });
  return faults;
}
