import type { TuningEvent } from './events.ts';
import { inCodeAfter } from './in-code.ts';
import { withOtherSession, withTakenOver } from './other-session.ts';
import { withPin } from './pins.ts';
import {
  afterTold,
  overtakenByTrial,
  withProposal,
  withProposalEdited,
  withProposalRefused,
  withProposalReopened,
  withStale,
} from './proposal.ts';
import { hasTuned } from './restart.ts';
import { withAmendment, withChange, withoutAct, withShot } from './shot-records.ts';
import { emptyState } from './state.ts';
import type { TuningState } from './state.ts';
import { withTurn } from './turns.ts';
import { intended } from './values.ts';
import { noConflicts, withConflict, withoutConflict } from './write-conflict.ts';
import {
  withAdjusted,
  withConfirmed,
  withNoNumber,
  withObserved,
  withSent,
  withSettings,
  withTrial,
  withUnconfirmed,
} from './writes.ts';

/** The state that a whole log describes. */
export function foldAll(events: readonly TuningEvent[]): TuningState {
  return events.reduce(fold, emptyState);
}

/**
 * The state after one more event. Never throws: an event that makes no sense (a label for an unknown shot)
 * changes nothing but the place of the next one.
 */
export function fold(before: TuningState, event: TuningEvent): TuningState {
  const inCode = inCodeAfter(before, event);
  const state = { ...before, nextSeq: event.seq + 1, inCode };
  switch (event.type) {
    case 'settings':
      return withStale(withSettings(state, event), 'settings');
    case 'baseline':
      return withBaseline(state, event.values);
    case 'shot':
      return withShot(state, event.seq, event.atMs, event.shot);
    case 'shot-amended':
      return withAmendment(state, event.seq, event.shot);
    case 'label': {
      const { shotId, label, direction, by, seq, burst = null } = event;
      const act = by === 'operator' ? { seq, kind: 'label' as const } : null;
      return withChange(state, shotId, { label, labelledBy: by, direction, burst }, act);
    }
    case 'void':
      return withChange(state, event.shotId, { voided: true }, { seq: event.seq, kind: 'void' });
    case 'matched':
      return withChange(state, event.tap, { voided: true }, null);
    case 'undo':
      return withoutAct(state, event.target);
    case 'trial':
      return withTrial(overtakenByTrial(state), event);
    case 'proposal':
      return withProposal(state, event);
    case 'proposal-edited':
      return withProposalEdited(state, event);
    case 'proposal-accepted':
    case 'proposal-withdrawn':
      return { ...state, proposal: null };
    case 'proposal-refused':
      return withProposalRefused(state);
    case 'proposal-reopened':
      return withProposalReopened(state);
    case 'pinned':
    case 'pin-renamed':
    case 'pin-removed':
    case 'pin-returned':
      return withPin(state, event);
    case 'turn':
      return withTurn(withStale(state, 'turn'), event);
    case 'verdict':
      return { ...state, verdict: event.verdict };
    case 'adjusted':
      return withAdjusted(state, event);
    case 'sent':
      return withSent(state, event);
    case 'confirmed':
      return afterTold(state, withConfirmed(state, event), event.topic);
    case 'acknowledged-no-number':
      return withNoNumber(state, event);
    case 'unconfirmed':
      return withUnconfirmed(state, event);
    case 'observed':
      return afterTold(state, withObserved(state, event), event.topic);
    case 'write-conflict':
      return withStale(withConflict(state, event), 'robot-values');
    case 'write-conflict-over':
      return withoutConflict(state, event.topic);
    case 'other-session':
      return withOtherSession(state, event);
    case 'took-over':
      return withTakenOver(state, event);
    case 'asked':
      return { ...state, asked: true, finishing: null };
    case 'armed':
      return { ...state, armed: true, disarmedBecause: null, finishing: null };
    case 'disarmed':
      return {
        ...state,
        armed: false,
        disarmedBecause: event.cause,
        asked: false,
        finishing: null,
      };
    case 'hold':
      return { ...state, hold: event.on, finishing: event.on ? state.finishing : null };
    case 'finished':
      // A tuner that was not armed has nothing to wait for.
      return withStale({ ...state, finishing: state.armed ? event.with : null }, 'finished');
    case 'online':
      return withRobot(state, event.address, event.serverUs, event.atMs);
    case 'offline':
      return {
        ...state,
        online: null,
        offlineSinceMs: event.atMs,
        overriddenMs: null,
        restartKnown: false,
      };
    case 'robot-restarted':
      return withStale(withoutRobotMemory(state), 'restart');
    case 'code-restarted':
      return withStale(
        event.boot === null
          ? withoutRobotMemory(state)
          : // What it has told since it is back stands; what was on its way was for the code before.
            { ...interrupted(state), boot: event.boot },
        'restart',
      );
    case 'restart-answered':
      return { ...state, restartPending: false, interrupted: null };
    case 'match':
      return {
        ...state,
        match: event.match,
        // A word about the Driver Station's field, given before, is none about the field that the robot tells of now.
        overriddenMs: event.match === null || state.match === null ? null : state.overriddenMs,
      };
    case 'overridden':
      return { ...state, overriddenMs: event.atMs };
    case 'taken':
    case 'note':
      return state;
  }
}

/** What was read first stays the baseline; a coefficient that joins later adds its own. */
function withBaseline(
  state: TuningState,
  values: NonNullable<TuningState['baseline']>,
): TuningState {
  const baseline = { ...values, ...state.baseline };
  return {
    ...state,
    baseline,
    trial: state.trial ?? { number: 0, kind: 'baseline', values, reason: { kind: 'chosen' } },
  };
}

function withRobot(
  state: TuningState,
  address: string,
  serverUs: number,
  atMs: number,
): TuningState {
  return {
    ...state,
    ...noConflicts,
    online: { address },
    offlineSinceMs: null,
    lastOnline: { address, serverUs, atMs },
    robotReports: state.robotReports && state.lastOnline?.address === address,
  };
}

/** Its code runs on its own defaults again: nothing of what it had before is known to hold. */
function withoutRobotMemory(state: TuningState): TuningState {
  return {
    ...interrupted(state),
    known: {},
    otherSession: null,
    acknowledged: {},
    usedByShots: {},
    shootingSinceUs: null,
    robotReports: false,
    boot: null,
  };
}

/** What was on its way was for the program before. The trial it belonged to can be taken up again. */
function interrupted(state: TuningState): TuningState {
  const { trial } = state;
  return {
    ...state,
    ...noConflicts,
    writes: {},
    finishing: null,
    restartPending: hasTuned(state),
    restartKnown: true,
    interrupted:
      state.interrupted ??
      (trial === null || !hasTuned(state)
        ? null
        : { trial: trial.number, values: { ...intended(state), ...trial.values } }),
  };
}
