import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { toCsv } from '../../../src/core/log/csv.ts';
import { eventTable } from '../../../src/core/log/event-table.ts';
import { shotTable, type Cell } from '../../../src/core/log/row.ts';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import type { ShotRecord } from '../../../src/core/tuning/state.ts';
import { anyLog, anyMatch, anyShot, anyText } from './any-event.ts';
import { readCsv, withoutGuard } from './read-csv.ts';

const anyRecord: fc.Arbitrary<Omit<ShotRecord, 'seq'>> = fc.record({
  shot: anyShot,
  amendedSeq: fc.constant(null),
  atMs: fc.double(),
  labelledBy: fc.constantFrom('operator' as const, 'robot' as const),
  label: fc.constantFrom('hit' as const, 'miss' as const, 'none' as const),
  direction: fc.constantFrom('short' as const, null),
  voided: fc.boolean(),
  burst: fc.option(anyText),
  trial: fc.nat(),
  match: fc.option(anyMatch),
});
const anyRecords = fc
  .array(anyRecord, { maxLength: 8 })
  .map((records) => records.map((record, seq): ShotRecord => ({ ...record, seq })));

function record(seq: number, given: Partial<ShotRecord> = {}): ShotRecord {
  return {
    shot: {
      id: `tap-${seq}`,
      source: 'operator',
      serverUs: 1_000_000 + seq,
      distanceM: 3.25,
      values: { '/Tuning/Drag': 0.1 + 0.2, '/Tuning/Height': -0 },
      confirmed: true,
      label: 'hit',
      direction: null,
      missX: 0.1,
      missY: -0.2,
      extra: { rpm: 3000 },
      invalid: null,
      recovered: false,
    },
    seq,
    amendedSeq: null,
    atMs: Date.UTC(2026, 2, 7, 12, 0, seq),
    label: 'hit',
    labelledBy: 'operator',
    direction: null,
    voided: false,
    burst: null,
    trial: 1,
    match: null,
    ...given,
  };
}

/** The rows of a CSV as objects by column. */
function objects(csv: string): readonly Readonly<Record<string, string>>[] {
  const [columns, ...rows] = readCsv(csv);
  return rows.map((row) => Object.fromEntries(columns!.map((name, i) => [name, row[i]!])));
}

describe('a table as CSV', () => {
  const anyCell: fc.Arbitrary<Cell> = fc.oneof(
    anyText,
    fc.double(),
    fc.constantFrom(-0, Number.NaN, Infinity, -Infinity),
    fc.boolean(),
    fc.constant(null),
  );
  const anyTable = fc.integer({ min: 1, max: 5 }).chain((width) => {
    const rowOf = <T>(cell: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.array(cell, { minLength: width, maxLength: width });
    return fc.record({ columns: rowOf(anyText), rows: fc.array(rowOf(anyCell), { maxLength: 5 }) });
  });

  test('is RFC 4180, and every cell comes back from it', () => {
    fc.assert(
      fc.property(anyTable, ({ columns, rows }) => {
        const [header, ...lines] = readCsv(toCsv({ columns, rows }));
        expect(header!.map(withoutGuard)).toEqual(columns);
        const cells = rows.map((row, i) =>
          row.map((cell, j) => {
            const written = lines[i]![j]!;
            if (typeof cell === 'number') return Object.is(Number(written), cell);
            if (typeof cell === 'string') return withoutGuard(written) === cell;
            return written === (cell === null ? '' : String(cell));
          }),
        );
        expect(cells.flat().every(Boolean)).toBe(true);
        expect(lines).toHaveLength(rows.length);
      }),
      { seed: 8, numRuns: 1000 },
    );
  });

  test('has no text that a spreadsheet would run', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Array.from('=+-@\t\r\n＝＋－＠')),
        fc.string(),
        (start, rest) => {
          const [, [cell]] = readCsv(toCsv({ columns: ['a'], rows: [[start + rest]] })) as [
            unknown,
            [string],
          ];
          expect(cell).toBe(`'${start}${rest}`);
        },
      ),
      { seed: 9 },
    );
  });

  test('leaves a negative number a number', () => {
    expect(toCsv({ columns: ['a', 'b'], rows: [[-5, '-5']] })).toContain("\r\n-5,'-5\r\n");
  });

  test('begins with the mark by which spreadsheets know UTF-8', () => {
    expect(new TextEncoder().encode(toCsv({ columns: [], rows: [] })).slice(0, 3)).toEqual(
      new Uint8Array([0xef, 0xbb, 0xbf]),
    );
  });
});

