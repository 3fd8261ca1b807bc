import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenModel,
  type ForetoldRow,
  isBeyondDoubt,
} from '../../../src/core/optimizer/contest.ts';

const rows = (count: number, aim: number, general: number | null): ForetoldRow[] =>
  Array.from({ length: count }, () => ({ aim, general }));

describe('the choice of the model', () => {
  it('is the one at home while nothing is known, and while neither leads clearly', () => {
    for (const home of ['aim', 'general'] as const) {
      expect(chosenModel([], home)).toEqual({ kind: home, leadNats: 0 });
      expect(chosenModel(rows(9, -0.7, -0.4), 'aim').kind).toBe('aim');
      expect(chosenModel(rows(9, -0.4, -0.7), 'general').kind).toBe('general');
    }
  });

  it('goes to the other once it has foretold three nats more, and comes back as soon as it has not', () => {
    const away = rows(11, -0.7, -0.4);
    expect(chosenModel(away, 'aim').kind).toBe('general');
    expect(chosenModel(away, 'aim').leadNats).toBeCloseTo(3.3, 9);
    expect(chosenModel([...away, ...rows(10, -0.4, -0.7)], 'aim').kind).toBe('general');
    expect(chosenModel([...away, ...rows(12, -0.4, -0.7)], 'aim').kind).toBe('aim');
  });

  it('forgets what is more than forty judged shots ago', () => {
    const late = rows(40, -0.5, -0.6);
    expect(chosenModel([...rows(100, -3, -0.1), ...late], 'aim').kind).toBe('aim');
    expect(chosenModel([...rows(100, -3, -0.1), ...late], 'aim').leadNats).toBeCloseTo(4, 9);
  });

  it('does not mind shots that one model was not asked about', () => {
    const judged = rows(20, -0.3, -0.6);
    expect(chosenModel([...judged, ...rows(60, -9, null)], 'aim')).toEqual(
      chosenModel(judged, 'aim'),
    );
  });

  it('is beyond doubt only after forty rows and with a clear lead of the aim model', () => {
    expect(isBeyondDoubt(rows(40, -0.1, -0.6), 39)).toBe(false);
    expect(isBeyondDoubt(rows(40, -0.1, -0.6), 40)).toBe(true);
    expect(isBeyondDoubt(rows(40, -0.5, -0.6), 40)).toBe(false);
    expect(isBeyondDoubt(rows(40, -0.6, -0.1), 40)).toBe(false);
  });

  it('names a lead that is never clearly below nothing', () => {
    const log = fc.double({ min: -5, max: 0, noNaN: true });
    const row = fc.record({ aim: log, general: fc.option(log) });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 120 }),
        fc.constantFrom('aim', 'general'),
        (told, home) => {
          const { kind, leadNats } = chosenModel(told, home);
          expect(leadNats).toBeGreaterThanOrEqual(kind === home ? -3 - 1e-9 : 0);
        },
      ),
      { seed: 1 },
    );
  });
});
