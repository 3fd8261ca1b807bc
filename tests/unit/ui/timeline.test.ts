import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Happening, TuningEvent } from '../../../src/core/tuning/events.ts';
import { foldAll } from '../../../src/core/tuning/fold.ts';
import { timelinePage } from '../../../src/ui/shots/timeline.ts';
import { shotRecord } from './shots.ts';

const shot = (n: number): Happening => ({ type: 'shot', shot: shotRecord(n, 'hit').shot });
const log = (happenings: readonly Happening[]): readonly TuningEvent[] =>
  happenings.map((happening, seq) => ({ ...happening, seq, atMs: seq * 1000 }));
const page = (events: readonly TuningEvent[], number = 0, pageShots = 50) =>
  timelinePage(foldAll(events).shots, events, number, pageShots);

test('a lost link stands between the shots before and after it', () => {
  const events = log([
    { type: 'online', address: '10.12.34.2', serverUs: 1 },
    shot(1),
    { type: 'offline', why: 'No answer.' },
    { type: 'online', address: '10.12.34.2', serverUs: 2 },
    { type: 'robot-restarted', serverUs: 2 },
    shot(2),
  ]);
  const lines = page(events).entries.map((entry) =>
    entry.kind === 'shot' ? `shot ${entry.number}` : entry.words,
  );
  expect(lines).toEqual([
    'shot 2',
    'The robot restarted.',
    'Connected to 10.12.34.2.',
    'Link lost: No answer.',
    'shot 1',
    'Connected to 10.12.34.2.',
  ]);
});

test('the pages together show every shot and every note once, newest first', () => {
  const happening = fc.oneof(
    fc.constant('shot' as const),
    fc.constant('note' as const),
    fc.constant('asked' as const),
  );
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (kinds, size) => {
        const events = log(
          kinds.map((kind, n) =>
            kind === 'shot'
              ? shot(n)
              : kind === 'note'
                ? { type: 'note', text: `${n}` }
                : { type: kind },
          ),
        );
        const { pages } = page(events, 0, size);
        const seqs = Array.from({ length: pages }, (_, n) => page(events, n, size).entries)
          .flat()
          .map((entry) => (entry.kind === 'shot' ? entry.record.seq : entry.seq));
        const shown = events.filter(({ type }) => type !== 'asked').map(({ seq }) => seq);
        expect(seqs).toEqual(shown.reverse());
      },
    ),
    { seed: 4 },
  );
});

test('a page beyond the last is the last', () => {
  const events = log([shot(0), shot(1), shot(2)]);
  expect(page(events, 9, 2)).toEqual(page(events, 1, 2));
});