describe('the shots as CSV', () => {
  const settings = (seq: number, autotune: boolean): TuningEvent => ({
    seq,
    atMs: 0,
    type: 'settings',
    settings: { ...defaultSettings([], 42), autotune, shotsPerTrial: 3 },
  });

  test('have one dense row each, in order, whatever the shots', () => {
    fc.assert(
      fc.property(anyRecords, anyLog, (records, events) => {
        const rows = readCsv(toCsv(shotTable(records, events)));
        expect(rows).toHaveLength(records.length + 1);
        expect(rows.slice(1).map(([number]) => Number(number))).toEqual(
          records.map((_, i) => i + 1),
        );
      }),
      { seed: 10, numRuns: 300 },
    );
  });

  test('say what it was, with which values, and how it ended, in full precision', () => {
    const match = { event: 'CASJ', type: 'qualification', number: 12 } as const;
    const [row] = objects(
      toCsv(shotTable([record(4, { match, label: 'miss', direction: 'short' })], [])),
    );
    expect(row).toMatchObject({
      shot: '1',
      id: 'tap-4',
      time: '2026-03-07T12:00:04.000Z',
      robotUs: '1000004',
      trial: '1',
      distanceM: '3.25',
      '/Tuning/Drag': '0.30000000000000004',
      '/Tuning/Height': '-0',
      label: 'miss',
      direction: 'short',
      missXM: '0.1',
      missYM: '-0.2',
      valid: 'true',
      source: 'operator',
      recovered: 'false',
      event: 'CASJ',
      matchType: 'qualification',
      match: '12',
      'extra.rpm': '3000',
    });
  });

  test('tell the settings and the kind of trial that held at each shot', () => {
    const trial = (seq: number, number: number, kind: 'baseline' | 'proposal'): TuningEvent => {
      const reason = { kind: 'chosen' } as const;
      return { seq, atMs: 0, type: 'trial', trial: number, kind, values: {}, reason, seed: null };
    };
    const events = [
      settings(0, true),
      trial(1, 0, 'baseline'),
      settings(3, false),
      trial(4, 1, 'proposal'),
    ];
    const rows = objects(toCsv(shotTable([record(2, { trial: 0 }), record(5)], events)));
    expect(rows).toMatchObject([
      { settings: '1', autotune: 'true', trialKind: 'baseline', seed: '42', shotsPerTrial: '3' },
      { settings: '2', autotune: 'false', trialKind: 'proposal' },
    ]);
  });

  test('leave a cell empty only where nothing is known, also of coefficients that came later', () => {
    const first = record(0);
    const second = record(1);
    const later = {
      ...second,
      shot: { ...second.shot, values: { '/Tuning/New': 7 }, distanceM: null },
    };
    const rows = objects(toCsv(shotTable([first, later], [])));
    expect(rows).toMatchObject([
      { '/Tuning/Drag': '0.30000000000000004', '/Tuning/New': '' },
      { '/Tuning/Drag': '', '/Tuning/New': '7', distanceM: '' },
    ]);
  });

  test('mark what the model leaves out', () => {
    const invalid = record(0);
    const rows = objects(
      toCsv(
        shotTable(
          [
            { ...invalid, shot: { ...invalid.shot, invalid: 'distance 12 m' } },
            record(1, { voided: true }),
            record(2, { label: 'none' }),
          ],
          [],
        ),
      ),
    );
    expect(rows).toMatchObject([
      { valid: 'false', invalidBecause: 'distance 12 m', voided: 'false' },
      { valid: 'false', invalidBecause: '', voided: 'true' },
      { valid: 'true', label: '' },
    ]);
  });
});

describe('the log as CSV', () => {
  test('has every event, whatever happened', () => {
    fc.assert(
      fc.property(anyLog, (events) => {
        const rows = objects(toCsv(eventTable(events)));
        const places = [...new Set(rows.map(({ seq }) => Number(seq)))];
        expect(places).toEqual(events.map(({ seq }) => seq));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test('shows where the link dropped and the robot restarted', () => {
    const rows = objects(
      toCsv(
        eventTable([
          { seq: 0, atMs: 0, type: 'online', address: '10.2.54.2:5810', serverUs: 5 },
          { seq: 1, atMs: 3000, type: 'offline', why: 'no answer for 2 s' },
          { seq: 2, atMs: 6000, type: 'robot-restarted', serverUs: 1 },
        ]),
      ),
    );
    expect(rows).toMatchObject([
      { type: 'online', detail: '10.2.54.2:5810', robotUs: '5' },
      { type: 'offline', time: '1970-01-01T00:00:03.000Z', detail: 'no answer for 2 s' },
      { type: 'robot-restarted', robotUs: '1' },
    ]);
  });
});
