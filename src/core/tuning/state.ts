import type { Values } from './coefficient.ts';
import type {
  ConflictSign,
  DisarmCause,
  FinishChoice,
  MatchLabel,
  Settings,
  TrialKind,
  TrialReason,
  Verdict,
  WithdrawalCause,
} from './events.ts';
import type { SessionReport } from './other-session.ts';
import type { Label, MissDirection, Shot } from './shot.ts';

/** A shot with what was said of it later. */
export interface ShotRecord {
  readonly shot: Shot;
  readonly seq: number;
  /** Place of the last event that amended it; null where it is as it was logged. */
  readonly amendedSeq: number | null;
  readonly atMs: number;
  readonly label: Label;
  /** The source of the label: what the robot tells later never replaces an operator's. */
  readonly labelledBy: 'operator' | 'robot';
  readonly direction: MissDirection | null;
  readonly voided: boolean;
  /** The burst it was counted in; null for a shot by itself. Within one only the count of hits is known, not which shots they are. */
  readonly burst: string | null;
  /** The trial whose values were on the robot. */
  readonly trial: number;
  readonly match: MatchLabel | null;
}

/** One vector of values that was chosen, and why. */
interface Trial {
  readonly number: number;
  readonly kind: TrialKind;
  readonly values: Values;
  readonly reason: TrialReason;
}

/** What held before the latest trial: it is that again where nothing of the trial could be brought to the robot. */
interface BeforeTrial {
  readonly trial: Trial | null;
  /** What the robot had. */
  readonly values: Values;
}

/** What can be brought back: the values that were there or on their way, and whether they were held. */
interface Former {
  readonly trial: number;
  readonly values: Values;
  readonly hold: boolean;
}

/** Next values that wait for the operator's yes. */
export interface Proposal {
  readonly after: number;
  readonly kind: 'proposal' | 'best';
  /** As they were proposed, and as the operator changed them. */
  readonly proposed: Values;
  readonly values: Values;
  readonly reason: TrialReason;
  readonly seed: number | null;
  /** Why it can't be accepted any more; null while it can. */
  readonly stale: WithdrawalCause | null;
}

/** What was refused since the last trial. */
export interface Refusals {
  readonly times: number;
  /** Counted shots of the trial at the last one: the next proposal comes after as many more as a trial has. */
  readonly atShots: number;
  /** The last one, as long as it could still be accepted. */
  readonly last: Proposal | null;
}

/** A set of values with a name. */
export interface Pin {
  readonly id: string;
  readonly name: string;
  readonly values: Values;
  /** Wall clock, ms. */
  readonly atMs: number;
  /** Place of the event that removed it; null while it is there. */
  readonly removedSeq: number | null;
}

/** Where one coefficient's value stands on its way to the robot. */
export type WritePhase =
  | { readonly kind: 'proposed' }
  | { readonly kind: 'sent'; readonly attempt: number; readonly atMs: number }
  /** Nothing needs to be sent: the robot's server has it, as the robot or another dashboard published it. */
  | { readonly kind: 'there' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'unconfirmed' };

export interface PendingWrite {
  readonly value: number;
  /** What was chosen, where the topic can't take that exactly; absent where it is `value`. */
  readonly chosen?: number;
  readonly phase: WritePhase;
}

/** A value the robot had from a time of its clock on, as far as can be known. */
export interface KnownValue {
  readonly serverUs: number;
  readonly value: number;
  /** Source: sent by us, published on the topic by somebody else, or said by robot code to be what it uses. */
  readonly by: 'sent' | 'server' | 'acknowledgement' | 'shot';
}

/** Last acknowledgement of robot code for a coefficient. */
interface Acknowledgement {
  /** Null where it is no number. */
  readonly value: number | null;
  /** As the robot put it, e.g. `NaN`. */
  readonly said: string;
  readonly serverUs: number;
}

/** Value that a shot was computed with, as the robot reported it. */
interface UsedValue {
  readonly value: number;
  /** Robot clock at the shot, µs. */
  readonly serverUs: number;
}

/** An act of the operator that can be taken back, and what held before it. */
export interface UndoEntry {
  readonly seq: number;
  readonly shotId: string;
  readonly act: 'shot' | 'label' | 'void';
  readonly before: Pick<ShotRecord, 'label' | 'labelledBy' | 'direction' | 'voided' | 'burst'>;
  /** The burst that was counted, and its earlier shots, which are taken back with it; absent for a shot by itself. */
  readonly burst?: string;
  readonly fellows?: readonly Pick<UndoEntry, 'shotId' | 'before'>[];
}

/** What is known of the values that robot code has, and so has again after its next restart. */
export interface InCode {
  /** What the robot told first: before anything was sent, and whenever its program began anew. */
  readonly told: Values;
  /** What the operator says was taken into code since. */
  readonly said: Values;
  /** What the robot had when that was said: no news any more, whatever of it was taken. */
  readonly seen: Values;
}

