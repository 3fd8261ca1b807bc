import { slashed } from '../core/tuning/topic-name.ts';
import type { NtType } from './robot-link.ts';

/** Where AdvantageKit's tunable numbers live, and those of teams that leave out the slash: these are other topics. */
export const tuningPrefixes = ['/Tuning/', 'Tuning/'] as const;

/** What the Driver Station and the robot tell about themselves. */
export const driverStation = {
  /** int; WPILib to 2026. */
  controlData: '/FMSInfo/FMSControlData',
  /** struct:ControlWord; WPILib 2027, alphas first. */
  controlWords: ['/FMSInfo/ControlWord', '/DriverStation/ControlWord'],
  /** Which match it is stands beside the state: in one table to the alphas of 2027, in the other since. */
  tables: ['/FMSInfo/', '/DriverStation/'],
  /** string */
  eventName: 'EventName',
  /** int */
  matchNumber: 'MatchNumber',
  /** int: 0 none, 1 practice, 2 qualification, 3 elimination. */
  matchType: 'MatchType',
  /** double, m: what an MLtune robot last measured. */
  distance: '/FiringSolver/Distance',
} as const;

/** All acknowledgements stand under this. */
export const appliedPrefix = '/MLtune/Applied/';

/**
 * Where our robot-side files acknowledge the value of a coefficient that robot code really read; double. A name that begins without a
 * slash gets one, so that all acknowledgements stand in one folder.
 */
export function appliedTopic(topic: string): string {
  return `${appliedPrefix}${slashed(topic).slice(1)}`;
}

/** What the robot is shot at, if its code says so; doubles, m: height of the opening's middle, and half of the opening. */
export const goalTopics = {
  height: '/MLtune/Goal/Height',
  halfOpening: '/MLtune/Goal/HalfOpening',
} as const;

/** Where our robot-side files publish each shot as one JSON object; json or string. */
export const shotRecordTopic = '/MLtune/Shot';

/** Everything an MLtune robot publishes of a shot stands under this. */
export const firingSolverPrefix = '/FiringSolver/';

/** The twelve topics of an MLtune robot's shot, under `firingSolverPrefix`. */
export const firingSolver = {
  /** double, FPGA seconds; set first. */
  shotTimestamp: 'ShotTimestamp',
  /** boolean */
  hit: 'Hit',
  /** double, m */
  distance: 'Distance',
  /** doubles: rad, m/s, rad, and the numbers the solver worked with. */
  numbers: [
    'Solution/pitchRadians',
    'Solution/exitVelocity',
    'Solution/yawRadians',
    'DragCoefficient',
    'AirDensity',
    'ProjectileMass',
    'ProjectileArea',
    'TargetHeight',
    'LaunchHeight',
  ],
} as const;

/** Where a robot tells the schemas of its structs: the name of one follows; structschema, the text as bytes. */
export const structSchemaPrefix = '/.schema/struct:';

/** Booleans by which robot and tuner wait for each other; published as a lease. */
export const interlockTopics = {
  requireShotLogged: '/FiringSolver/Interlock/RequireShotLogged',
  requireCoefficientsUpdated: '/FiringSolver/Interlock/RequireCoefficientsUpdated',
  shotLogged: '/FiringSolver/Interlock/ShotLogged',
  coefficientsUpdated: '/FiringSolver/Interlock/CoefficientsUpdated',
} as const;

/** The tuner's own topics. None of them is ever a coefficient. */
export const statusPrefix = '/Tuning/BayesianTuner/';

/** The tuner's own topics under `statusPrefix`, with the type each is published as. */
export const statusTypes = {
  TunerEnabled: 'boolean',
  TunerPaused: 'boolean',
  TunerRuntimeStatus: 'string',
  Heartbeat: 'double',
  /** Baseline, code, best, trial and counts of the session, as JSON: for laptops that watch or take over. */
  Session: 'string',
  CurrentCoefficient: 'string',
  CurrentCoeffAutotune: 'boolean',
  CurrentCoeffAutoAdvance: 'boolean',
  AutotuneEnabled: 'boolean',
  ShotCount: 'double',
  ShotThreshold: 'double',
  CurrentCoeffThreshold: 'double',
  RunOptimization: 'boolean',
  SkipToNextCoefficient: 'boolean',
  UpdateGlobalThreshold: 'boolean',
  UpdateLocalThreshold: 'boolean',
  NewGlobalThreshold: 'double',
  NewLocalThreshold: 'double',
  ShowRunOptimizationButton: 'boolean',
  ShowSkipButton: 'boolean',
  'ManualControl/ManualAdjustEnabled': 'boolean',
  'ManualControl/ApplyManualValue': 'boolean',
  'ManualControl/CoefficientSelector': 'string',
  'ManualControl/AvailableCoefficients': 'string',
  'ManualControl/SelectedCoefficient': 'string',
  'ManualControl/NewValue': 'double',
  'ManualControl/CurrentValue': 'double',
  'ManualControl/MinValue': 'double',
  'ManualControl/MaxValue': 'double',
  'Backtrack/BacktrackEnabled': 'boolean',
  'Backtrack/TriggerBacktrack': 'boolean',
  'Backtrack/BacktrackToCoefficient': 'string',
  'Backtrack/TuningOrder': 'string',
  'Backtrack/TunedCoefficients': 'string',
  'Backtrack/CurrentCoefficient': 'string',
  'FineTuning/FineTuningEnabled': 'boolean',
  'FineTuning/TargetBias': 'string',
  'FineTuning/BiasAmount': 'double',
  'FineTuning/ValidBiasOptions': 'string',
} as const satisfies Readonly<Record<string, NtType>>;

/** The topic of one of the tuner's own values, e.g. `ShotCount`. */
export function statusTopic(name: string): string {
  return `${statusPrefix}${name}`;
}

/** What the app tells of each coefficient; `Confirmed` where robot code itself said that it uses `CurrentValue`. */
export const liveTypes = {
  CurrentValue: 'double',
  CodeDefault: 'double',
  Difference: 'double',
  Confirmed: 'boolean',
  MinValue: 'double',
  MaxValue: 'double',
  Enabled: 'boolean',
} as const satisfies Readonly<Record<string, NtType>>;

/** The topic of one value about one coefficient, by its name. */
export function liveTopic(coefficient: string, name: keyof typeof liveTypes): string {
  return `${statusPrefix}CoefficientsLive/${coefficient}/${name}`;
}

/** One readable line about the tuner; string. */
export const tunerStatusTopic = '/FiringSolver/TunerStatus';

/** Reports whether a field controls the Driver Station on this computer, whenever it says so, until it is stopped. */
export type FollowFieldControl = (told: (isControlled: boolean) => void) => () => void;
