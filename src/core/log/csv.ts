import type { Cell, Table } from './row.ts';

/** Tells a spreadsheet program that the file is UTF-8; without it some take it for an old code page. */
const byteOrderMark = '\uFEFF';
/** Begins a text that a spreadsheet would run as a formula. The quotes let it be taken off again. */
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/u;
/** A cell with one of these must be quoted (RFC 4180, section 2). */
const needsQuotes = /[",\r\n]/;

/**
 * A table as a CSV file for a spreadsheet: RFC 4180, UTF-8, a header, a line for each row.
 *
 * Numbers are written in full: reading them gives the same number, with NaN, Infinity and -0 by those names. Text that
 * a spreadsheet would take for a formula gets an apostrophe before it, and so is shown and never run.
 */
export function toCsv({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`);
  return byteOrderMark + lines.join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(formulaStart.test(cell) ? `'${cell}` : cell);
  return Object.is(cell, -0) ? '-0' : String(cell);
}

function quoted(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
