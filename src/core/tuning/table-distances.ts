import { inMetres, seemMetres, type LengthUnit } from './length-unit.ts';
import { tellingWords, type TellingWords } from './table-names.ts';

/** Where the distances of a table can be from. */
export interface DistanceSource {
  /** The names of its topics; a list or topics beside it; or its own list, in which each value has its distance. */
  readonly from: 'names' | 'beside' | 'pairs';
  readonly place: string;
  /** One an entry of the table, in its order, as the robot has them. */
  readonly numbers: readonly number[];
  /** Null: nobody says, and they can't be metres. */
  readonly unit: LengthUnit | null;
  /** Whether the unit is taken for granted, as it is not said. */
  readonly assumed: boolean;
}

/** What is known of the distances of a table. */
export interface TableDistances {
  readonly sources: readonly DistanceSource[];
  /** Place in `sources` of the one that is taken; null where that is not clear. */
  readonly chosen: number | null;
  /** What a person has to say: the distances, in what unit they are, or which of the sources is right; null: nothing. */
  readonly ask: 'distances' | 'unit' | 'which' | null;
}

/** The farthest entry of a table, m: what is told to be farther was measured in other units. */
const farthestM = 20;

/** Returns whether these can be the distances of one table, m: each once. */
export const areDistances = (metres: readonly number[]): boolean =>
  metres.every((m) => m >= 0 && m <= farthestM) && new Set(metres).size === metres.length;

/** Returns a source whose unit is what was told of it, if that can be; else metres, if they can be; else none. */
export function sourceOf(
  source: Pick<DistanceSource, 'from' | 'place' | 'numbers'>,
  told: LengthUnit | null | 'unclear',
): DistanceSource {
  if (told === 'unclear') return { ...source, unit: null, assumed: false };
  const unit = told ?? (seemMetres(source.numbers) ? 'm' : null);
  const fits = unit !== null && areDistances(metresOf(source.numbers, unit));
  return { ...source, unit: fits ? unit : null, assumed: fits && told === null };
}

/** Returns distances in metres. */
export const metresOf = (numbers: readonly number[], unit: LengthUnit): readonly number[] =>
  numbers.map((number) => inMetres(number, unit));

/** A source, by the name that tells what it is for. */
export interface NamedSourceOfDistances {
  readonly name: string;
  readonly source: DistanceSource;
}

/**
 * Returns the distances of a table among those that stand beside it: the words that they share decide, else a person.
 * @param isOfAnother whether words of distances are those of another table beside this one.
 */
export function chosenAmong(
  name: string,
  beside: readonly NamedSourceOfDistances[],
  isOfAnother: (words: TellingWords) => boolean,
): TableDistances {
  const sources = beside.map(({ source }) => source);
  const own = tellingWords(name);
  const scored = beside.map((candidate, index) => {
    const words = tellingWords(candidate.name);
    return { index, words, ...compared(words, own) };
  });
  const most = Math.max(...scored.map(({ shared }) => shared));
  const best = scored.filter(({ shared }) => shared === most);
  const least = Math.min(...best.map(({ foreign }) => foreign));
  const [first, ...others] = best.filter(({ foreign }) => foreign === least);
  if (first === undefined) return { sources, chosen: null, ask: 'distances' };
  const fits =
    first.foreign === 0 ||
    (first.foreignQuantities === 0 && own.places.size === 0 && !isOfAnother(first.words));
  if (others.length > 0 || !fits) return { sources, chosen: null, ask: 'which' };
  return { sources, chosen: first.index, ask: askOf(sources[first.index]!) };
}

/** Returns what is to be asked of distances that are the only ones. */
export const onlySource = (source: DistanceSource): TableDistances => ({
  sources: [source],
  chosen: 0,
  ask: askOf(source),
});

const askOf = ({ unit, numbers }: DistanceSource): TableDistances['ask'] =>
  unit !== null ? null : new Set(numbers).size < numbers.length ? 'distances' : 'unit';

function compared(
  words: TellingWords,
  own: TellingWords,
): { readonly shared: number; readonly foreign: number; readonly foreignQuantities: number } {
  const sharedOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
    [...a].filter((word) => b.has(word)).length;
  const quantities = sharedOf(words.quantities, own.quantities);
  const places = sharedOf(words.places, own.places);
  const foreignQuantities = words.quantities.size - quantities;
  return {
    shared: quantities + places,
    foreign: foreignQuantities + words.places.size - places,
    foreignQuantities,
  };
}
