/** Reads RFC 4180 to the letter: throws on a bare quote, a bare line end, and rows of different lengths. */
export function readCsv(file: string): readonly (readonly string[])[] {
  const text = file.replace(/^\uFEFF/, '');
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const [field, cell] = nextCell(text, at);
    rows.at(-1)!.push(cell);
    at += field.length;
    if (text.startsWith(',', at)) at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) rows.push([]);
    } else throw new Error(`neither a comma nor a line end at ${at}`);
    if (at === text.length && !text.endsWith('\r\n')) throw new Error('the last line has no end');
  }
  if (rows.some((row) => row.length !== rows[0]!.length)) throw new Error('rows differ in length');
  return rows;
}

function nextCell(text: string, at: number): readonly [field: string, cell: string] {
  const escaped = /"((?:[^"]|"")*)"/y;
  escaped.lastIndex = at;
  const quoted = escaped.exec(text);
  if (quoted !== null) return [quoted[0], quoted[1]!.replaceAll('""', '"')];
  const plain = /[^",\r\n]*/y;
  plain.lastIndex = at;
  const field = plain.exec(text)![0];
  return [field, field];
}

/** Takes off the apostrophe that keeps a spreadsheet from running a text. */
export function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;
}
