import type { SuggestRequest } from '../bayes-opt/request.ts';
import type { Coefficient } from './coefficient.ts';
import { destinationOf, firstClosed, fitted } from './destination.ts';
import type { DisarmCause, Happening } from './events.ts';
import { finishedNotice } from './go-to.ts';
import { isLocked, writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Command } from './input.ts';
import { nothing } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import { attempts, confirmWithinMs, elapsedMs, writesPerWindow, writeWindowMs } from './pace.ts';
import { proposalDue, requestFor } from './request.ts';
import { standingAnswer } from './restart.ts';
import type { TuningState } from './state.ts';
import { turnDue } from './turn-over.ts';
import { acknowledges, allRead, onRobot, settled, tuned } from './values.ts';
import { conflictsDue } from './write-conflict.ts';
import { writeTopic } from './write-topic.ts';
import { phaseThere } from './writes.ts';

/** A connection that stays away longer than this disarms, ms. */
export const disarmAfterOfflineMs = 10_000;
/** A page that stays hidden longer than this disarms, ms: nobody is looking. */
export const disarmAfterHiddenMs = 120_000;
/**
 * What is due now, whatever the input was: safety first, then the writes, then the next question.
 * @param mayWrite false while it is not yet known which of the ordered writes have left.
 */
export function pursue(state: TuningState, now: Situation, mayWrite: boolean): Outcome {
  const steps = stepsDue(state, now, mayWrite);
  const withdrawn = withdrawalDue(state, steps.happenings);
  return {
    happenings: [...withdrawn.happenings, ...steps.happenings],
    commands: [...withdrawn.commands, ...steps.commands],
  };
}

/** A proposal that can't be accepted any more is taken away, with a word: what it was made from has changed, or the turn is about to go on. */
function withdrawalDue({ proposal }: TuningState, due: readonly Happening[]): Outcome {
  if (proposal === null) return nothing;
  const why = proposal.stale ?? (due.some(({ type }) => type === 'turn') ? 'turn' : null);
  if (why === null) return nothing;
  return {
    happenings: [{ type: 'proposal-withdrawn', why }],
    commands: [{ type: 'tell', notice: { kind: 'proposal-withdrawn', why } }],
  };
}

function stepsDue(state: TuningState, now: Situation, mayWrite: boolean): Outcome {
  const disarm = disarmCause(state, now);
  if (disarm !== null)
    return {
      happenings: [{ type: 'disarmed', cause: disarm }],
      commands: [
        { type: 'cancel-suggest' },
        { type: 'tell', notice: { kind: 'disarmed', cause: disarm } },
      ],
    };
  const { finishing } = state;
  if (finishing !== null && settled(state))
    return {
      happenings: [{ type: 'disarmed', cause: 'finished' }],
      commands: [
        { type: 'cancel-suggest' },
        { type: 'tell', notice: finishedNotice(state, finishing) },
      ],
    };
  const conflicts = conflictsDue(state, now);
  if (conflicts.length > 0)
    return {
      happenings: conflicts,
      commands: [{ type: 'cancel-suggest' }, ...conflicts.flatMap(conflictNotice)],
    };
  const baseline = baselineDue(state);
  if (baseline !== null) return { happenings: [baseline], commands: [] };
  const answer = standingAnswer(state);
  if (answer.happenings.length > 0) return answer;
  if (writeBar(state, now) !== null)
    return now.thinking === null
      ? nothing
      : { happenings: [], commands: [{ type: 'cancel-suggest' }] };
  const turn = turnDue(state);
  if (turn.length > 0)
    return {
      happenings: turn,
      commands: now.thinking === null ? [] : [{ type: 'cancel-suggest' }],
    };
  const writes = mayWrite ? writesDue(state, now) : nothing;
  return {
    happenings: writes.happenings,
    commands: [...writes.commands, ...questionDue(state, now)],
  };
}

function conflictNotice(happening: Happening): readonly Command[] {
  if (happening.type !== 'write-conflict') return [];
  const { topic, how } = happening;
  return [{ type: 'tell', notice: { kind: 'write-conflict', topic, how } }];
}

/** Why an armed tuner may not stay armed; null while it may. */
function disarmCause(
  state: TuningState,
  now: Situation,
): Extract<DisarmCause, 'match' | 'e-stop' | 'connection-lost' | 'hidden' | 'viewer'> | null {
  if (!state.armed) return null;
  if (isLocked(state, now)) return 'match';
  if (now.robot.kind === 'known' && now.robot.eStop) return 'e-stop';
  if (!now.writer) return 'viewer';
  if (
    state.offlineSinceMs !== null &&
    elapsedMs(state.offlineSinceMs, now.nowMs) >= disarmAfterOfflineMs
  )
    return 'connection-lost';
  if (now.hiddenSinceMs !== null && elapsedMs(now.hiddenSinceMs, now.nowMs) >= disarmAfterHiddenMs)
    return 'hidden';
  return null;
}

