import { isKnot, type Opening, type Role } from '../../core/aim/family/role.ts';
import { defaultMaxStep, type Coefficient } from '../../core/tuning/coefficient.ts';
import type { Bias, ComparisonRule, Settings } from '../../core/tuning/events.ts';
import type { LengthUnit } from '../../core/tuning/length-unit.ts';
import { usualLiveDistance } from '../../core/tuning/live-distance.ts';
import { niceStep } from '../../core/tuning/offer.ts';
import { readableName } from '../../core/tuning/readable-name.ts';
import type { Automatic, Rule } from '../../core/tuning/rules.ts';
import { noBias } from '../../core/tuning/settings.ts';
import type { ShotLimits } from '../../core/tuning/shot.ts';
import { meantIn, numberIn, shownNumber } from './number-in.ts';
import { draftOfSource, sourceIn, type SourceDraft } from './source-draft.ts';

/** A coefficient's own rule as it is being typed; without `own` it is as for all, and keeps what was typed. */
export interface OwnRuleDraft {
  own: boolean;
  on: boolean;
  shots: string;
}

type Shown = Pick<Coefficient, 'min' | 'max' | 'codeDefault' | 'step'>;

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
  /** The numbers of which the fields show no more digits than a step can change; null where all was typed. */
  readonly shown: Shown | null;
  role: Role | null;
  /** Empty for none. */
  atM: string;
  /** Place of the look-up table that it is an entry of. */
  readonly table: string | undefined;
  readonly rules: Readonly<Record<Automatic, OwnRuleDraft>>;
}

/** Settings as they are being typed. */
export interface SettingsDraft {
  coefficients: CoefficientDraft[];
  autotune: boolean;
  shotsPerTrial: string;
  /** Whether each proposal waits for a yes. */
  approve: boolean;
  /** Whether streams are counted, and of how many shots; off keeps what was typed. */
  bursts: boolean;
  burstShots: string;
  search: Settings['search'];
  /** Whether, and after how many shots of its own, a coefficient that succeeds hands on its turn. */
  autoAdvance: boolean;
  shotsPerTurn: string;
  forceAutotune: boolean;
  forceAutoAdvance: boolean;
  compares: ComparisonRule['kind'];
  /** Used where it compares every so often. */
  compareEvery: string;
  nearM: string;
  farM: string;
  towards: Bias['towards'];
  /** Per cent of half of the opening; not used for the middle. */
  biasAmount: string;
  /** Empty, like the next: nobody said. */
  goalHeightM: string;
  halfOpeningM: string;
  shotSources: SourceDraft[];
  /** Where the distance now is read, and in which unit; empty: as its topic tells. */
  liveTopic: string;
  liveUnit: LengthUnit | '';
  /** What a valid shot lies between. */
  limits: Record<keyof ShotLimits, { low: string; high: string }>;
  shotLogged: boolean;
  coefficientsUpdated: boolean;
  afterRestart: Settings['afterRestart'];
  benchMode: boolean;
}

export function draftOfCoefficient(coefficient: Coefficient): CoefficientDraft {
  const { topic, name, unit, min, max, codeDefault, step, maxStep } = coefficient;
  return {
    topic,
    name,
    unit,
    min: shownNumber(min, step),
    max: shownNumber(max, step),
    codeDefault: shownNumber(codeDefault, step),
    shown: { min, max, codeDefault, step },
    step: shownNumber(step, NaN),
    maxStep: percentOf(maxStep),
    integer: coefficient.integer,
    log: coefficient.scale === 'log',
    enabled: coefficient.enabled,
    role: coefficient.role,
    atM: coefficient.atM === null ? '' : String(coefficient.atM),
    table: coefficient.table,
    rules: {
      autotune: draftOfRule(coefficient.own.autotune, 1),
      autoAdvance: draftOfRule(coefficient.own.autoAdvance, 10),
    },
  };
}

const numberOf = (draft: CoefficientDraft, field: 'min' | 'max' | 'codeDefault'): number =>
  meantIn(draft[field], draft.shown?.[field], draft.shown?.step ?? NaN);

/** The step that is typed; where none is, one that suits the bounds. */
function stepIn(draft: CoefficientDraft): number {
  if (draft.step.trim() !== '') return numberIn(draft.step);
  const range = numberOf(draft, 'max') - numberOf(draft, 'min');
  // Without bounds it is these that are missing, not the step.
  return draft.integer || !(range > 0 && Number.isFinite(range)) ? 1 : niceStep(range);
}

/** @param shots what stands in the field of a rule that is not there yet. */
const draftOfRule = (rule: Rule | null, shots: number): OwnRuleDraft => ({
  own: rule !== null,
  on: rule?.on ?? true,
  shots: String(rule?.shots ?? shots),
});

const ruleIn = ({ own, on, shots }: OwnRuleDraft): Rule | null =>
  own ? { on, shots: numberIn(shots) } : null;

/** A share as it is typed, in per cent. */
const percentOf = (share: number): string => String(Number((share * 100).toPrecision(12)));

/** How far off the middle is offered first, in per cent of half of the opening. */
const usualBias = '50';

/** How many shots a burst is offered with first. */
const usualBurst = '8';

