import type { Coefficient } from './coefficient.ts';
import type { Input } from './input.ts';
import { ruleFor } from './rules.ts';
import { counts } from './shot-records.ts';
import type { TuningState } from './state.ts';
import { tellsHeight } from './told.ts';
import { atTurn, takesTurns } from './turns.ts';
import { tuned } from './values.ts';

/** What other dashboards set, by topic under `/Tuning/BayesianTuner/`; it only counts with a press. */
export interface Panel {
  readonly NewGlobalThreshold: number;
  readonly NewLocalThreshold: number;
  readonly 'ManualControl/ManualAdjustEnabled': boolean;
  /** A coefficient's name or topic, as is `Backtrack/BacktrackToCoefficient`. */
  readonly 'ManualControl/CoefficientSelector': string;
  readonly 'ManualControl/NewValue': number;
  readonly 'Backtrack/BacktrackEnabled': boolean;
  readonly 'Backtrack/BacktrackToCoefficient': string;
  readonly 'FineTuning/FineTuningEnabled': boolean;
  /** One of `biasOptions`. */
  readonly 'FineTuning/TargetBias': string;
  /** Share of half the goal's opening, 0 to 1. */
  readonly 'FineTuning/BiasAmount': number;
}

/** How the panel stands before anybody has touched it. */
export const freshPanel: Panel = {
  NewGlobalThreshold: 10,
  NewLocalThreshold: 10,
  'ManualControl/ManualAdjustEnabled': false,
  'ManualControl/CoefficientSelector': '',
  'ManualControl/NewValue': 0,
  'Backtrack/BacktrackEnabled': false,
  'Backtrack/BacktrackToCoefficient': '',
  'FineTuning/FineTuningEnabled': false,
  'FineTuning/TargetBias': 'CENTER',
  'FineTuning/BiasAmount': 0,
};

/** Topics that a person sets true on another dashboard, and the tuner false again. */
export const buttons = [
  'RunOptimization',
  'SkipToNextCoefficient',
  'UpdateGlobalThreshold',
  'UpdateLocalThreshold',
  'ManualControl/ApplyManualValue',
  'Backtrack/TriggerBacktrack',
] as const;
export type Button = (typeof buttons)[number];

/** Why a press does nothing. */
export type PressFault =
  /** From before this connection, or older than `freshForUs`: nobody remembers it. */
  | 'stale'
  /** The button is not shown in this mode. */
  | 'mode'
  /** What it is to work with is switched off beside it. */
  | 'off'
  /** No shot has told yet where in that direction it passed, or the amount is not from 0 to 1. */
  | 'bias'
  /** To the side: the model is of how high a shot passes. */
  | 'sideways'
  /** The threshold beside it is no whole number from 1 on. */
  | 'threshold'
  /** The name beside it is of no coefficient that is tuned. */
  | 'name';

/** A press older than this is nobody's wish any more, µs. */
const freshForUs = 3_000_000;

/** What a press asks for, or why it does nothing now. */
export type Pressed =
  { readonly ok: true; readonly input: Input } | { readonly ok: false; readonly why: PressFault };

