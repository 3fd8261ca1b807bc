import type { Row } from './tally.ts';

/** Longest time until a dead link is shown, and until a return is noticed, ms. */
const shownWithinMs = 2000;
const noticedWithinMs = 3000;

/** What is wanted of every row, and is not so, in words: nothing, for a link that keeps its promises. */
export const breaches = (row: Row): readonly string[] => [...miscounts(row), ...delays(row)];

/** What of it is counted, and so the same on any machine. */
export function miscounts(row: Row): readonly string[] {
  const { shots, recorded, sent, read, overtaken } = row;
  return unmet([
    [shots > 0 && sent > 0, 'shots and writes get through'],
    [recorded === shots, `all of ${shots} shots recorded, not ${recorded}`],
    [row.doubled === 0, `no shot recorded twice, not ${row.doubled}`],
    [
      read + overtaken === sent,
      `all of ${sent} sent writes read or overtaken, not ${read} and ${overtaken}`,
    ],
    [row.readLate === 0, `no write read after a newer one, not ${row.readLate}`],
    [row.replayed === 0, `no write replayed, not ${row.replayed}`],
    [row.unhandled === 0, `no unhandled error, not ${row.unhandled}`],
    [row.lostForNothing === 0, `no connection lost for nothing, not ${row.lostForNothing}`],
    [(row.hastyDials ?? 0) === 0, `no loop of sockets, not ${row.hastyDials ?? 0} too many`],
  ]);
}

/** What of it is a matter of time. */
function delays({ shownMs, noticedMs, latenessMs }: Row): readonly string[] {
  return unmet([
    [
      (shownMs ?? 0) <= shownWithinMs + latenessMs,
      `a dead link shown in ${shownWithinMs} ms, not ${(shownMs ?? 0).toFixed(0)}`,
    ],
    [
      (noticedMs ?? 0) <= noticedWithinMs + latenessMs,
      `a return noticed in ${noticedWithinMs} ms, not ${(noticedMs ?? 0).toFixed(0)}`,
    ],
  ]);
}

type Wanted = readonly [holds: boolean, words: string];

const unmet = (wanted: readonly Wanted[]): readonly string[] =>
  wanted.filter(([holds]) => !holds).map(([, words]) => words);

const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ['fault', ({ fault }) => fault],
  ['shots', ({ shots }) => `${shots}`],
  ['recorded', ({ recorded }) => `${recorded}`],
  ['doubled', ({ doubled }) => `${doubled}`],
  ['amended', ({ amended }) => (amended === null ? '–' : `${amended}`)],
  ['sent', ({ sent }) => `${sent}`],
  ['read', ({ read }) => `${read}`],
  ['overtaken', ({ overtaken }) => `${overtaken}`],
  ['late', ({ readLate }) => `${readLate}`],
  ['replayed', ({ replayed }) => `${replayed}`],
  ['void', ({ sentIntoTheVoid }) => `${sentIntoTheVoid}`],
  ['errors', ({ unhandled }) => `${unhandled}`],
  ['lost', ({ lostForNothing }) => `${lostForNothing}`],
  ['hasty', ({ hastyDials }) => (hastyDials === null ? '–' : `${hastyDials}`)],
  ['shown ms', ({ shownMs }) => milliseconds(shownMs)],
  ['back ms', ({ noticedMs }) => milliseconds(noticedMs)],
  ['late ms', ({ latenessMs }) => milliseconds(latenessMs)],
];

const milliseconds = (ms: number | null): string => (ms === null ? '–' : ms.toFixed(0));

const wantedCells = 'wanted,,= shots,0,,,= sent,,0,0,,0,0,0,2000,3000,'.split(',');

/** The rows, beneath what is wanted of them. */
export function faultTable(rows: readonly Row[]): string {
  const lines = [
    columns.map(([title]) => title),
    wantedCells,
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  '),
    )
    .join('\n');
}
