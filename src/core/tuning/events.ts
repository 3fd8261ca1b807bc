import type { ModelKind } from '../bayes-opt/request.ts';
import type { Opening } from '../aim/family/role.ts';
import type { Coefficient, Values } from './coefficient.ts';
import type { LiveDistance } from './live-distance.ts';
import type { NamedSource } from './named-source.ts';
import type { SessionReport } from './other-session.ts';
import type { Automatic, Rule } from './rules.ts';
import type { Label, MissDirection, Shot, ShotLimits } from './shot.ts';

/** How a session tunes. A change is an event, so that a replay knows what held when. */
export interface Settings {
  readonly coefficients: readonly Coefficient[];
  /** Propose by itself after `shotsPerTrial` counted shots; otherwise only when asked. */
  readonly autotune: boolean;
  /** Counted shots of a trial before the next one is proposed. Whole, at least 1. */
  readonly shotsPerTrial: number;
  /** Whether a proposal waits for the operator's yes before anything of it is written; when one is made is a matter of the rules. Older logs lack it. */
  readonly approve: boolean;
  /** Shots of a stream whose hits are counted together, 2 to 30; 0: each shot is tapped. Logs from before there were bursts lack it. */
  readonly burst: number;
  /** All coefficients at once, or one after the other in their order. Logs from before there were turns lack this and the next two. */
  readonly search: 'joint' | 'one-at-a-time';
  /** One at a time: whether, and after how many counted shots of its own, a coefficient that succeeds hands on its turn. */
  readonly autoAdvance: Rule;
  /** Where the rule for all holds whatever a coefficient's own says. */
  readonly forceGlobal: Readonly<Record<Automatic, boolean>>;
  /** The distances that matter, m. */
  readonly distanceM: readonly [number, number];
  /** Whether and how often a trial goes back to the baseline, to compare with it. Logs from before it could be said lack it. */
  readonly comparison: ComparisonRule;
  /** What is shot at; null: nobody said. Logs from before there were goals lack it. */
  readonly goal: Opening | null;
  /** Where in the goal to aim. Logs from before it could be said lack it. */
  readonly bias: Bias;
  readonly limits: ShotLimits;
  /** Where the robot tells its distance now. Logs from before it could be chosen lack it. */
  readonly liveDistance: LiveDistance;
  /** Ways in which the robot tells of shots, beside those it always is asked by. Logs from before there were any lack it. */
  readonly shotSources: readonly NamedSource[];
  /** Whether the robot is asked to wait for the log, and for new values, between shots. */
  readonly interlocks: { readonly shotLogged: boolean; readonly coefficientsUpdated: boolean };
  /** What is done when the robot began anew: a person is asked, or that answer holds. Logs from before it could be said lack it. */
  readonly afterRestart: 'ask' | Extract<RestartChoice, 'trial' | 'adopt'>;
  /** The operator's word that a robot without a known state is a bench or a simulation. */
  readonly benchMode: boolean;
  /** Seed of every random draw of the session, u32. */
  readonly seed: number;
}

/** Where in the goal to aim: towards its bottom or top, by that share of half its opening, 0 to 1. */
export interface Bias {
  readonly towards: 'center' | 'up' | 'down';
  readonly amount: number;
}

/** When a trial goes back to the baseline: while it is in doubt whether the best is better, never, or one in `trials`, at least 2. */
export type ComparisonRule =
  | { readonly kind: 'doubt' }
  | { readonly kind: 'never' }
  | { readonly kind: 'every'; readonly trials: number };

/** Why a trial's values were chosen. */
export type TrialKind =
  | 'baseline'
  | 'proposal'
  /** Proposed, and changed by the operator before it was accepted. */
  | 'edited'
  | 'best'
  | 'code-default'
  | 'manual'
  /** What was on its way before a person chose others. */
  | 'former'
  /** Another laptop tuned the robot before this one did. */
  | 'other-laptop'
  | 'restart';

/** Why a proposal can't be accepted any more: what it was made from holds no longer. */
export type WithdrawalCause =
  /** The settings changed, its bounds perhaps. */
  | 'settings'
  /** Other values were chosen. */
  | 'other-values'
  /** Another coefficient has its turn. */
  | 'turn'
  /** Tuning is over. */
  | 'finished'
  /** The robot, or another dashboard, changed a value. */
  | 'robot-values'
  | 'restart';

