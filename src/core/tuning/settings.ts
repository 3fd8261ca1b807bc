import type { Coefficient } from './coefficient.ts';
import type { Settings } from './events.ts';
import { defaultShotLimits } from './shot.ts';

/** How a session begins where the team has said nothing: it proposes after every shot. */
export function defaultSettings(coefficients: readonly Coefficient[], seed: number): Settings {
  return {
    coefficients,
    autotune: true,
    shotsPerTrial: 1,
    distanceM: [2, 6],
    limits: defaultShotLimits,
    interlocks: { shotLogged: false, coefficientsUpdated: false },
    benchMode: false,
    seed,
  };
}

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
  | { readonly kind: 'shots-per-trial' }
  | { readonly kind: 'distance-reversed' };

export type SettingsField =
  'min' | 'max' | 'codeDefault' | 'step' | 'maxStep' | 'distance' | 'shotsPerTrial';

/** All faults of the settings; empty when they can be used. */
export function faultsOf(settings: Settings): readonly SettingsFault[] {
  const { coefficients, shotsPerTrial, distanceM } = settings;
  const faults: SettingsFault[] = coefficients.flatMap(coefficientFaults);
  if (!coefficients.some(({ enabled }) => enabled)) faults.push({ kind: 'no-coefficients' });
  const topics = coefficients.map(({ topic }) => topic);
  for (const topic of new Set(topics.filter((name, index) => topics.indexOf(name) !== index)))
    faults.push({ kind: 'topic-twice', topic });
  if (!Number.isInteger(shotsPerTrial) || shotsPerTrial < 1)
    faults.push({ kind: 'shots-per-trial' });
  if (!distanceM.every(Number.isFinite))
    faults.push({ kind: 'not-a-number', topic: null, field: 'distance' });
  else if (!(distanceM[0] > 0 && distanceM[0] < distanceM[1]))
    faults.push({ kind: 'distance-reversed' });
  return faults;
}

function coefficientFaults(coefficient: Coefficient): readonly SettingsFault[] {
  const { topic, min, max, codeDefault, step, maxStep, integer, scale } = coefficient;
  const notNumbers = (['min', 'max', 'codeDefault', 'step', 'maxStep'] as const)
    .filter((field) => !Number.isFinite(coefficient[field]))
    .map((field) => ({ kind: 'not-a-number', topic, field }) as const);
  if (notNumbers.length > 0) return notNumbers;
  const faults: SettingsFault[] = [];
  if (!topic.startsWith('/') || topic.length < 2) faults.push({ kind: 'topic-name', topic });
  if (min >= max) faults.push({ kind: 'bounds-reversed', topic });
  else if (codeDefault < min || codeDefault > max) faults.push({ kind: 'default-outside', topic });
  if (scale === 'log' && min <= 0) faults.push({ kind: 'log-needs-positive', topic });
  if (step <= 0) faults.push({ kind: 'step-not-positive', topic });
  if (maxStep <= 0 || maxStep > 1) faults.push({ kind: 'max-step-range', topic });
  if (integer && min < max && Math.ceil(min) > Math.floor(max))
    faults.push({ kind: 'no-whole-number', topic });
  return faults;
}