export function draftOf(settings: Settings): SettingsDraft {
  const { coefficients, autotune, shotsPerTrial, distanceM, goal, bias, interlocks, benchMode } =
    settings;
  return {
    coefficients: coefficients.map(draftOfCoefficient),
    autotune,
    shotsPerTrial: String(shotsPerTrial),
    approve: settings.approve,
    bursts: settings.burst !== 0,
    burstShots: settings.burst === 0 ? usualBurst : String(settings.burst),
    search: settings.search,
    autoAdvance: settings.autoAdvance.on,
    shotsPerTurn: String(settings.autoAdvance.shots),
    forceAutotune: settings.forceGlobal.autotune,
    forceAutoAdvance: settings.forceGlobal.autoAdvance,
    compares: settings.comparison.kind,
    compareEvery: String(
      settings.comparison.kind === 'every' ? settings.comparison.trials : usualComparison,
    ),
    nearM: String(distanceM[0]),
    farM: String(distanceM[1]),
    towards: bias.towards,
    biasAmount: bias.towards === 'center' ? usualBias : percentOf(bias.amount),
    ...draftOfGoal(goal),
    shotSources: settings.shotSources.map(draftOfSource),
    liveTopic: settings.liveDistance.topic,
    liveUnit: settings.liveDistance.unit ?? '',
    limits: {
      distanceM: draftOfRange(settings.limits.distanceM),
      exitVelocityMps: draftOfRange(settings.limits.exitVelocityMps),
      pitchRad: draftOfRange(settings.limits.pitchRad),
    },
    ...interlocks,
    afterRestart: settings.afterRestart,
    benchMode,
  };
}

const draftOfRange = ([low, high]: readonly [number, number]) => ({
  low: String(low),
  high: String(high),
});

const rangeIn = ({ low, high }: { readonly low: string; readonly high: string }) =>
  [numberIn(low), numberIn(high)] as const;

/** One trial in so many is offered first: what the model does by itself while it is in doubt. */
const usualComparison = 6;

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
  name: readableName(topic),
  unit: '',
  min: '',
  max: '',
  codeDefault: '',
  step: '',
  maxStep: String(defaultMaxStep * 100),
  integer: false,
  log: false,
  enabled: true,
  shown: null,
  role: null,
  atM: '',
  table: undefined,
  rules: { autotune: draftOfRule(null, 1), autoAdvance: draftOfRule(null, 10) },
});

/** The settings that the draft says, faults included; what it does not speak of is taken from `before`. */
export function settingsIn(draft: SettingsDraft, before: Settings): Settings {
  return {
    ...before,
    coefficients: draft.coefficients.map((coefficient) => ({
      topic: coefficient.topic,
      name: coefficient.name.trim() === '' ? coefficient.topic : coefficient.name.trim(),
      unit: coefficient.unit.trim(),
      min: numberOf(coefficient, 'min'),
      max: numberOf(coefficient, 'max'),
      codeDefault: numberOf(coefficient, 'codeDefault'),
      step: stepIn(coefficient),
      maxStep: numberIn(coefficient.maxStep) / 100,
      integer: coefficient.integer,
      scale: coefficient.log ? 'log' : 'linear',
      enabled: coefficient.enabled,
      role: coefficient.role,
      atM: isKnot(coefficient.role) ? numberIn(coefficient.atM) : null,
      ...(coefficient.table === undefined ? {} : { table: coefficient.table }),
      own: {
        autotune: ruleIn(coefficient.rules.autotune),
        autoAdvance: ruleIn(coefficient.rules.autoAdvance),
      },
    })),
    autotune: draft.autotune,
    shotsPerTrial: numberIn(draft.shotsPerTrial),
    approve: draft.approve,
    burst: draft.bursts ? numberIn(draft.burstShots) : 0,
    search: draft.search,
    autoAdvance: { on: draft.autoAdvance, shots: numberIn(draft.shotsPerTurn) },
    forceGlobal: { autotune: draft.forceAutotune, autoAdvance: draft.forceAutoAdvance },
    bias:
      draft.towards === 'center'
        ? noBias
        : { towards: draft.towards, amount: numberIn(draft.biasAmount) / 100 },
    comparison:
      draft.compares === 'every'
        ? { kind: 'every', trials: numberIn(draft.compareEvery) }
        : { kind: draft.compares },
    distanceM: [numberIn(draft.nearM), numberIn(draft.farM)],
    goal: goalIn(draft),
    shotSources: draft.shotSources.map(sourceIn),
    liveDistance: {
      topic: draft.liveTopic.trim() === '' ? usualLiveDistance.topic : draft.liveTopic.trim(),
      unit: draft.liveUnit === '' ? null : draft.liveUnit,
    },
    limits: {
      distanceM: rangeIn(draft.limits.distanceM),
      exitVelocityMps: rangeIn(draft.limits.exitVelocityMps),
      pitchRad: rangeIn(draft.limits.pitchRad),
    },
    interlocks: { shotLogged: draft.shotLogged, coefficientsUpdated: draft.coefficientsUpdated },
    afterRestart: draft.afterRestart,
    benchMode: draft.benchMode,
  };
}