/** Why these values: what the words on the screen are made of. */
export type TrialReason =
  /** Chosen by a person or by where the robot stood; the kind of the trial says it all. */
  | { readonly kind: 'chosen' }
  /** Trying a coefficient up or down where the model is unsure. */
  | {
      readonly kind: 'explore';
      readonly topic: string;
      readonly direction: 'up' | 'down';
      readonly rate: RateInterval;
    }
  /** Close to the best known. */
  | { readonly kind: 'refine'; readonly rate: RateInterval }
  /** At the baseline again, or on the way to it, to see whether the best is better. */
  | { readonly kind: 'compare'; readonly rate: RateInterval };

/** Why the tuner was disarmed, or could not be armed. */
export type DisarmCause =
  'operator' | 'finished' | 'match' | 'e-stop' | 'connection-lost' | 'hidden' | 'reload' | 'viewer';

/** The values that are to stay on the robot when tuning is over. */
export type FinishChoice = 'best' | 'baseline' | 'as-is';

/** Why the turn goes to another coefficient: the round begins, success, the operator's word, or other coefficients are tuned now. */
export type TurnCause = 'begin' | 'success' | 'skip' | 'back' | 'chosen' | 'settings';

/** The answer to "the robot restarted: which values now?" */
export type RestartChoice = 'best' | 'trial' | 'adopt';

/** What shows that robot code began anew though the robot's clock went on. */
export type RestartSign =
  /** A record of a shot has another boot. */
  | 'boot'
  /** A coefficient has a default (stamp 0) where it had a stamped value. */
  | 'weak-default'
  /** A coefficient was set to the value in robot code while the page was away. */
  | 'code-value'
  /** What a program writes once, when it begins, has another stamp. */
  | 'start-stamp'
  /** The server gives a coefficient's topic another number, or the topic has another type. */
  | 'topic-id'
  /** A coefficient's topic went and came back within a connection. */
  | 'announced-again';

/** How it shows that others keep setting a coefficient: what we write is put back at once, or it changes all the time. */
export type ConflictSign = 'reverted' | 'changing';

/** What a match or practice is called, on every row while it lasts. */
export interface MatchLabel {
  readonly event: string;
  readonly type: 'none' | 'practice' | 'qualification' | 'elimination';
  readonly number: number;
}

