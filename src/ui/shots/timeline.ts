import type { TuningEvent } from '../../core/tuning/events.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import { finishedMark } from '../comparison/going-words.ts';
import { withdrawnWords } from '../approval-words.ts';
import { disarmWords } from '../text.ts';

/** One line of the list: a shot, or something that happened between shots. */
type Entry =
  | {
      readonly kind: 'shot';
      readonly record: ShotRecord;
      /** In the order of the shots, from 1. */
      readonly number: number;
    }
  | {
      readonly kind: 'mark';
      readonly seq: number;
      readonly atMs: number;
      readonly glyph: string;
      readonly words: string;
    };

/** A page of the list. */
export interface Page {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** How many pages there are, at least 1. */
  readonly pages: number;
}

/**
 * A page of the shots, newest first, with what happened between them. Only what is on the page is looked at.
 * @param events the log; the event of place n has `seq` n.
 * @param page from 0, the newest; a page beyond the last is the last.
 * @param pageShots shots on a page.
 */
export function timelinePage(
  shots: readonly ShotRecord[],
  events: readonly TuningEvent[],
  page: number,
  pageShots: number,
): Page {
  const pages = Math.max(1, Math.ceil(shots.length / pageShots));
  const end = shots.length - Math.min(page, pages - 1) * pageShots;
  const start = Math.max(0, end - pageShots);
  const fromSeq = start === 0 ? 0 : shots[start]!.seq;
  const toSeq = shots[end]?.seq ?? events.length;
  const entries: Entry[] = [];
  let next = end - 1;
  for (let seq = toSeq - 1; seq >= fromSeq; seq--) {
    const record = shots[next];
    if (record !== undefined && next >= start && record.seq === seq) {
      entries.push({ kind: 'shot', record, number: next + 1 });
      next--;
      continue;
    }
    const event = events[seq];
    const mark = event === undefined ? null : markOf(event);
    if (event !== undefined && mark !== null)
      entries.push({ kind: 'mark', seq, atMs: event.atMs, ...mark });
  }
  return { entries, pages };
}

/** What the list says of an event that is no shot; null for what happens all the time. */
function markOf(event: TuningEvent): { readonly glyph: string; readonly words: string } | null {
  switch (event.type) {
    case 'online':
      return { glyph: '⇄', words: `Connected to ${event.address}.` };
    case 'offline':
      return {
        glyph: '⇹',
        words: event.why === '' ? 'The link ended.' : `Link lost: ${event.why}`,
      };
    case 'code-restarted':
    case 'robot-restarted':
      return { glyph: '↻', words: 'The robot restarted.' };
    case 'restart-answered':
      return {
        glyph: '↻',
        words: {
          best: 'After the restart: back to the best values.',
          trial: "After the restart: on with the trial's values.",
          adopt: "After the restart: the robot's own values.",
        }[event.choice],
      };
    case 'match':
      return event.match === null
        ? { glyph: '⚑', words: 'The match is over.' }
        : {
            glyph: '⚑',
            words: `Match: ${event.match.event} ${event.match.type} ${event.match.number}.`,
          };
    case 'overridden':
      return { glyph: '⚑', words: 'Said to be no match: writing unlocked for two minutes.' };
    case 'note':
      return { glyph: '✎', words: event.text };
    case 'taken':
      return {
        glyph: '✎',
        words:
          Object.keys(event.values).length === 0
            ? 'Said to be not in robot code, after all.'
            : 'Said to be in robot code now.',
      };
    case 'settings':
      return { glyph: '⚙', words: 'Settings saved.' };
    case 'armed':
      return { glyph: '▶', words: 'Armed.' };
    case 'disarmed':
      return { glyph: '■', words: disarmWords(event.cause) };
    case 'finished':
      return { glyph: '■', words: finishedMark(event.with) };
    case 'turn':
      return {
        glyph: '→',
        words:
          event.topic === null
            ? 'Every coefficient has had its turn.'
            : `${event.topic}: its turn${event.why === 'success' ? ', after a success' : ''}.`,
      };
    case 'proposal-edited':
      return { glyph: '±', words: `${event.topic}: the proposal was changed to ${event.value}.` };
    case 'proposal-accepted':
      return { glyph: '✓', words: 'Proposal accepted.' };
    case 'proposal-refused':
      return { glyph: '✗', words: 'Proposal refused.' };
    case 'proposal-reopened':
      return { glyph: '↶', words: 'The refusal was taken back.' };
    case 'proposal-withdrawn':
      return { glyph: '✗', words: withdrawnWords(event.why) };
    case 'pinned':
      return { glyph: '⌖', words: `Pinned as ${event.name}.` };
    case 'took-over':
      return {
        glyph: '⇄',
        words: `Took the robot over from ${event.from ?? 'another tuner'}${event.known ? '' : '; what it had before that tuned is not known'}.`,
      };
    case 'write-conflict':
      return {
        glyph: '!',
        words: `${event.topic}: robot code, or another dashboard, sets it itself. It is not written any more.`,
      };
    case 'write-conflict-over':
      return { glyph: '→', words: `${event.topic}: may be written again.` };
    case 'acknowledged-no-number':
      return { glyph: '!', words: `${event.topic}: robot code acknowledged ${event.said}.` };
    case 'unconfirmed':
      return {
        glyph: '!',
        words: `${event.topic}: ${event.value} was not acknowledged after three sends.`,
      };
    case 'matched':
      return {
        glyph: '⇄',
        words: 'A tap from while the robot was away is of a shot that it told of later.',
      };
    case 'shot':
    case 'shot-amended':
    case 'label':
    case 'void':
    case 'undo':
    case 'trial':
    case 'proposal':
    case 'pin-renamed':
    case 'pin-removed':
    case 'pin-returned':
    case 'verdict':
    case 'baseline':
    case 'adjusted':
    case 'sent':
    case 'confirmed':
    case 'observed':
    case 'other-session':
    case 'asked':
    case 'hold':
      return null;
  }
}
