import type { Suggestion } from '../bayes-opt/request.ts';
import type { Values } from './coefficient.ts';
import type { ClosedWhy } from './destination.ts';
import type {
  ConflictSign,
  FinishChoice,
  MatchLabel,
  RestartChoice,
  RestartSign,
  Settings,
  WithdrawalCause,
} from './events.ts';
import type { GateReason } from './gate.ts';
import type { IncomingLabel, IncomingShot } from './incoming-shot.ts';
import type { SessionReport } from './other-session.ts';
import type { Button, Panel, PressFault } from './remote.ts';
import type { Label, MissDirection } from './shot.ts';
import type { SuggestRequest } from '../bayes-opt/request.ts';

/** Everything that can happen to a session: what the operator does, and what the borders report. */
export type Input =
  /** A tap on HIT or MISS; `id` is new for each tap, `serverUs` the robot's clock at the tap. */
  | {
      readonly type: 'tap';
      readonly id: string;
      readonly label: Exclude<Label, 'none'>;
      readonly direction: MissDirection | null;
      readonly distanceM: number | null;
      readonly serverUs: number | null;
    }
  | {
      readonly type: 'relabel';
      readonly shotId: string;
      readonly label: Label;
      readonly direction: MissDirection | null;
    }
  | { readonly type: 'void'; readonly shotId: string }
  /** A stream of `of` shots of which `made` hit; `id` is new for each. */
  | {
      readonly type: 'burst';
      readonly id: string;
      readonly made: number;
      readonly of: number;
      readonly distanceM: number | null;
      readonly serverUs: number | null;
    }
  | { readonly type: 'undo' }
  | { readonly type: 'arm' }
  | { readonly type: 'disarm' }
  /** The page was loaded: whatever the log says, nobody has armed this page. */
  | { readonly type: 'resume' }
  | { readonly type: 'hold'; readonly on: boolean }
  | { readonly type: 'next' }
  /** Another laptop that tunes the robot said where its session stands. */
  | { readonly type: 'other-session'; readonly report: SessionReport }
  /** This laptop has the robot now, which another had; `known` where this one had it before, too. */
  | { readonly type: 'took-over'; readonly from: string | null; readonly known: boolean }
  /** The operator's answer to a proposal, a change of it before that, and a refusal taken back. */
  | { readonly type: 'accept' }
  | { readonly type: 'refuse' }
  | { readonly type: 'edit-proposal'; readonly topic: string; readonly value: number }
  | { readonly type: 'reopen-proposal' }
  /** Keeps what the robot has now, or the best, under a name; `id` is new for each. */
  | {
      readonly type: 'pin';
      readonly id: string;
      readonly of: PinSource;
      readonly name: string;
    }
  | { readonly type: 'rename-pin'; readonly id: string; readonly name: string }
  | { readonly type: 'remove-pin'; readonly id: string }
  | { readonly type: 'return-pin'; readonly id: string }
  | { readonly type: 'restore-pin'; readonly id: string }
  /** The attached field is no match: writing is unlocked for a while. */
  | { readonly type: 'override' }
  /** One at a time: on to the next coefficient, back to the one before, or to any. */
  | { readonly type: 'skip' }
  | { readonly type: 'previous' }
  | { readonly type: 'turn-to'; readonly topic: string }
  /** A button on another dashboard; `ageUs` since the press, null where it is from before this connection. */
  | {
      readonly type: 'press';
      readonly button: Button;
      readonly panel: Panel;
      readonly ageUs: number | null;
    }
  /** Fine tuning, set on another dashboard. */
  | { readonly type: 'fine-tune'; readonly panel: Panel; readonly ageUs: number | null }
  /** The tuner's own switch, thrown on another dashboard. */
  | { readonly type: 'switch'; readonly on: boolean; readonly ageUs: number | null }
  | { readonly type: 'go-to'; readonly target: Target }
  /** Back to the values from before a person chose the present ones. */
  | { readonly type: 'go-back' }
  | { readonly type: 'finish'; readonly with: FinishChoice }
  | { readonly type: 'set'; readonly topic: string; readonly value: number }
  | { readonly type: 'configure'; readonly settings: Settings }
  | { readonly type: 'answer-restart'; readonly choice: RestartChoice }
  /** These values were taken into robot code; none: they were not, after all. */
  | { readonly type: 'take'; readonly values: Values }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'robot-shot'; readonly shot: IncomingShot }
  | { readonly type: 'robot-label'; readonly late: IncomingLabel }
  /** More arrived of a shot that the robot reported before. */
  | { readonly type: 'robot-amendment'; readonly shot: IncomingShot }
  /** The robot published a coefficient's value (or another dashboard did). */
  | {
      readonly type: 'observed';
      readonly topic: string;
      readonly value: number;
      readonly serverUs: number;
    }
  /** The robot's code acknowledged the value it uses, which may be NaN or infinite. */
  | {
      readonly type: 'applied';
      readonly topic: string;
      readonly value: number;
      readonly serverUs: number;
    }
  | { readonly type: 'online'; readonly address: string; readonly serverUs: number }
  | { readonly type: 'offline'; readonly why: string }
  /** The robot's program is another one than before, though its clock went on. */
  | {
      readonly type: 'began-anew';
      readonly sign: Extract<RestartSign, 'start-stamp' | 'topic-id' | 'announced-again'>;
    }
  | { readonly type: 'match'; readonly match: MatchLabel | null }
  /** A write left for the robot. One that could not leave is simply due again. */
  | {
      readonly type: 'written';
      readonly topic: string;
      readonly value: number;
      readonly attempt: number;
      readonly serverUs: number;
    }
  | {
      readonly type: 'suggested';
      readonly trial: number;
      readonly seed: number;
      readonly suggestion: Suggestion;
    }
  /** Time has passed, or something in the situation changed. */
  | { readonly type: 'tick' };