/** What happened, without its place in the log. */
export type Happening =
  | { readonly type: 'settings'; readonly settings: Settings }
  /** What the robot had before tuning, of coefficients that had not been read before. */
  | { readonly type: 'baseline'; readonly values: Values }
  | { readonly type: 'shot'; readonly shot: Shot }
  /** More of a shot arrived after it was logged: the shot with that id, as it is known from here on. */
  | { readonly type: 'shot-amended'; readonly shot: Shot }
  | {
      readonly type: 'label';
      readonly shotId: string;
      readonly label: Label;
      readonly direction: MissDirection | null;
      readonly by: 'operator' | 'robot';
      /** The burst it was counted in: then it is one of so many hits, and which shot has it means nothing. */
      readonly burst?: string | undefined;
    }
  | { readonly type: 'void'; readonly shotId: string }
  /** A tap made while the robot was away is of a shot that the robot told of later: the tap counts no more. */
  | { readonly type: 'matched'; readonly tap: string; readonly shotId: string }
  /** Takes back the event with that sequence number: a shot, a label or a void; of a burst, all of it. */
  | { readonly type: 'undo'; readonly target: number }
  | {
      readonly type: 'trial';
      readonly trial: number;
      readonly kind: TrialKind;
      readonly values: Values;
      readonly reason: TrialReason;
      /** Seed the suggestion was made with; null for a trial not made by the optimizer. */
      readonly seed: number | null;
    }
  /** Next values that wait for the operator's yes. Nothing of them is written before. */
  | {
      readonly type: 'proposal';
      /** The trial that they would follow. */
      readonly after: number;
      /** The model's next values, or the best of a turn that is over. */
      readonly kind: 'proposal' | 'best';
      readonly values: Values;
      readonly reason: TrialReason;
      readonly seed: number | null;
    }
  | { readonly type: 'proposal-edited'; readonly topic: string; readonly value: number }
  /** The trial that comes of it follows. */
  | { readonly type: 'proposal-accepted' }
  | { readonly type: 'proposal-refused' }
  /** The refusal is taken back: it waits for an answer again. */
  | { readonly type: 'proposal-reopened' }
  | { readonly type: 'proposal-withdrawn'; readonly why: WithdrawalCause }
  /** A set of values that was given a name, to come back to. */
  | {
      readonly type: 'pinned';
      readonly pin: string;
      readonly name: string;
      readonly values: Values;
    }
  | { readonly type: 'pin-renamed'; readonly pin: string; readonly name: string }
  | { readonly type: 'pin-removed'; readonly pin: string }
  /** Its removal is taken back. */
  | { readonly type: 'pin-returned'; readonly pin: string }
  /** One at a time: whose turn it is from here on; null when all have had theirs. */
  | { readonly type: 'turn'; readonly topic: string | null; readonly why: TurnCause }
  /** What the model thinks, when it was last asked; `best` is the incumbent. */
  | { readonly type: 'verdict'; readonly verdict: Verdict }
  | {
      readonly type: 'sent';
      readonly topic: string;
      readonly value: number;
      readonly attempt: number;
      readonly serverUs: number;
    }
  /** A value that was to be sent is none that the topic, as it is now, can take: the nearest one that it takes is sent instead. */
  | {
      readonly type: 'adjusted';
      readonly topic: string;
      readonly value: number;
      readonly fits: number;
    }
  /** The robot said that its code uses this value, at that time of its clock. */
  | {
      readonly type: 'confirmed';
      readonly topic: string;
      readonly value: number;
      readonly serverUs: number;
      /** Where it said so: on its acknowledge topic, which follows at once, or with a shot, whenever one comes. */
      readonly by: 'acknowledgement' | 'shot';
    }
  /** The robot's code acknowledged something that is no number, e.g. NaN. */
  | {
      readonly type: 'acknowledged-no-number';
      readonly topic: string;
      readonly said: string;
      readonly serverUs: number;
    }
  /** Sent three times and never confirmed by a robot that could. */
  | { readonly type: 'unconfirmed'; readonly topic: string; readonly value: number }
  /** A value that the robot, or another dashboard, published. */
  | {
      readonly type: 'observed';
      readonly topic: string;
      readonly value: number;
      readonly serverUs: number;
    }
  /** Robot code, or another dashboard, keeps setting a coefficient; it had that value then. It is not written any more. */
  | {
      readonly type: 'write-conflict';
      readonly topic: string;
      readonly how: ConflictSign;
      readonly value: number;
    }
  /** Others ceased to set it, or the operator tries again. */
  | { readonly type: 'write-conflict-over'; readonly topic: string }
  /** Another laptop that tunes the robot said where its session stands. */
  | { readonly type: 'other-session'; readonly report: SessionReport }
  /** This laptop took the robot over; `known` where it is known what the robot had before the other tuned it. */
  | { readonly type: 'took-over'; readonly from: string | null; readonly known: boolean }
  /** The operator asks for the next values. */
  | { readonly type: 'asked' }
  | { readonly type: 'armed' }
  | { readonly type: 'disarmed'; readonly cause: DisarmCause }
  | { readonly type: 'hold'; readonly on: boolean }
  /** The operator ends tuning with these values; it is disarmed once they have arrived. */
  | { readonly type: 'finished'; readonly with: FinishChoice }
  | { readonly type: 'online'; readonly address: string; readonly serverUs: number }
  | { readonly type: 'offline'; readonly why: string }
  | { readonly type: 'robot-restarted'; readonly serverUs: number }
  /** Its code began anew under a clock that went on. */
  | {
      readonly type: 'code-restarted';
      /** Of the record that shows it; null for every other sign. */
      readonly boot: string | null;
      /** Absent in logs from when only a boot could show it. */
      readonly sign?: RestartSign | undefined;
    }
  | { readonly type: 'restart-answered'; readonly choice: RestartChoice }
  | { readonly type: 'match'; readonly match: MatchLabel | null }
  /** The operator says that the attached field is no match; it holds for two minutes. */
  | { readonly type: 'overridden' }
  /** The operator says that robot code has these values now; none of them takes that word back. */
  | { readonly type: 'taken'; readonly values: Values }
  | { readonly type: 'note'; readonly text: string };

/** A hit rate between 0 and 1 with its 90 % interval. */
export interface RateInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The model's answers that go with a suggestion. */
export interface Verdict {
  /** The incumbent: best posterior mean over the distances that matter. */
  readonly best: Values;
  readonly bestRate: RateInterval;
  readonly baselineRate: RateInterval;
  /** Of entries of look-up tables: between which values the best lies with 90 %. Absent without a table, and in older logs. */
  readonly bands?: { readonly low: Values; readonly high: Values } | undefined;
  /** How many rows it knew. */
  readonly rows: number;
  /** The model that foretold the last shots better, and so speaks. Absent in logs from before there was a choice. */
  readonly model?: ModelKind | undefined;
}

/** One line of the log: when, in which place, and what. The log is the only truth. */
export type TuningEvent = Happening & {
  /** Place in the session's log, from 0, without gaps. */
  readonly seq: number;
  /** Wall clock, ms since 1970. */
  readonly atMs: number;
};