/** The baseline is what the robot had when all tuned coefficients had been read for the first time. */
function baselineDue(state: TuningState): Happening | null {
  const { baseline } = state;
  if (state.online === null || allRead(state)) return null;
  const values = tuned(state)
    .filter(({ topic }) => baseline === null || own(baseline, topic) === undefined)
    .map(({ topic }) => [topic, onRobot(state, topic)] as const);
  return values.length > 0 &&
    values.every((entry): entry is [string, number] => entry[1] !== undefined)
    ? { type: 'baseline', values: Object.fromEntries(values) }
    : null;
}

function writesDue(state: TuningState, now: Situation): Outcome {
  const happenings: Happening[] = [];
  const commands: Command[] = [];
  const room = writesPerWindow - recentWrites(state, now);
  // A trial's values leave together: a robot that shoots with half of them would waste its shots.
  const allOpen = tuned(state).every(
    (coefficient) =>
      own(state.writes, coefficient.topic)?.phase.kind !== 'proposed' ||
      destinationOf(now, coefficient).kind === 'open',
  );
  const mayBegin = room >= Math.min(proposedCount(state), writesPerWindow);
  /** Topics that are written now: numbers of one list leave in one write. */
  const written = new Set<string>();
  const mayLeave = (topic: string): boolean => {
    const to = writeTopic(topic);
    if (!written.has(to) && written.size >= room) return false;
    written.add(to);
    return true;
  };
  for (const coefficient of tuned(state)) {
    const { topic, min, max } = coefficient;
    const write = own(state.writes, topic);
    if (write === undefined || !(write.value >= min && write.value <= max)) continue;
    const { value, phase } = write;
    if (phase.kind === 'proposed') {
      const fits = fitting(now, coefficient, value);
      if (!allOpen || fits === null) continue;
      if (fits !== value) happenings.push({ type: 'adjusted', topic, value, fits });
      const isThere = fits !== value && phaseThere(state, topic, fits).kind !== 'proposed';
      if (!isThere && mayBegin && mayLeave(topic))
        commands.push({ type: 'write', topic, value: fits, attempt: 1 });
    } else if (phase.kind === 'sent' && acknowledges(state, topic)) {
      if (elapsedMs(phase.atMs, now.nowMs) < confirmWithinMs) continue;
      if (phase.attempt >= attempts) {
        happenings.push({ type: 'unconfirmed', topic, value });
        const acknowledged = own(state.acknowledged, topic)?.value ?? null;
        const notice = { kind: 'unconfirmed', topic, value, acknowledged } as const;
        commands.push({ type: 'tell', notice });
      } else if (mayLeave(topic))
        commands.push({ type: 'write', topic, value, attempt: phase.attempt + 1 });
    }
  }
  return { happenings, commands };
}

/** The number that leaves for a value on the robot as it is now; null while none can. */
function fitting(now: Situation, coefficient: Coefficient, value: number): number | null {
  const destination = destinationOf(now, coefficient);
  return destination.kind === 'open' ? fitted(coefficient, value, destination.type) : null;
}

const proposedCount = (state: TuningState): number =>
  new Set(
    Object.entries(state.writes).flatMap(([topic, { phase }]) =>
      phase.kind === 'proposed' ? [writeTopic(topic)] : [],
    ),
  ).size;

const recentWrites = (state: TuningState, now: Situation): number =>
  state.sendTimesMs.filter((atMs) => elapsedMs(atMs, now.nowMs) < writeWindowMs).length;

function questionDue(state: TuningState, now: Situation): readonly Command[] {
  const { settings } = state;
  if (settings === null || !proposalDue(state))
    return now.thinking === null ? [] : [{ type: 'cancel-suggest' }];
  const trial = state.trial?.number ?? 0;
  // Values that can't leave need no successors.
  if (!settled(state) || now.thinking?.trial === trial || firstClosed(state, now) !== null)
    return [];
  const request = requestFor(state);
  return request === null
    ? []
    : [{ type: 'suggest', trial, seed: settings.seed, request: ofTypes(state, now, request) }];
}

/** The question for a robot whose topics are what they are now: of one that takes whole numbers, only those are asked for. */
function ofTypes(state: TuningState, now: Situation, request: SuggestRequest): SuggestRequest {
  const takesWhole = tuned(state).map((coefficient) => {
    const destination = destinationOf(now, coefficient);
    return destination.kind === 'open' && destination.type === 'int';
  });
  return takesWhole.includes(true)
    ? {
        ...request,
        space: request.space.map((range, at) =>
          takesWhole[at] ? { ...range, integer: true } : range,
        ),
      }
    : request;
}
