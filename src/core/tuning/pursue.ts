import { seedFor } from '../stats/random.ts';
import type { DisarmCause, Happening } from './events.ts';
import { writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Command } from './input.ts';
import { nothing } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { requestFor } from './request.ts';
import type { TuningState } from './state.ts';
import { onRobot, settled, tuned } from './values.ts';

/** A connection that stays away longer than this disarms, ms. */
export const disarmAfterOfflineMs = 10_000;
/** A page that stays hidden longer than this disarms, ms: nobody is looking. */
export const disarmAfterHiddenMs = 120_000;
/** A robot that confirms has this long to do so before the value is sent again, ms. */
export const confirmWithinMs = 1_000;
/** Sends of one value before it counts as not confirmed. */
export const attempts = 3;
/** At most `writesPerWindow` writes leave in any window of this length, ms. */
export const writeWindowMs = 1_000;
export const writesPerWindow = 5;

/** What is due now, whatever the input was: safety first, then the writes, then the next question. */
export function pursue(state: TuningState, now: Situation): Outcome {
  const disarm = disarmCause(state, now);
  if (disarm !== null)
    return {
      happenings: [{ type: 'disarmed', cause: disarm }],
      commands: [
        { type: 'cancel-suggest' },
        { type: 'tell', notice: { kind: 'disarmed', cause: disarm } },
      ],
    };
  const baseline = baselineDue(state);
  if (baseline !== null) return { happenings: [baseline], commands: [] };
  if (writeBar(state, now) !== null)
    return now.thinking === null
      ? nothing
      : { happenings: [], commands: [{ type: 'cancel-suggest' }] };
  const writes = writesDue(state, now);
  return {
    happenings: writes.happenings,
    commands: [...writes.commands, ...questionDue(state, now)],
  };
}

/** Why an armed tuner may not stay armed; null while it may. */
function disarmCause(
  state: TuningState,
  now: Situation,
): Extract<DisarmCause, 'match' | 'e-stop' | 'connection-lost' | 'hidden' | 'viewer'> | null {
  if (!state.armed) return null;
  if (now.robot.kind === 'known' && now.robot.fms) return 'match';
  if (now.robot.kind === 'known' && now.robot.eStop) return 'e-stop';
  if (!now.writer) return 'viewer';
  if (state.offlineSinceMs !== null && now.nowMs - state.offlineSinceMs >= disarmAfterOfflineMs)
    return 'connection-lost';
  if (now.hiddenSinceMs !== null && now.nowMs - now.hiddenSinceMs >= disarmAfterHiddenMs)
    return 'hidden';
  return null;
}

/** The baseline is what the robot had when all tuned coefficients had been read for the first time. */
function baselineDue(state: TuningState): Happening | null {
  if (state.baseline !== null || state.online === null) return null;
  const coefficients = tuned(state);
  const values = coefficients.map(({ topic }) => [topic, onRobot(state, topic)] as const);
  return coefficients.length > 0 && values.every(([, value]) => value !== undefined)
    ? { type: 'baseline', values: Object.fromEntries(values) as Record<string, number> }
    : null;
}

function writesDue(state: TuningState, now: Situation): Outcome {
  const happenings: Happening[] = [];
  const commands: Command[] = [];
  let room = writesPerWindow - recentWrites(state, now);
  for (const { topic, min, max } of tuned(state)) {
    const write = state.writes[topic];
    if (write === undefined || !(write.value >= min && write.value <= max)) continue;
    const { value, phase } = write;
    if (phase.kind === 'proposed') {
      if (room-- > 0) commands.push({ type: 'write', topic, value, attempt: 1 });
    } else if (phase.kind === 'sent' && state.confirms[topic] === true) {
      if (now.nowMs - phase.atMs < confirmWithinMs) continue;
      if (phase.attempt >= attempts) {
        happenings.push({ type: 'unconfirmed', topic, value });
        commands.push({ type: 'tell', notice: { kind: 'unconfirmed', topic, value } });
      } else if (room-- > 0)
        commands.push({ type: 'write', topic, value, attempt: phase.attempt + 1 });
    }
  }
  return { happenings, commands };
}

const recentWrites = (state: TuningState, now: Situation): number =>
  state.sendTimesMs.filter((atMs) => now.nowMs - atMs < writeWindowMs).length;

function questionDue(state: TuningState, now: Situation): readonly Command[] {
  const { settings } = state;
  const trial = state.trial?.number ?? 0;
  if (settings === null || state.hold || state.baseline === null || !settled(state)) return [];
  const wanted =
    state.asked ||
    (settings.autotune &&
      state.shootingTrial === trial &&
      state.trialShots >= settings.shotsPerTrial);
  if (!wanted || now.thinking?.trial === trial) return [];
  const request = requestFor(state);
  return request === null
    ? []
    : [{ type: 'suggest', trial, seed: seedFor(settings.seed, trial), request }];
}
