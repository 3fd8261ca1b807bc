import { interpretAmendment } from './amendment.ts';
import { interpretAccept, interpretEdit, interpretRefuse, interpretReopen } from './approval.ts';
import { interpretBurst } from './burst.ts';
import { armingBar, mayOverride, writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Input, Notice } from './input.ts';
import { interpretFinish, interpretGoBack, interpretGoTo } from './go-to.ts';
import { happened, nothing, ordered, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import {
  interpretPin,
  interpretRemovePin,
  interpretRenamePin,
  interpretRestorePin,
  interpretReturnPin,
} from './pins.ts';
import { isNews } from './other-session.ts';
import { openProposal } from './proposal.ts';
import { fineTuned, isFresh, pressed } from './remote.ts';
import type { Pressed, PressFault } from './remote.ts';
import { interpretBeganAnew, interpretRestartAnswer } from './restart.ts';
import { interpretApplied, interpretObserved, interpretOnline } from './robot-told.ts';
import { indexOfShot } from './shot-records.ts';
import { interpretLabel, interpretShot, interpretTap } from './shots-in.ts';
import type { TuningState } from './state.ts';
import { interpretSet, interpretSuggestion } from './trials.ts';
import { interpretPrevious, interpretSkip, interpretTurnTo, newRound } from './turn-over.ts';
import { isComplete } from './turns.ts';

/** What an input means by itself: the facts it adds, or the words that refuse it. */
export function interpret(state: TuningState, now: Situation, input: Input): Outcome {
  switch (input.type) {
    case 'tap':
      return interpretTap(state, input);
    case 'burst':
      return interpretBurst(state, input);
    case 'robot-shot':
      return interpretShot(state, input.shot);
    case 'robot-label':
      return interpretLabel(state, input.late);
    case 'robot-amendment': {
      const outcome = interpretAmendment(state, input.shot);
      const isAmended = outcome.happenings.some(({ type }) => type === 'shot-amended');
      return isAmended ? edited(now, outcome) : outcome;
    }
    case 'relabel':
      return relabel(state, now, input);
    case 'void': {
      const record = state.shots[indexOfShot(state, input.shotId)];
      return record === undefined || record.voided
        ? ordered({ type: 'tell', notice: { kind: 'nothing-to-void' } })
        : edited(now, happened({ type: 'void', shotId: input.shotId }));
    }
    case 'undo':
      return undo(state, now);
    case 'arm': {
      if (state.armed) return nothing;
      const bar = armingBar(state, now);
      return bar === null ? happened({ type: 'armed' }) : refused(input, bar);
    }
    case 'disarm':
      return state.armed ? happened({ type: 'disarmed', cause: 'operator' }) : nothing;
    case 'resume':
      return happened(
        ...(state.armed ? [{ type: 'disarmed', cause: 'reload' } as const] : []),
        ...(state.online === null
          ? []
          : [{ type: 'offline', why: 'the page was closed' } as const]),
      );
    case 'hold':
      return input.on === state.hold ? nothing : happened({ type: 'hold', on: input.on });
    case 'override':
      return mayOverride(state, now) ? happened({ type: 'overridden' }) : refused(input, 'match');
    case 'next': {
      const bar = writeBar(state, now);
      if (bar !== null) return refused(input, bar);
      if (openProposal(state) !== null)
        return ordered({ type: 'tell', notice: { kind: 'proposal-open' } });
      if (isComplete(state)) return happened(newRound(state));
      if (state.asked && !state.hold)
        return ordered({ type: 'tell', notice: { kind: 'already-asked' } });
      return happened(
        ...(state.hold ? [{ type: 'hold', on: false } as const] : []),
        ...(state.asked ? [] : [{ type: 'asked' } as const]),
      );
    }
    case 'press': {
      const { button, panel, ageUs } = input;
      return granted(state, now, button, pressed(button, panel, ageUs, state));
    }
    case 'fine-tune': {
      const { panel, ageUs } = input;
      // What was set before this page came is simply not taken over.
      return isFresh(ageUs)
        ? granted(state, now, 'FineTuning', fineTuned(panel, ageUs, state))
        : nothing;
    }
    case 'switch':
      // What a tuner before us left there is nobody's wish.
      return isFresh(input.ageUs)
        ? interpret(state, now, { type: input.on ? 'arm' : 'disarm' })
        : nothing;
    case 'skip':
      return interpretSkip(state, now, input);
    case 'previous':
      return interpretPrevious(state, now, input);
    case 'turn-to':
      return interpretTurnTo(state, now, input);
    case 'go-to':
      return interpretGoTo(state, now, input);
    case 'go-back':
      return interpretGoBack(state, now, input);
    case 'finish':
      return interpretFinish(state, now, input);
    case 'set':
      return interpretSet(state, now, input);
    case 'accept':
      return interpretAccept(state, now, input);
    case 'refuse':
      return interpretRefuse(state);
    case 'edit-proposal':
      return interpretEdit(state, input);
    case 'reopen-proposal':
      return interpretReopen(state);
    case 'pin':
      return interpretPin(state, input);
    case 'rename-pin':
      return interpretRenamePin(state, input);
    case 'remove-pin':
      return interpretRemovePin(state, input);
    case 'return-pin':
      return interpretReturnPin(state, input);
    case 'restore-pin':
      return interpretRestorePin(state, now, input);
    case 'configure':
      return edited(now, happened({ type: 'settings', settings: input.settings }));
    case 'answer-restart':
      return interpretRestartAnswer(state, input);
    case 'take':
      return happened({ type: 'taken', values: input.values });
    case 'note':
      return input.text.trim() === '' ? nothing : happened({ type: 'note', text: input.text });
    case 'observed':
      return interpretObserved(state, now, input);
    case 'applied':
      return interpretApplied(state, now, input);
    case 'online':
      return interpretOnline(state, now, input);
    case 'began-anew':
      return interpretBeganAnew(state, input);
    case 'other-session':
      return isNews(state.otherSession, input.report) ? happened(input) : nothing;
    case 'took-over': {
      const { from, known } = input;
      const isKnown = known || state.otherSession !== null;
      return happened({ type: 'took-over', from, known: isKnown });
    }
    case 'offline':
      return state.online === null ? nothing : happened(input);
    case 'match':
      return sameMatch(state.match, input.match) ? nothing : happened(input);
    case 'written': {
      const { topic, value, attempt, serverUs } = input;
      return happened({ type: 'sent', topic, value, attempt, serverUs });
    }
    case 'suggested':
      return interpretSuggestion(state, now, input);
    case 'tick':
      return nothing;
  }
}

function relabel(
  state: TuningState,
  now: Situation,
  { shotId, label, direction }: Extract<Input, { type: 'relabel' }>,
): Outcome {
  const record = state.shots[indexOfShot(state, shotId)];
  return record === undefined || (record.label === label && record.direction === direction)
    ? nothing
    : edited(now, happened({ type: 'label', shotId, label, direction, by: 'operator' }));
}

function undo(state: TuningState, now: Situation): Outcome {
  const last = state.undo.at(-1);
  if (last === undefined) return ordered({ type: 'tell', notice: { kind: 'nothing-to-undo' } });
  const shot = indexOfShot(state, last.shotId) + 1;
  const { act, fellows = [] } = last;
  const notice: Notice =
    fellows.length > 0 && act !== 'void'
      ? { kind: 'burst-undone', act, shots: fellows.length + 1 }
      : { kind: 'undone', act, shot };
  return edited(now, {
    happenings: [{ type: 'undo', target: last.seq }],
    commands: [{ type: 'tell', notice }],
  });
}

type PressNotice = Extract<Notice, { kind: 'press-ignored' }>;

/** What another dashboard asks for is done as if it was asked here, or refused in words. */
const granted = (
  state: TuningState,
  now: Situation,
  button: PressNotice['button'],
  press: Pressed,
): Outcome => (press.ok ? interpret(state, now, press.input) : ignored(button, press.why));

const ignored = (button: PressNotice['button'], why: PressFault): Outcome =>
  ordered({ type: 'tell', notice: { kind: 'press-ignored', button, why } });

/** What the optimizer is working on has changed: it is asked again, if still wanted, with what holds now. */
const edited = (now: Situation, { happenings, commands }: Outcome): Outcome => ({
  happenings,
  commands: now.thinking === null ? commands : [...commands, { type: 'cancel-suggest' }],
});

const sameMatch = (a: TuningState['match'], b: TuningState['match']): boolean =>
  a === b ||
  (a !== null && b !== null && a.event === b.event && a.type === b.type && a.number === b.number);
