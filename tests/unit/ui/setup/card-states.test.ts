import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../../src/core/tuning/events.ts';
import { defaultSettings, faultsOf } from '../../../../src/core/tuning/settings.ts';
import { unknownWiring, type Wiring } from '../../../../src/core/tuning/wiring.ts';
import { cardStates, type CardFacts } from '../../../../src/ui/setup/card-states.ts';
import { cards, linkedPage, openedFirst, type Mark } from '../../../../src/ui/setup/cards.ts';
import { goOnWords, readyWords } from '../../../../src/ui/setup/card-words.ts';
import { coefficient, settings, twoCoefficients } from '../../tuning/bench.ts';

const nothing = defaultSettings([], 1);
const goal = { heightM: 2.3, halfOpeningM: 0.2 };
const ready = settings({ coefficients: twoCoefficients, goal });
const read: Wiring = { ...unknownWiring, read: 'yes' };
const wired = (wiring: Wiring) =>
  Object.fromEntries(twoCoefficients.map(({ topic }) => [topic, wiring]));

/** Everything is as it should be, but for what is given; the faults are those of what is typed. */
function states(given: Partial<CardFacts>) {
  const held = given.held === undefined ? ready : given.held;
  const saved = held ?? nothing;
  const typed = given.typed ?? saved;
  return cardStates({
    demo: false,
    link: 'online',
    host: '10.12.34.2',
    stuck: false,
    stranger: false,
    saved,
    faults: faultsOf(typed),
    conflicts: {},
    wirings: wired(read),
    tellsShots: true,
    distanceM: null,
    bar: null,
    skipped: [],
    ...given,
    held,
    typed,
  });
}
const marks = (given: Partial<CardFacts>): readonly Mark[] =>
  cards.map((card) => states(given)[card].mark);
const first = {
  held: null,
  link: 'idle',
  host: null,
  tellsShots: false,
  bar: 'not-set-up',
} as const;

describe('the state of a card', () => {
  test('on a first visit everything is to do, and nothing is wrong', () => {
    expect(marks(first)).toEqual(['to-do', 'to-do', 'to-do', 'to-do', 'to-do']);
  });

  test('with a robot that tells all there is nothing to do', () => {
    expect(marks({})).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  test('what was passed over is skipped until it is done', () => {
    expect(marks({ ...first, skipped: cards })).toEqual(Array(5).fill('skipped'));
    expect(marks({ skipped: cards })).toEqual(Array(5).fill('done'));
  });

  test('what is typed and not saved is to do on its own card, skipped or not', () => {
    const typed: Settings = { ...ready, shotsPerTrial: 3 };
    expect(marks({ typed, skipped: cards })).toEqual(['done', 'done', 'done', 'done', 'to-do']);
    expect(states({ typed }).goal.words).toBe('Not saved yet');
    const more = {
      ...ready,
      coefficients: [...twoCoefficients, coefficient({ topic: '/Tuning/X' })],
    };
    expect(marks({ typed: more })[1]).toBe('to-do');
  });

  test('a fault needs attention on the card where it is mended', () => {
    const coefficients = twoCoefficients.map((one) => ({ ...one, step: -1 }));
    expect(marks({ typed: { ...ready, coefficients } })).toEqual([
      'done',
      'attention',
      'done',
      'done',
      'done',
    ]);
    expect(marks({ typed: { ...ready, shotsPerTrial: 0 } })[4]).toBe('attention');
  });

  test('a robot that is not reached, and one of another team, need attention', () => {
    expect(marks({ link: 'connecting' })[0]).toBe('to-do');
    expect(marks({ link: 'connecting', stuck: true })[0]).toBe('attention');
    expect(marks({ stranger: true })[0]).toBe('attention');
  });

  test('taps need a distance where the robot tells of no shots', () => {
    expect(marks({ tellsShots: false })[2]).toBe('to-do');
    expect(marks({ tellsShots: false, distanceM: 3 })[2]).toBe('done');
  });

  test('wiring that is wrong needs attention; where the robot does not tell, nothing is claimed', () => {
    expect(marks({ wirings: wired({ ...read, read: 'no' }) })[3]).toBe('attention');
    expect(marks({ wirings: wired({ ...read, otherWriters: ['Elastic'] }) })[3]).toBe('attention');
    expect(marks({ wirings: {} })[3]).toBe('skipped');
    expect(marks({ link: 'idle' })[3]).toBe('to-do');
  });

  test('a robot that does not tell its state needs a word on the last card', () => {
    expect(marks({ bar: 'robot-unknown' })[4]).toBe('attention');
  });
});

describe('what is opened', () => {
  const all = (mark: Mark) => ({
    robot: mark,
    what: mark,
    shots: mark,
    wiring: mark,
    goal: mark,
  });
  test('is what was left, else the first card with something to do', () => {
    expect(openedFirst('wiring', all('to-do'))).toBe('wiring');
    expect(openedFirst('', all('to-do'))).toBe('robot');
    expect(openedFirst('no such card', { ...all('done'), shots: 'attention' })).toBe('shots');
    expect(openedFirst('', all('done'))).toBe('what');
  });
  test('a link leads to its card, any other to none', () => {
    expect(linkedPage('#/setup/robot')).toBe('robot');
    expect(linkedPage('#/setup')).toBeNull();
    expect(linkedPage('#/setup/nothing')).toBeNull();
  });
});

test('the last card leads to Shoot, and what is missing names the card that mends it', () => {
  expect(goOnWords(null, 'save')).toBe('Save and go on: Shoot');
  const now = { armed: false, online: false, unsaved: false };
  expect(readyWords('not-set-up', now).card).toBe('robot');
  expect(readyWords('not-set-up', { ...now, online: true }).card).toBe('what');
  expect(readyWords('not-set-up', { ...now, online: true, unsaved: true }).words).toMatch(/save/);
  expect(readyWords(null, now).ready).toBe(true);
});

test('nothing is ready, and not all is read, while a value to tune can’t be written', () => {
  const [{ topic }] = twoCoefficients as [(typeof twoCoefficients)[0]];
  const closed = { [topic]: { kind: 'unread' } };
  expect(states({ closed }).wiring).toEqual({
    mark: 'attention',
    words: '1 of 2 can’t be written',
  });
  for (const armed of [true, false])
    expect(readyWords(null, { armed, online: true, unsaved: false, closed: 1 })).toEqual({
      words: 'Not ready: 1 of the values to tune can’t be written.',
      card: 'wiring',
      ready: false,
    });
});