/** @param ageUs since the press; null where it is from before this connection. */
export function pressed(
  button: Button,
  panel: Panel,
  ageUs: number | null,
  state: TuningState,
): Pressed {
  if (!isFresh(ageUs)) return { ok: false, why: 'stale' };
  const { settings } = state;
  if (settings === null) return { ok: false, why: 'mode' };
  switch (button) {
    case 'RunOptimization':
      return runsWhenAsked(state) ? asks({ type: 'next' }) : { ok: false, why: 'mode' };
    case 'SkipToNextCoefficient':
      return takesTurns(state) ? asks({ type: 'skip' }) : { ok: false, why: 'mode' };
    case 'UpdateGlobalThreshold': {
      const shotsPerTrial = panel.NewGlobalThreshold;
      return isCount(shotsPerTrial)
        ? asks({ type: 'configure', settings: { ...settings, shotsPerTrial } })
        : { ok: false, why: 'threshold' };
    }
    case 'UpdateLocalThreshold':
      return localThreshold(state, panel.NewLocalThreshold);
    case 'ManualControl/ApplyManualValue': {
      if (!panel['ManualControl/ManualAdjustEnabled']) return { ok: false, why: 'off' };
      const coefficient = coefficientNamed(state, panel['ManualControl/CoefficientSelector']);
      if (coefficient === null) return { ok: false, why: 'name' };
      return asks({
        type: 'set',
        topic: coefficient.topic,
        value: panel['ManualControl/NewValue'],
      });
    }
    case 'Backtrack/TriggerBacktrack': {
      if (!takesTurns(state)) return { ok: false, why: 'mode' };
      if (!panel['Backtrack/BacktrackEnabled']) return { ok: false, why: 'off' };
      const coefficient = coefficientNamed(state, panel['Backtrack/BacktrackToCoefficient']);
      if (coefficient === null) return { ok: false, why: 'name' };
      return asks({ type: 'turn-to', topic: coefficient.topic });
    }
  }
}

/**
 * What fine tuning on another dashboard asks for. Left and right are no options: the model is of how high a shot passes.
 * @param ageUs since something of it was set.
 */
export function fineTuned(panel: Panel, ageUs: number | null, state: TuningState): Pressed {
  if (!isFresh(ageUs)) return { ok: false, why: 'stale' };
  const { settings } = state;
  if (settings === null) return { ok: false, why: 'mode' };
  const isOn = panel['FineTuning/FineTuningEnabled'];
  const option = isOn ? panel['FineTuning/TargetBias'] : 'CENTER';
  const amount = panel['FineTuning/BiasAmount'];
  if (option === 'LEFT' || option === 'RIGHT') return { ok: false, why: 'sideways' };
  const towards = biasOptions(state).find((name) => name === option);
  if (towards === undefined || !(amount >= 0 && amount <= 1)) return { ok: false, why: 'bias' };
  const bias = { towards: words[towards], amount: towards === 'CENTER' ? 0 : amount };
  return asks({ type: 'configure', settings: { ...settings, bias } });
}

const words = { CENTER: 'center', UP: 'up', DOWN: 'down' } as const;

/** Where in the goal can be aimed: up and down once a shot has told how high it passed. */
export const biasOptions = ({ shots }: TuningState): readonly (keyof typeof words)[] =>
  tellsHeight(shots.filter(counts)) ? ['CENTER', 'UP', 'DOWN'] : ['CENTER'];

/** Whether somebody still remembers the press. @param ageUs null: it is from before this connection. */
export const isFresh = (ageUs: number | null): boolean => ageUs !== null && ageUs <= freshForUs;

/** Whether the optimizer waits for a person, so that other dashboards show the button. What waits for a yes is answered here alone. */
export const showsRun = (state: TuningState): boolean =>
  runsWhenAsked(state) && state.proposal === null;

function runsWhenAsked(state: TuningState): boolean {
  const { settings, armed } = state;
  return armed && settings !== null && !ruleFor(settings, 'autotune', atTurn(state)).on;
}

/** The tuned coefficient of that name or topic; null for none. */
export function coefficientNamed(state: TuningState, name: string): Coefficient | null {
  const all = tuned(state);
  return all.find(({ topic }) => topic === name) ?? all.find((c) => c.name === name) ?? null;
}

function localThreshold(state: TuningState, shots: number): Pressed {
  const { settings } = state;
  const coefficient = atTurn(state);
  if (settings === null || coefficient === null) return { ok: false, why: 'mode' };
  if (!isCount(shots)) return { ok: false, why: 'threshold' };
  const { on } = ruleFor(settings, 'autotune', coefficient);
  const coefficients = settings.coefficients.map((other) =>
    other === coefficient ? { ...other, own: { ...other.own, autotune: { on, shots } } } : other,
  );
  return asks({ type: 'configure', settings: { ...settings, coefficients } });
}

const asks = (input: Input): Pressed => ({ ok: true, input });

const isCount = (shots: number): boolean => Number.isInteger(shots) && shots >= 1;
