import { lengthUnitInName, toldLength, type LengthUnit } from './length-unit.ts';
import { entryTopic } from './list-entry.ts';
import { numbered } from './numbered-topics.ts';
import { offerFor, type Candidate, type Offer } from './offer.ts';
import { pairsIn } from './pair-list.ts';
import { sourceOf, type DistanceSource } from './table-distances.ts';
import { isMereDistance, namesDistances } from './table-names.ts';
import { isUnit, shortUnit } from './unit-words.ts';
import { parentOf } from './write-topic.ts';

/** A topic that the robot announced and that holds a list of numbers, with these if they have been read. */
export interface ListCandidate extends Omit<Candidate, 'value'> {
  readonly values: readonly number[] | null;
}

/** A number of numbers that stand together, in their order: a table, or distances of one. */
export interface Run {
  readonly form: 'list' | 'numbered';
  /** The topic of its list; or what the topics of its numbers have in common, with a `#` for what differs. */
  readonly place: string;
  readonly folder: string;
  /** As the robot's code has it. */
  readonly code: string;
  /** As it is shown. */
  readonly name: string;
  readonly offers: readonly Offer[];
  /** What tells one from another: their numbers, or their places in the list. */
  readonly keys: readonly number[];
  readonly values: readonly number[];
  /** Distances that it tells itself. */
  readonly own: DistanceSource | null;
  /** Whether these are no more than numbers in names that may as well count. */
  readonly mayCount: boolean;
  /** The unit of its numbers, if they are distances: what was told of it. */
  readonly told: LengthUnit | null | 'unclear' | 'none';
  readonly isDistances: boolean;
}

/** More than these are data, not a table. */
const most = 64;

/** Returns the runs among a robot's numbers and lists. */
export const runsOf = (
  numbers: readonly Candidate[],
  lists: readonly ListCandidate[],
): readonly Run[] => [...numberedRuns(numbers), ...lists.flatMap(listRun)];

function numberedRuns(numbers: readonly Candidate[]): readonly Run[] {
  const byTopic = new Map(numbers.map((candidate) => [candidate.topic, candidate]));
  return numbered([...byTopic.keys()]).flatMap(({ place, folder, name, topics, keys, are }) => {
    const candidates = topics.map((topic) => byTopic.get(topic)!);
    const values = candidates.flatMap(({ value }) => value ?? []);
    const offers = candidates.flatMap((candidate) => offerFor(candidate, largestOf(values)) ?? []);
    if (offers.length < topics.length || values.length < topics.length || offers.length > most)
      return [];
    const written = topics[0]!.slice(topics[0]!.lastIndexOf('/') + 1);
    const run = withUnitIn(written, offers);
    const source = { from: 'names', place, numbers: keys } as const;
    return [
      {
        form: 'numbered',
        place,
        folder,
        code: name,
        name: said(name),
        offers: run,
        keys,
        values,
        own:
          are.kind === 'distances'
            ? sourceOf(source, are.unit)
            : are.kind === 'either'
              ? sourceOf(source, 'unclear')
              : null,
        mayCount: are.kind !== 'distances',
        told: told(name, candidates),
        isDistances: namesDistances(name),
      },
    ];
  });
}

function listRun(candidate: ListCandidate): readonly Run[] {
  const { topic, type, properties, values } = candidate;
  const of = /^(double|int|float)\[\]$/.exec(type)?.[1];
  if (of === undefined || values === null || values.length < 2 || values.length > 2 * most)
    return [];
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  const all = values.flatMap((value, i): readonly Offer[] => {
    const given = { topic, type: of, properties: { ...properties, default: value }, value };
    const offer = offerFor(given, largestOf(values));
    if (offer === null) return [];
    const { coefficient } = offer;
    const name = `${coefficient.name} [${i}]`;
    return [{ ...offer, coefficient: { ...coefficient, topic: entryTopic(topic, i), name } }];
  });
  if (all.length < values.length) return [];
  const isDistances = namesDistances(last);
  const pairs = isDistances && isMereDistance(last) ? null : pairsIn(values);
  const places = pairs?.values ?? Array.from(values.keys());
  if (places.length > most) return [];
  return [
    {
      form: 'list',
      place: topic,
      folder: parentOf(topic),
      code: last,
      name: typeof properties['name'] === 'string' ? properties['name'] : said(bare(last)),
      offers: withUnitIn(
        last,
        places.map((i) => all[i]!),
      ),
      keys: Array.from(places.keys()),
      values: places.map((i) => values[i]!),
      own:
        pairs === null
          ? null
          : sourceOf(
              { from: 'pairs', place: topic, numbers: pairs.distances.map((i) => values[i]!) },
              lengthUnitInName(last),
            ),
      mayCount: false,
      told: told(last, [candidate]),
      isDistances: isDistances && pairs === null,
    },
  ];
}

/** The unit in which a robot tells distances. */
function told(name: string, of: readonly Pick<Candidate, 'properties'>[]): Run['told'] {
  const found = of.map(({ properties }) => toldLength(name, properties));
  const units = new Set(found.map((one) => (one.kind === 'told' ? one.unit : one.kind)));
  if (units.has('no-length')) return 'none';
  if (units.size > 1 || units.has('contradiction')) return 'unclear';
  const [first] = found;
  return first?.kind === 'told' ? first.unit : null;
}

/** The unit that a name has in brackets, `(rad_s)`, where no property says it. */
function withUnitIn(name: string, offers: readonly Offer[]): readonly Offer[] {
  const written = /[([]([a-z°]+(?:[_/][a-z]+)?)[)\]]/i.exec(name)?.[1] ?? '';
  const unit = shortUnit(written.replace('_', '/'));
  return offers.map((offer) =>
    !isUnit(unit) || offer.coefficient.unit !== ''
      ? offer
      : { ...offer, coefficient: { ...offer.coefficient, unit } },
  );
}

/** The largest size of some numbers: what a 0 among them may be compared with. */
const largestOf = (values: readonly number[]): number => Math.max(0, ...values.map(Math.abs));

/** A name without what it has in brackets. */
const bare = (name: string): string => name.replace(/[([][^)\]]*[)\]]/g, ' ').trim() || name;

/** `kHoodAngle` → `Hood angle`; what is written in capitals stays. */
function said(name: string): string {
  const words = name
    .replace(/^k(?=[A-Z])/, '')
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .trim()
    .split(/\s+/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
