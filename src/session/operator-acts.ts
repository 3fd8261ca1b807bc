import type { Values } from '../core/tuning/coefficient.ts';
import type { FinishChoice, RestartChoice, Settings } from '../core/tuning/events.ts';
import type { Input, Target } from '../core/tuning/input.ts';
import type { Label, MissDirection } from '../core/tuning/shot.ts';

/** What a person does to a session, where the act alone says all: each is one input. */
export abstract class OperatorActs {
  protected abstract hear(input: Input): void;

  relabel(shotId: string, label: Label, direction: MissDirection | null = null): void {
    this.hear({ type: 'relabel', shotId, label, direction });
  }
  voidShot(shotId: string): void {
    this.hear({ type: 'void', shotId });
  }
  undo(): void {
    this.hear({ type: 'undo' });
  }
  arm(): void {
    this.hear({ type: 'arm' });
  }
  disarm(): void {
    this.hear({ type: 'disarm' });
  }
  hold(on: boolean): void {
    this.hear({ type: 'hold', on });
  }
  /** Asks for the next values now; ends a hold. */
  next(): void {
    this.hear({ type: 'next' });
  }
  /** One at a time: on to the next coefficient, back to the one before, or to any. */
  skip(): void {
    this.hear({ type: 'skip' });
  }
  previous(): void {
    this.hear({ type: 'previous' });
  }
  turnTo(topic: string): void {
    this.hear({ type: 'turn-to', topic });
  }
  goTo(target: Target): void {
    this.hear({ type: 'go-to', target });
  }
  /** Back to the values from before a person chose the present ones. */
  goBack(): void {
    this.hear({ type: 'go-back' });
  }
  /** Ends tuning with these values on the robot. */
  finish(choice: FinishChoice): void {
    this.hear({ type: 'finish', with: choice });
  }
  set(topic: string, value: number): void {
    this.hear({ type: 'set', topic, value });
  }
  /** The answer to the proposal that waits, a change of it, and a refusal taken back. */
  accept(): void {
    this.hear({ type: 'accept' });
  }
  refuse(): void {
    this.hear({ type: 'refuse' });
  }
  editProposal(topic: string, value: number): void {
    this.hear({ type: 'edit-proposal', topic, value });
  }
  reopenProposal(): void {
    this.hear({ type: 'reopen-proposal' });
  }
  renamePin(id: string, name: string): void {
    this.hear({ type: 'rename-pin', id, name });
  }
  removePin(id: string): void {
    this.hear({ type: 'remove-pin', id });
  }
  returnPin(id: string): void {
    this.hear({ type: 'return-pin', id });
  }
  restorePin(id: string): void {
    this.hear({ type: 'restore-pin', id });
  }
  configure(settings: Settings): void {
    this.hear({ type: 'configure', settings });
  }
  /** Says that the attached field is no match: writing is unlocked for a while. */
  override(): void {
    this.hear({ type: 'override' });
  }
  answerRestart(choice: RestartChoice): void {
    this.hear({ type: 'answer-restart', choice });
  }
  /** Says that these values are in robot code now; none: that they are not, after all. */
  take(values: Values): void {
    this.hear({ type: 'take', values });
  }
  note(text: string): void {
    this.hear({ type: 'note', text });
  }
}