/** All that a session's log says, folded. Replaced whole, never changed. */
export interface TuningState {
  /** Place of the next event. */
  readonly nextSeq: number;
  readonly settings: Settings | null;
  readonly shots: readonly ShotRecord[];
  readonly trial: Trial | null;
  readonly beforeTrial: BeforeTrial | null;
  /** The trial a shot taken now belongs to: it changes once the values are on the robot. */
  readonly shootingTrial: number;
  /** Robot clock when its values were all there, µs; null when no clock tells, and it has every new shot. */
  readonly shootingSinceUs: number | null;
  /** The trial before it: a shot taken earlier than `shootingSinceUs` that arrives now belongs to it. */
  readonly formerTrial: number;
  /** Shots of `shootingTrial` that count: valid, labelled, not voided. */
  readonly trialShots: number;
  /** One at a time: the coefficient whose turn it is, and the event since which; null before the first turn and after the last. */
  readonly turn: { readonly topic: string; readonly sinceSeq: number } | null;
  /** Topics that have had their turn in this round, in that order. */
  readonly hadTurn: readonly string[];
  readonly baseline: Values | null;
  /** Whether another laptop had tuned the robot before, so that `baseline` is what the robot had when this one came. */
  readonly baselineUnknown: boolean;
  /** What the other laptop that tuned this robot said of its session last; null where none did. */
  readonly otherSession: SessionReport | null;
  /** What was intended before a person, or the end of a turn, chose the present trial's values; null where the optimizer did. */
  readonly former: Former | null;
  /** What tuning ends with, while those values are on their way; null while it is not ending. */
  readonly finishing: FinishChoice | null;
  readonly verdict: Verdict | null;
  /** What waits for the operator's yes; null for nothing. */
  readonly proposal: Proposal | null;
  readonly refusals: Refusals;
  /** Oldest first, removed ones too. */
  readonly pins: readonly Pin[];
  /** Per topic, the last values the robot had, in the order of its clock; at most `knownDepth`. */
  readonly known: Readonly<Record<string, readonly KnownValue[]>>;
  readonly inCode: InCode;
  readonly writes: Readonly<Record<string, PendingWrite>>;
  /** Per topic for which this robot acknowledges what its code reads, without waiting for a shot. */
  readonly acknowledged: Readonly<Record<string, Acknowledgement>>;
  /** Per topic of which this robot's shots report the value that they used, that of the latest shot. */
  readonly usedByShots: Readonly<Record<string, UsedValue>>;
  /** Topics that others keep setting, and how that shows: they are not tuned while it lasts. */
  readonly conflicts: Readonly<Record<string, ConflictSign>>;
  /** Per topic, how many writes in a row others replaced at once. */
  readonly reverted: Readonly<Record<string, number>>;
  /** Per topic, wall clock of the last changes by others, ms; at most `changesKept`. */
  readonly foreignChangesMs: Readonly<Record<string, readonly number[]>>;
  /** Wall clock of the last writes, ms, oldest first; for the rate limit. */
  readonly sendTimesMs: readonly number[];
  readonly armed: boolean;
  readonly disarmedBecause: DisarmCause | null;
  readonly hold: boolean;
  /** The operator asked for the next values and has not got them yet. */
  readonly asked: boolean;
  readonly online: { readonly address: string } | null;
  /** When the link was lost, ms; null while online or before the first connection. */
  readonly offlineSinceMs: number | null;
  /** The robot's clock at the last connection, for telling a restart. */
  readonly lastOnline: {
    readonly address: string;
    readonly serverUs: number;
    readonly atMs: number;
  } | null;
  readonly restartPending: boolean;
  /** Whether a restart was recognised since the last loss of the link: its further signs are no news. */
  readonly restartKnown: boolean;
  /** The trial that the last restart ended, with its values, until the question is answered; null where none was. */
  readonly interrupted: { readonly trial: number; readonly values: Values } | null;
  /** Boot of the robot's code, as the last record of a shot told; null before one did. */
  readonly boot: string | null;
  readonly match: MatchLabel | null;
  /** When the operator said that the attached field is no match, wall clock, ms; null where nobody did. */
  readonly overriddenMs: number | null;
  readonly undo: readonly UndoEntry[];
  /** Invalid shots since the last valid one. */
  readonly invalidRun: number;
  /** Whether this robot has reported shots since its program began. */
  readonly robotReports: boolean;
}

/** Changes by others that are kept per topic: so many in a short time are a topic that is set all the time. */
export const changesKept = 5;

/** Values kept per topic: enough to find what held when a shot that arrives late was taken. */
export const knownDepth = 16;

/** How many acts can be taken back. */
export const undoDepth = 50;

/** Nothing was refused. */
export const noRefusals: Refusals = { times: 0, atShots: 0, last: null };

/** A session about which nothing is known yet. */
export const emptyState: TuningState = {
  nextSeq: 0,
  settings: null,
  shots: [],
  trial: null,
  beforeTrial: null,
  shootingTrial: 0,
  shootingSinceUs: null,
  formerTrial: 0,
  trialShots: 0,
  turn: null,
  hadTurn: [],
  baseline: null,
  baselineUnknown: false,
  otherSession: null,
  former: null,
  finishing: null,
  verdict: null,
  proposal: null,
  refusals: noRefusals,
  pins: [],
  known: {},
  inCode: { told: {}, said: {}, seen: {} },
  writes: {},
  acknowledged: {},
  usedByShots: {},
  conflicts: {},
  reverted: {},
  foreignChangesMs: {},
  sendTimesMs: [],
  armed: false,
  disarmedBecause: null,
  hold: false,
  asked: false,
  online: null,
  offlineSinceMs: null,
  lastOnline: null,
  restartPending: false,
  restartKnown: false,
  interrupted: null,
  boot: null,
  match: null,
  overriddenMs: null,
  undo: [],
  invalidRun: 0,
  robotReports: false,
};
