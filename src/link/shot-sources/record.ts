import { entryTopic } from '../../core/tuning/list-entry.ts';
import type { IncomingShot } from '../../core/tuning/incoming-shot.ts';
import type { Label } from '../../core/tuning/shot.ts';
import type { Visit } from '../../core/tuning/visit.ts';
import { shotRecordTopic } from '../contract.ts';
import type { ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends records, ms. */
const periodMs = 20;

/** A shot's own time is believed if its record was set so long after it at most, µs: a result may come with it late. */
const longestFlightUs = 60e6;
/** Numbers that are read of a list; no look-up table is longer. */
const longestList = 64;
/** And so long before it, µs: robot code reads its clock a moment apart. */
const clockReadUs = 1e6;

/** What a record says of its shot; whether it is new, and whether it came live, is for the source to know. */
type ShotRecord = Omit<IncomingShot, 'recovered'>;

/**
 * Reads one JSON record. A shot needs `boot` and `id`, whole numbers; everything else may be missing, and counts as
 * missing where it is of the wrong kind.
 * @param setUs robot clock at which the record was set, µs: the shot's time when it tells none, or one in another unit.
 * @returns the record, or what is wrong with it in words.
 */
export function parseShotRecord(text: string, setUs: number): ShotRecord | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'a shot record that is not JSON';
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return 'a shot record that is not a JSON object';
  const { boot, id, t, distance, hit, missX, missY, used, extra } = parsed as Readonly<
    Record<string, unknown>
  >;
  if (!Number.isSafeInteger(boot) || !Number.isSafeInteger(id))
    return 'a shot record without whole numbers `boot` and `id`';
  return {
    key: `${String(boot)}:${String(id)}`,
    source: 'record',
    serverUs: believedUs(finite(t), setUs),
    distanceM: finite(distance),
    label: hit === true ? 'hit' : hit === false ? 'miss' : 'none',
    missX: finite(missX),
    missY: finite(missY),
    used: typeof used === 'object' && used !== null ? finiteEntries(byNumber(used)) : null,
    extra: typeof extra === 'object' && extra !== null ? finiteEntries(extra) : {},
  };
}

/** What was far ahead would pass for the newest that is known of a coefficient for ever. */
function believedUs(toldUs: number | null, setUs: number): number {
  return toldUs !== null && toldUs >= setUs - longestFlightUs && toldUs <= setUs + clockReadUs
    ? toldUs
    : setUs;
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The values that were used: of a list, each of its numbers as a coefficient. */
function byNumber(used: object): object {
  return Object.fromEntries(
    Object.entries(used).flatMap(([topic, value]: [string, unknown]) =>
      Array.isArray(value)
        ? value
            .slice(0, longestList)
            .map((number: unknown, i) => [entryTopic(topic, i), number] as const)
        : [[topic, value] as const],
    ),
  );
}

function finiteEntries(values: object): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => finite(entry[1]) !== null),
  );
}

/**
 * The shots that our robot-side files publish, one JSON record each. A record that is repeated is the same shot; one
 * that now tells the result labels it. The record that a robot remembers from before this page's first connection is
 * no shot of ours, but may label one.
 */
export function recordSource(wallMs: () => number): ShotSource {
  return {
    start(link, { deliver, complain }) {
      const told = new Map<string, Label>();
      let visit: Visit | null = null;
      // Only the first value of a connection can be a memory; the stamp tells nothing once the robot's clock has jumped.
      let isFirst = true;
      const stopVisits = followVisits(link, wallMs, (next) => {
        visit = next;
        isFirst = true;
      });
      const watch = link.watch(shotRecordTopic, { all: true, periodMs }, ({ value, serverUs }) => {
        const remembered = visit === null || (isFirst && serverUs <= visit.sinceUs);
        isFirst = false;
        const record =
          typeof value === 'string'
            ? parseShotRecord(value, serverUs)
            : 'a shot record that is no text';
        if (typeof record === 'string') {
          complain({ kind: 'value', topic: shotRecordTopic, detail: record });
          return;
        }
        const { key, label } = record;
        const before = told.get(key);
        told.set(key, label === 'none' ? (before ?? label) : label);
        if (before !== undefined || (remembered && visit?.kind === 'first')) {
          if (label !== 'none' && (before ?? 'none') === 'none') deliver({ key, label });
        } else deliver({ ...record, recovered: remembered });
      });
      return () => {
        stopVisits();
        watch.close();
      };
    },
  };
}
