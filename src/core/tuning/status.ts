import type { Coefficient } from './coefficient.ts';
import { firstClosed } from './destination.ts';
import { isLocked, writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import { biasOptions, coefficientNamed, freshPanel, showsRun } from './remote.ts';
import { sessionReport } from './other-session.ts';
import { openProposal } from './proposal.ts';
import { proposalDue } from './request.ts';
import { ruleFor } from './rules.ts';
import type { TuningState } from './state.ts';
import { atTurn, takesTurns } from './turns.ts';
import { onRobot, onRobotAt, settled, tuned } from './values.ts';

/** The tuner's state as other dashboards and the robot see it, by topic name under `/Tuning/BayesianTuner/`. */
export type TunerStatus = Readonly<Record<string, boolean | number | string>>;

/** What `TunerRuntimeStatus` says: the words MLtune robots know. */
export type RuntimeStatus = 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'MATCH';

export function runtimeStatus(state: TuningState, now: Situation): RuntimeStatus {
  if (isLocked(state, now)) return 'MATCH';
  if (!state.armed) return 'DISABLED';
  return state.hold || writeBar(state, now) !== null ? 'PAUSED' : 'ACTIVE';
}

/**
 * Returns every status topic but the heartbeat. Published only where a value differs from the last one.
 * @param selector what another dashboard chose to adjust by hand, a name or a topic; empty where it chose nothing.
 */
export function statusOf(state: TuningState, now: Situation, selector = ''): TunerStatus {
  const { settings } = state;
  const runtime = runtimeStatus(state, now);
  const coefficient = atTurn(state);
  const current = coefficient?.name ?? '';
  const rule = settings && ruleFor(settings, 'autotune', coefficient);
  // A name that is none of the tuned selects nothing: other bounds beside it would pass for its own.
  const adjusted =
    selector === '' ? (coefficient ?? tuned(state)[0]) : coefficientNamed(state, selector);
  return {
    TunerEnabled: state.armed,
    TunerPaused: runtime === 'PAUSED',
    TunerRuntimeStatus: runtime,
    CurrentCoefficient: current,
    CurrentCoeffAutotune: rule?.on ?? false,
    CurrentCoeffAutoAdvance:
      takesTurns(state) && settings !== null && ruleFor(settings, 'autoAdvance', coefficient).on,
    AutotuneEnabled: settings?.autotune ?? false,
    ShotCount: state.trialShots,
    ShotThreshold: settings?.shotsPerTrial ?? freshPanel.NewGlobalThreshold,
    CurrentCoeffThreshold: rule?.shots ?? freshPanel.NewLocalThreshold,
    ShowRunOptimizationButton: showsRun(state),
    ShowSkipButton: state.armed && takesTurns(state),
    ...sessionOf(state),
    'ManualControl/AvailableCoefficients': listed(tuned(state)),
    'ManualControl/SelectedCoefficient': adjusted?.name ?? '',
    ...boundsOf(state, adjusted),
    'Backtrack/TuningOrder': listed(tuned(state)),
    'Backtrack/TunedCoefficients': listed(
      tuned(state).filter(({ topic }) => state.hadTurn.includes(topic)),
    ),
    'Backtrack/CurrentCoefficient': current,
    'FineTuning/ValidBiasOptions': biasOptions(state).join(','),
    ...live(state),
  };
}

/** What laptops that join learn of this session, as one JSON text; nothing before it knows where the robot stood. */
function sessionOf(state: TuningState): TunerStatus {
  const report = sessionReport(state);
  return report === null ? {} : { Session: JSON.stringify(report) };
}

/** The robot's value of the coefficient that is adjusted by hand, and its bounds; nothing where none is. */
function boundsOf(state: TuningState, coefficient: Coefficient | null | undefined): TunerStatus {
  if (coefficient === undefined || coefficient === null) return {};
  const value = onRobot(state, coefficient.topic);
  return {
    ...(value === undefined ? {} : { 'ManualControl/CurrentValue': value }),
    'ManualControl/MinValue': coefficient.min,
    'ManualControl/MaxValue': coefficient.max,
  };
}

/**
 * Returns what the robot has of each coefficient beside what its code says, never what is still on its way. `Confirmed`: robot
 * code itself said so; otherwise it is what was published or sent last.
 */
function live(state: TuningState): TunerStatus {
  const status: Record<string, boolean | number | string> = {};
  const all = state.settings?.coefficients ?? [];
  for (const { topic, name, codeDefault, min, max, enabled } of all) {
    const at = `CoefficientsLive/${name.replaceAll('/', ' ')}`;
    const value = onRobot(state, topic);
    if (value !== undefined) {
      status[`${at}/CurrentValue`] = value;
      status[`${at}/Difference`] = value - codeDefault;
      status[`${at}/Confirmed`] = onRobotAt(state, topic, null)?.confirmed ?? false;
    }
    status[`${at}/CodeDefault`] = codeDefault;
    status[`${at}/MinValue`] = min;
    status[`${at}/MaxValue`] = max;
    status[`${at}/Enabled`] = enabled;
  }
  return status;
}

const listed = (coefficients: readonly Coefficient[]): string =>
  coefficients.map(({ name }) => name.replaceAll(',', ' ')).join(',');

/** One readable line for a dashboard, e.g. `ACTIVE, trial 14, 42 shots`. */
export function statusLine(state: TuningState, now: Situation): string {
  const trial = state.trial?.number ?? 0;
  const waits = openProposal(state) === null ? '' : ', a proposal waits for approval';
  return `${runtimeStatus(state, now)}, trial ${trial}, ${state.shots.length} shots${waits}`;
}

/** What a robot may wait for. */
export interface Interlocks {
  readonly requireShotLogged: boolean;
  readonly requireCoefficientsUpdated: boolean;
  /** The last shot that is durably stored, by its place in the log; −1 while one waits to be. */
  readonly loggedShot: number;
  /**
   * The last shot, once the values for the next one are acknowledged, or sent where nothing acknowledges, or none will come, be it
   * that they were given up; −1 before.
   */
  readonly answeredShot: number;
}

/**
 * The interlocks as a lease: only while armed and active, so that a tuner that is paused or gone never holds a
 * shooter. `null`: not published, and the robot does not wait.
 * @param durableSeq the last event that is durably stored; −1 for none, null where nothing can be stored now.
 */
export function interlocksOf(
  state: TuningState,
  now: Situation,
  durableSeq: number | null,
): Interlocks | null {
  const { settings } = state;
  if (settings === null || runtimeStatus(state, now) !== 'ACTIVE') return null;
  const { coefficientsUpdated } = settings.interlocks;
  // Nobody waits for what does not come.
  const shotLogged = settings.interlocks.shotLogged && durableSeq !== null;
  if (!shotLogged && !coefficientsUpdated) return null;
  const newest = state.shots.at(-1);
  const lastShot = newest?.seq ?? 0;
  // With all that is known of it: what arrived late has to be stored too.
  const lastToldSeq = newest?.amendedSeq ?? lastShot;
  // What waits for a person's yes may never come: the robot does not wait for it.
  const chosen = !settings.approve && (now.thinking !== null || proposalDue(state));
  // Values that can't leave hold no shooter.
  const valuesDue = firstClosed(state, now) === null && (chosen || !settled(state));
  return {
    requireShotLogged: shotLogged,
    requireCoefficientsUpdated: coefficientsUpdated,
    loggedShot: durableSeq !== null && durableSeq >= lastToldSeq ? lastShot : -1,
    answeredShot: valuesDue ? -1 : lastShot,
  };
}
