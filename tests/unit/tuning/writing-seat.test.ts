import { describe, expect, test } from 'vitest';

import {
  afterConnecting,
  seen,
  taken,
  type SeatSigns,
  type Standing,
} from '../../../src/core/tuning/writing-seat.ts';

const own = 'MLtune-m';
/** Connected at 0, and answered at once by a server that names nobody else. */
const signs: SeatSigns = {
  nowMs: 10_000,
  connectedAtMs: 0,
  answeredAtMs: 0,
  others: [],
  beatAtMs: null,
};
const at = (nowMs: number, more: Partial<SeatSigns> = {}): SeatSigns => ({
  ...signs,
  nowMs,
  ...more,
});
const asking: Standing = { kind: 'asking' };
const ours: Standing = { kind: 'ours', ignored: [] };
const theirs: Standing = { kind: 'theirs', name: 'A@1', silent: false, stayed: false };
const there = { others: ['A@1'], beatAtMs: 9_800 };

describe('a page that has connected', () => {
  test('has the seat once the server has answered and named nobody', () => {
    expect(seen(asking, at(100), own)).toBe(asking);
    expect(seen(asking, at(250), own)).toEqual(ours);
    expect(seen(asking, at(5_000, { answeredAtMs: null }), own)).toEqual(ours);
  });
  test('waits for a slow server rather than push out whoever is there', () => {
    expect(seen(asking, at(900, { answeredAtMs: null, others: null }), own)).toBe(asking);
    expect(seen(asking, at(900, { answeredAtMs: 850, others: null }), own)).toBe(asking);
  });
  test('watches where another tunes', () => {
    expect(seen(asking, at(100, { others: ['A@1'] }), own)).toEqual(theirs);
  });
  test('watches where a heartbeat moves that is not its own, though the server names nobody', () => {
    const beats = { others: null, beatAtMs: 900 };
    expect(seen(asking, at(1_000, beats), own)).toMatchObject({ kind: 'theirs', name: null });
    expect(seen(ours, at(1_000, beats), own)).toMatchObject({ kind: 'theirs', name: null });
  });
  test('asks anew after each loss if it had the seat, and still watches if it did not', () => {
    expect(afterConnecting(ours)).toEqual(asking);
    expect(afterConnecting(theirs)).toBe(theirs);
  });
});

test('who has the seat leaves it as soon as another publishes', () => {
  expect(seen(ours, at(10_000), own)).toBe(ours);
  expect(seen(ours, at(10_000, { others: ['B@2'] }), own)).toEqual({ ...theirs, name: 'B@2' });
});

describe('a page that watches', () => {
  test('does not take the seat by itself, but says that it is free', () => {
    expect(seen(theirs, at(10_000, there), own)).toBe(theirs);
    expect(seen(theirs, at(10_000), own)).toEqual({ ...theirs, silent: true });
    const frozen = { others: ['A@1'], beatAtMs: 6_000 };
    expect(seen(theirs, at(10_000, frozen), own)).toEqual({ ...theirs, silent: true });
    expect(seen({ ...theirs, silent: true }, at(10_000, there), own)).toEqual(theirs);
  });
  test('says nothing of silence before it can have heard a heartbeat', () => {
    expect(seen(theirs, at(2_000, { others: ['A@1'] }), own)).toBe(theirs);
    expect(seen(theirs, at(100, { answeredAtMs: null, others: null }), own)).toBe(theirs);
  });
});

describe('to take over', () => {
  const taking = taken(theirs, at(10_000, there));
  test('is to wait until the other has left', () => {
    expect(taking.kind).toBe('taking');
    expect(seen(taking, at(10_100, there), own)).toBe(taking);
    expect(seen(taking, at(10_200), own)).toEqual(ours);
  });
  test('fails when the other stays', () => {
    const stayed = seen(taking, at(13_000, { ...there, beatAtMs: 12_900 }), own);
    expect(stayed).toEqual({ ...theirs, stayed: true });
  });
  test('waits for nobody who has fallen silent, and is not put off by what is left of him', () => {
    const frozen = { others: ['A@1'], beatAtMs: 6_000 };
    const free = taken({ ...theirs, silent: true }, at(10_000, frozen));
    const seated = seen(free, at(10_000, frozen), own);
    expect(seated).toEqual({ kind: 'ours', ignored: ['A@1'] });
    expect(seen(seated, at(11_000, frozen), own)).toBe(seated);
    expect(seen(seated, at(11_000), own)).toEqual(ours);
    expect(seen(seated, at(11_000, { others: ['A@1', 'B@2'] }), own).kind).toBe('theirs');
  });
  test('at once with a third is for one of the two alone', () => {
    const [m, z] = ['MLtune-m', 'MLtune-z'] as const;
    const seenByM = seen(taking, at(10_100, { others: ['A@1', `${z}@3`] }), m);
    const seenByZ = seen(taking, at(10_100, { others: ['A@1', `${m}@2`] }), z);
    expect([seenByM.kind, seenByZ.kind]).toEqual(['theirs', 'taking']);
    expect(seen(seenByZ, at(10_200), z)).toEqual(ours);
  });
  test('is nothing to do for who has the seat', () => {
    expect(taken(ours, signs)).toBe(ours);
    expect(taken(asking, signs)).toBe(asking);
  });
});
