/** One declaration of a struct, as `enum {miss=0, hit=1} uint8 result:2` or `double angles[3]`. */
export interface Declaration {
  /** A primitive type, or the name of another struct. */
  readonly type: string;
  readonly name: string;
  /** Elements of an array; null for a single value. */
  readonly count: number | null;
  /** Width of a bit-field; null for a field of whole bytes. */
  readonly bits: number | null;
  /** What the numbers of an enumeration are called; empty for other fields. */
  readonly meanings: ReadonlyMap<number, string>;
}

/** What was read, or in words why it could not be. */
export type Understood<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

/** The longest schema that is read, characters: the longest of WPILib's own have some hundred. */
const longestSchema = 65_536;
/** The longest name of a field or a struct, characters. */
const longestName = 200;
/** As much of a text as a sentence about it quotes, characters. */
const quotedLength = 60;

const identifier = '[A-Za-z_][A-Za-z0-9_]*';
const enumeration = '(?:(?:enum ?)?\\{([^{}]*)\\} ?)?';
const extent = '(?: ?\\[ ?(\\d+) ?\\]| ?: ?(\\d+))?';
/** A struct may be called after its package: `frc.robot.Shot`, `team::Shot`, `Outer$Shot`. */
const typeName = '[A-Za-z_][A-Za-z0-9_.$-]*(?:::[A-Za-z0-9_.$-]+)*';
const declarationPattern = new RegExp(`^${enumeration}(${typeName}) (${identifier})${extent}$`);
const meaningPattern = new RegExp(`^(${identifier}) ?= ?(-?\\d+)$`);

/**
 * Reads the text of a struct's schema (WPILib, "Raw struct serialization": declarations between semicolons). Whether
 * its types exist is not looked at here.
 */
export function parseSchema(text: string): Understood<readonly Declaration[]> {
  if (text.length > longestSchema)
    return fault(`a schema of ${text.length} characters, more than ${longestSchema}`);
  const declarations: Declaration[] = [];
  const names = new Set<string>();
  for (const part of text.replaceAll(/\s+/g, ' ').split(';')) {
    const written = part.trim();
    if (written === '') continue;
    const declaration = parseDeclaration(written);
    if (!declaration.ok) return declaration;
    const { name } = declaration.value;
    if (names.has(name)) return fault(`two fields are called ${name}`);
    names.add(name);
    declarations.push(declaration.value);
  }
  return { ok: true, value: declarations };
}

/** Why a text can't be the name of a struct or a field; null when it can. A struct may be called as its robot code likes. */
export function nameFault(name: string): string | null {
  if (name.length > longestName)
    return `a name of ${name.length} characters, more than ${longestName}`;
  return name.trim() === '' ? `${quoted(name)} is no name of a struct` : null;
}

/** A text in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return text.length <= quotedLength ? `"${text}"` : `"${text.slice(0, quotedLength)}…"`;
}

function parseDeclaration(written: string): Understood<Declaration> {
  const match = declarationPattern.exec(written);
  if (match === null) return fault(`${quoted(written)} is no declaration of a field`);
  const [, listed, type = '', name = '', count, bits] = match;
  const tooLong = nameFault(type) ?? nameFault(name);
  if (tooLong !== null) return fault(tooLong);
  if (count !== undefined && !(Number.isSafeInteger(Number(count)) && Number(count) > 0))
    return fault(`${quoted(written)} is an array of no possible length`);
  const meanings = parseMeanings(listed ?? '');
  if (!meanings.ok) return meanings;
  return {
    ok: true,
    value: {
      type,
      name,
      count: count === undefined ? null : Number(count),
      bits: bits === undefined ? null : Number(bits),
      meanings: meanings.value,
    },
  };
}

function parseMeanings(listed: string): Understood<ReadonlyMap<number, string>> {
  const meanings = new Map<number, string>();
  for (const part of listed.split(',')) {
    const written = part.trim();
    if (written === '') continue;
    const [, name, number] = meaningPattern.exec(written) ?? [];
    if (name === undefined || !Number.isSafeInteger(Number(number)))
      return fault(`${quoted(written)} is no value of an enumeration`);
    meanings.set(Number(number), name);
  }
  return { ok: true, value: meanings };
}

function fault(words: string): { readonly ok: false; readonly fault: string } {
  return { ok: false, fault: words };
}