/** The sets of values that are one tap away. */
export type Target = 'best' | 'baseline' | 'code-default';

/** How far the values came that are to stay: robot code said that it uses them, they were sent or were there, or some are missing. */
export type Arrival = 'confirmed' | 'sent' | 'missing';
/** What a pin keeps. */
export type PinSource = 'robot' | 'best';

/** What the borders are to do. */
export type Command =
  | {
      readonly type: 'write';
      readonly topic: string;
      readonly value: number;
      readonly attempt: number;
    }
  /** Ask the optimizer; a question it still works on is dropped. */
  | {
      readonly type: 'suggest';
      readonly trial: number;
      readonly seed: number;
      readonly request: SuggestRequest;
    }
  | { readonly type: 'cancel-suggest' }
  /** Tell all values of this connection again: what was known of the robot holds no longer. */
  | { readonly type: 'read-again' }
  | { readonly type: 'tell'; readonly notice: Notice };

/** Something the operator should read. */
export type Notice =
  | { readonly kind: 'refused'; readonly input: Input['type']; readonly why: GateReason }
  | { readonly kind: 'nothing-to-undo' }
  | { readonly kind: 'undone'; readonly act: 'shot' | 'label' | 'void'; readonly shot: number }
  | { readonly kind: 'burst-undone'; readonly act: 'shot' | 'label'; readonly shots: number }
  /** Fewer of the robot's shots wait for a result, with the same values, than a burst of so many. */
  | { readonly kind: 'burst-short'; readonly waiting: number; readonly of: number }
  /** No proposal waits for an answer. */
  | { readonly kind: 'no-proposal' }
  /** One waits already. */
  | { readonly kind: 'proposal-open' }
  | { readonly kind: 'proposal-refused' }
  | { readonly kind: 'proposal-withdrawn'; readonly why: WithdrawalCause }
  /** A change that is larger than one trial may make. */
  | {
      readonly kind: 'beyond-step';
      readonly topic: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  /** Nothing is known to keep. */
  | { readonly kind: 'nothing-to-pin' }
  /** None of its coefficients is tuned now. */
  | { readonly kind: 'pin-not-tuned'; readonly name: string }
  /** Its values are on their way, as that trial. */
  | { readonly kind: 'pin-restored'; readonly name: string; readonly trial: number }
  /** A person set one value, which is on its way; `before` is what it was, or was about to be, where that is known. */
  | {
      readonly kind: 'set-by-hand';
      readonly topic: string;
      readonly value: number;
      readonly before: number | null;
    }
  /** A person chose a set of values, which is on its way as that trial; while it lasts, what was intended before can be brought back. */
  | { readonly kind: 'went-to'; readonly target: Target; readonly trial: number }
  | { readonly kind: 'nothing-to-go-back' }
  /** Tuning is over; `arrival` of the values that were to stay. */
  | { readonly kind: 'finished'; readonly with: FinishChoice; readonly arrival: Arrival }
  | { readonly kind: 'nothing-to-void' }
  /** The next values are being chosen already. */
  | { readonly kind: 'already-asked' }
  | { readonly kind: 'no-best-yet' }
  /** The robot began anew, and what the settings say was done. */
  | { readonly kind: 'restart-answered'; readonly choice: 'trial' | 'adopt' }
  | { readonly kind: 'no-baseline-yet' }
  /** All coefficients are tuned at once: there is no turn to give. */
  | { readonly kind: 'no-turns' }
  /** It has the turn already, is not tuned, or there is none before it. */
  | { readonly kind: 'no-such-turn' }
  | {
      readonly kind: 'press-ignored';
      readonly button: Button | 'FineTuning';
      readonly why: PressFault;
    }
  | {
      readonly kind: 'out-of-bounds';
      readonly topic: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  /** No value can leave for it now. */
  | { readonly kind: 'cannot-leave'; readonly topic: string; readonly why: ClosedWhy }
  | { readonly kind: 'invalid-shots'; readonly run: number; readonly reason: string }
  /** The robot sent something that can't be used; nothing of it became state. */
  | {
      readonly kind: 'robot-trouble';
      readonly about: 'frame' | 'value' | 'type' | 'listener' | 'shot';
      readonly topic: string | null;
      readonly detail: string;
    }
  /** Sent three times; `acknowledged` is what robot code acknowledges instead, null for no number. */
  | {
      readonly kind: 'unconfirmed';
      readonly topic: string;
      readonly value: number;
      readonly acknowledged: number | null;
    }
  /** Others keep setting a coefficient: it is not written any more. */
  | { readonly kind: 'write-conflict'; readonly topic: string; readonly how: ConflictSign }
  /** Robot code acknowledges something that is no number. */
  | { readonly kind: 'acknowledged-no-number'; readonly topic: string; readonly said: string }
  /** Storage works again after a fault; the log has all that was kept in memory meanwhile. */
  | { readonly kind: 'stored-again' }
  | {
      readonly kind: 'disarmed';
      readonly cause: 'match' | 'e-stop' | 'connection-lost' | 'hidden' | 'viewer';
    };
