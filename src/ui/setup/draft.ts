import { isKnot, type Opening, type Role } from '../../core/aim/family/role.ts';
import { defaultMaxStep, noRules, type Coefficient } from '../../core/tuning/coefficient.ts';
import type { Settings } from '../../core/tuning/events.ts';
import { numberIn } from './number-in.ts';
import { draftOfSource, sourceIn, type SourceDraft } from './source-draft.ts';

/** A coefficient as it is being typed: numbers are still text, so that nothing typed is lost. */
export interface CoefficientDraft {
  readonly topic: string;
  name: string;
  unit: string;
  min: string;
  max: string;
  codeDefault: string;
  step: string;
  /** Per cent of the range. */
  maxStep: string;
  integer: boolean;
  log: boolean;
  enabled: boolean;
  role: Role | null;
  /** Empty for none. */
  atM: string;
}

/** Settings as they are being typed. */
export interface SettingsDraft {
  coefficients: CoefficientDraft[];
  autotune: boolean;
  shotsPerTrial: string;
  nearM: string;
  farM: string;
  /** Empty, like the next: nobody said. */
  goalHeightM: string;
  halfOpeningM: string;
  shotSources: SourceDraft[];
  shotLogged: boolean;
  coefficientsUpdated: boolean;
  benchMode: boolean;
}

export function draftOfCoefficient(coefficient: Coefficient): CoefficientDraft {
  const { topic, name, unit, min, max, codeDefault, step, maxStep } = coefficient;
  return {
    topic,
    name,
    unit,
    min: String(min),
    max: String(max),
    codeDefault: String(codeDefault),
    step: String(step),
    maxStep: String(Number((maxStep * 100).toPrecision(12))),
    integer: coefficient.integer,
    log: coefficient.scale === 'log',
    enabled: coefficient.enabled,
    role: coefficient.role,
    atM: coefficient.atM === null ? '' : String(coefficient.atM),
  };
}

export function draftOf(settings: Settings): SettingsDraft {
  const { coefficients, autotune, shotsPerTrial, distanceM, goal, interlocks, benchMode } =
    settings;
  return {
    coefficients: coefficients.map(draftOfCoefficient),
    autotune,
    shotsPerTrial: String(shotsPerTrial),
    nearM: String(distanceM[0]),
    farM: String(distanceM[1]),
    ...draftOfGoal(goal),
    shotSources: settings.shotSources.map(draftOfSource),
    ...interlocks,
    benchMode,
  };
}

/** A goal as it is typed; both fields are empty for none. */
export const draftOfGoal = (
  goal: Opening | null,
): Pick<SettingsDraft, 'goalHeightM' | 'halfOpeningM'> => ({
  goalHeightM: goal === null ? '' : String(goal.heightM),
  halfOpeningM: goal === null ? '' : String(goal.halfOpeningM),
});

/** The goal that the draft says, faults included; null for none. */
export function goalIn({
  goalHeightM,
  halfOpeningM,
}: Pick<SettingsDraft, 'goalHeightM' | 'halfOpeningM'>): Opening | null {
  if (goalHeightM.trim() === '' && halfOpeningM.trim() === '') return null;
  return { heightM: numberIn(goalHeightM), halfOpeningM: numberIn(halfOpeningM) };
}

/** A topic nobody told anything about: the operator fills in the rest. */
export const blankCoefficient = (topic: string): CoefficientDraft => ({
  topic,
  name: topic.slice(topic.lastIndexOf('/') + 1),
  unit: '',
  min: '',
  max: '',
  codeDefault: '',
  step: '',
  maxStep: String(defaultMaxStep * 100),
  integer: false,
  log: false,
  enabled: true,
  role: null,
  atM: '',
});

/** The settings that the draft says, faults included; what it does not speak of is taken from `before`. */
export function settingsIn(draft: SettingsDraft, before: Settings): Settings {
  return {
    ...before,
    coefficients: draft.coefficients.map((coefficient) => ({
      topic: coefficient.topic.trim(),
      name: coefficient.name.trim() === '' ? coefficient.topic : coefficient.name.trim(),
      unit: coefficient.unit.trim(),
      min: numberIn(coefficient.min),
      max: numberIn(coefficient.max),
      codeDefault: numberIn(coefficient.codeDefault),
      step: numberIn(coefficient.step),
      maxStep: numberIn(coefficient.maxStep) / 100,
      integer: coefficient.integer,
      scale: coefficient.log ? 'log' : 'linear',
      enabled: coefficient.enabled,
      role: coefficient.role,
      atM: isKnot(coefficient.role) ? numberIn(coefficient.atM) : null,
      own: before.coefficients.find(({ topic }) => topic === coefficient.topic)?.own ?? noRules,
    })),
    autotune: draft.autotune,
    shotsPerTrial: numberIn(draft.shotsPerTrial),
    distanceM: [numberIn(draft.nearM), numberIn(draft.farM)],
    goal: goalIn(draft),
    shotSources: draft.shotSources.map(sourceIn),
    interlocks: { shotLogged: draft.shotLogged, coefficientsUpdated: draft.coefficientsUpdated },
    benchMode: draft.benchMode,
  };
}
