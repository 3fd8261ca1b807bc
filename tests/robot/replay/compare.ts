import { decode, encode } from '@msgpack/msgpack';
import { decodeMessages, encodeMessage, type WireValue } from '../nt-codec.ts';
import type { Heard } from './replay.ts';
import type { TracedValue, TraceLine } from './trace.ts';

/** One thing that a client got, in a form that two runs share: what depends on the instant is told by its order only. */
type Token = Readonly<Record<string, unknown>>;

/** Where a run came out otherwise than the recording. */
export interface Difference {
  readonly client: string;
  /** ms in the recording. */
  readonly t: number;
  readonly recorded: Token | null;
  readonly replayed: Token | null;
}

/** How far apart the same thing may be in both runs, ms: timers of the recorded machine drifted, so a tick was caught or missed. */
const toleranceMs = 105;

/** Compares what clients and the robot's log got in a replay with what was recorded. Empty when all is the same. */
export function compare(
  lines: readonly TraceLine[],
  heard: readonly Heard[],
): readonly Difference[] {
  const given = givenStamps(lines);
  const names = new Set([
    '',
    ...lines.flatMap(({ client, from }) =>
      from === 'server' && client !== undefined ? [client] : [],
    ),
  ]);
  return [...names].flatMap((name) => {
    const recorded = lines.filter((line) => isOf(line, name));
    const replayed = heard.filter(({ client }) => client === name);
    const isPing = (one: { readonly kind?: string; readonly ws?: string }): boolean =>
      one.ws === 'ping' || one.kind === 'ping';
    const pings = [recorded.filter(isPing), replayed.filter(isPing)] as const;
    const others = [
      recorded.filter((one) => !isPing(one)),
      replayed.filter((one) => !isPing(one)),
    ] as const;
    const run = (a: readonly TraceLine[], b: readonly Heard[]): readonly Difference[] =>
      compareClient(name, lines, a, [...b], given);
    // Pings are not told of each client; those of a client that syncs its clock fall between the answers by chance.
    if (pings[0].length === 0) return run(...others);
    if (recorded.some(({ bin }) => bin?.[0]?.[0] === -1))
      return [...run(...pings), ...run(...others)];
    return run(recorded, replayed);
  });
}

function compareClient(
  client: string,
  lines: readonly TraceLine[],
  recorded: readonly TraceLine[],
  replayed: Heard[],
  given: ReadonlySet<number>,
): readonly Difference[] {
  const isCounted = recorded.some(
    ({ histogram, perTopicId }) => (histogram ?? perTopicId) !== undefined,
  );
  const burst = lines.find(({ robot }) => robot?.startsWith('hz /b/x'));
  if (burst !== undefined && client !== '') return compareBurst(client, recorded, replayed);
  const counted = replayed.filter(({ kind }) => isCounted && kind === 'values');
  for (const one of counted) replayed.splice(replayed.indexOf(one), 1);
  const stamps = [stampNames(given), stampNames(given)] as const;
  const differences: Difference[] = [];
  let place = 0;
  for (const line of recorded) {
    const bulk = line.histogram ?? line.perTopicId;
    if (bulk !== undefined) {
      const from = startOfBulk(line, lines);
      const inBulk = counted.filter(({ t }) => t >= from && t <= line.t);
      differences.push(...compareBulk(client, line, inBulk));
      continue;
    }
    const count = line.manyFrames ?? 1;
    const skipped = replayed.slice(place, place + 4).findIndex((one) => isLike(line, one));
    const isMissing =
      skipped < 0 && place < replayed.length && isNextLike(line, recorded, replayed[place]!);
    if (isMissing) {
      differences.push({
        client,
        t: line.t,
        recorded: tokenOfLine(line, stamps[0]),
        replayed: null,
      });
      continue;
    }
    for (const extra of replayed.splice(place, Math.max(0, skipped)))
      differences.push({
        client,
        t: extra.t,
        recorded: null,
        replayed: tokenOfHeard([extra], null, stamps[1]),
      });
    const ours = replayed.slice(place, place + count);
    place += count;
    const [a, b] = [tokenOfLine(line, stamps[0]), tokenOfHeard(ours, line, stamps[1])];
    const atMs = ours.at(-1)?.t ?? line.t;
    if (JSON.stringify(a) !== JSON.stringify(b))
      differences.push({ client, t: line.t, recorded: a, replayed: b });
    else if (Math.abs(atMs - line.t) > toleranceMs)
      differences.push({ client, t: line.t, recorded: { atMs: line.t }, replayed: { atMs } });
  }
  for (const more of replayed.slice(place))
    differences.push({
      client,
      t: more.t,
      recorded: null,
      replayed: tokenOfHeard([more], null, stamps[1]),
    });
  return differences;
}

/** Whether a thing that was recorded and one that came back may be the same one. */
function isLike(line: TraceLine, one: Heard): boolean {
  const kind =
    line.ws ?? ((line.text ?? line.textMessages ?? line.kind === 'text') ? 'text' : 'values');
  if (line.log !== undefined || line.event !== undefined) return one.kind === 'warning';
  if (one.kind !== kind) return false;
  if (one.kind === 'text' && line.text !== undefined)
    return JSON.stringify(one.messages) === JSON.stringify(line.text);
  if (one.kind === 'values' && line.bin !== undefined)
    return (
      JSON.stringify(one.messages.map(({ id }) => id)) ===
      JSON.stringify(line.bin.map(([id]) => id))
    );
  return true;
}

/** Whether what came back is like one of the next things that were recorded. */
function isNextLike(line: TraceLine, recorded: readonly TraceLine[], one: Heard): boolean {
  const place = recorded.indexOf(line);
  return recorded.slice(place + 1, place + 4).some((next) => isLike(next, one));
}

const isOf = ({ from, client, ws, log, event, http }: TraceLine, name: string): boolean =>
  name === ''
    ? log !== undefined || event?.['e'] === 'log'
    : from === 'server' && client === name && ws !== 'open' && ws !== 'error' && http === undefined;

/** Stamps that somebody chose, and that must come through as they are. */
function givenStamps(lines: readonly TraceLine[]): ReadonlySet<number> {
  const given = new Set([0]);
  for (const { from, bin, robot } of lines) {
    if (from === 'client') for (const [, us] of bin ?? []) given.add(us);
    const [, us] = /^set \S+ \S+ (\d+)$/.exec(robot ?? '') ?? [];
    if (us !== undefined) given.add(Number(us));
  }
  return given;
}

/** Names a stamp: itself where it was chosen, else whether it goes back behind the one before. */
function stampNames(given: ReadonlySet<number>): (us: number) => unknown {
  let last = 0;
  return (us) => {
    if (given.has(us)) return us;
    const name = us < last ? 'back' : 'on';
    last = us;
    return name;
  };
}

/** Bytes that the stamps take, which depends on how late it is. */
const bytesOfStamps = (values: readonly TracedValue[]): number =>
  values.reduce((sum, [, us]) => sum + encode(us).byteLength, 0);

type StampName = (us: number) => unknown;

function tokenOfLine(line: TraceLine, stamp: StampName): Token {
  const { bytes, first, last } = line;
  if (line.ws === 'ping') return { kind: 'ping' };
  if (line.ws === 'close') return { kind: 'close', code: line.code, reason: line.reason };
  if (line.text !== undefined) return { kind: 'text', messages: line.text };
  if (line.textMessages !== undefined)
    return { kind: 'text', count: line.textMessages, bytes, first, last };
  if (line.manyFrames !== undefined && line.kind === 'text')
    return { kind: 'text', count: line.items, bytes, first, last };
  if (line.values !== undefined || line.manyFrames !== undefined) {
    const [a, b] = [first, last] as [TracedValue, TracedValue];
    const count = line.values ?? line.manyFrames;
    return { kind: 'values', count, bytes, first: traced(a, stamp), last: traced(b, stamp) };
  }
  if (line.bin !== undefined) {
    const { lead } = line;
    const isWhole = line.hex?.length === (bytes ?? 0) * 2;
    const bin = isWhole ? exact(line.bin, line.hex) : line.bin;
    const messages = bin.map((value) => traced(value, stamp));
    return { kind: 'values', bytes: (bytes ?? 0) - bytesOfStamps(bin), lead, messages };
  }
  return { kind: 'warning' };
}

/** Values from the bytes, where JSON has not all digits. */
const exact = (bin: readonly TracedValue[], hex: string): readonly TracedValue[] =>
  decodeMessages(Buffer.from(hex, 'hex')).map(({ id, timestampUs, typeId, value }, i) => {
    const plain = bin[i]![3];
    const isObject = typeof plain === 'object' && plain !== null && 'msgpack' in plain;
    return [id, timestampUs, typeId, isObject ? plain : plainValue(value)];
  });

const traced = ([id, us, type, value]: TracedValue, stamp: StampName): unknown => [
  id,
  stamp(us),
  type,
  withoutPorts(value),
];

/** Clients' ports are their own business. */
const withoutPorts = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/"conn":"[^"]*"/g, '"conn":""')) as unknown;

function tokenOfHeard(
  ours: readonly Heard[],
  line: TraceLine | null,
  stamp: StampName,
): Token | null {
  const one = ours[0];
  if (one === undefined) return null;
  if (one.kind === 'ping' || one.kind === 'warning') return { kind: one.kind };
  if (one.kind === 'close') return { kind: 'close', code: one.code, reason: one.reason };
  if (one.kind === 'text') {
    const { messages } = one;
    if (line?.textMessages === undefined && line?.manyFrames === undefined)
      return { kind: 'text', messages };
    const texts = ours.flatMap((other) => (other.kind === 'text' ? [other] : []));
    const all = texts.flatMap((text) => text.messages);
    const sum = texts.reduce((bytes, text) => bytes + text.bytes, 0);
    return { kind: 'text', count: all.length, bytes: sum, first: all[0], last: all.at(-1) };
  }
  const frames = ours.flatMap((other) => (other.kind === 'values' ? [other] : []));
  const bytes = frames.reduce((sum, { frame }) => sum + frame.byteLength, 0);
  const messages = frames.flatMap((frame) => frame.messages);
  const values = messages.map(({ id, timestampUs, typeId, value }): TracedValue => [
    id,
    timestampUs,
    typeId,
    typeId === 5 && isMsgpackOf(line)
      ? { msgpack: decode(value as Uint8Array) }
      : plainValue(value),
  ]);
  if (line?.values !== undefined || line?.manyFrames !== undefined)
    return {
      kind: 'values',
      count: messages.length,
      bytes,
      first: traced(values[0]!, stamp),
      last: traced(values.at(-1)!, stamp),
    };
  const lead = line?.lead === undefined ? undefined : messages.map(leadOf);
  return {
    kind: 'values',
    bytes: isMeta(values)
      ? (line?.bytes ?? 0) - bytesOfStamps(line?.bin ?? [])
      : bytes - bytesOfStamps(values),
    lead,
    messages: values.map((value) => traced(value, stamp)),
  };
}

/** Meta topics hold ports, which are as long as they are. */
const isMeta = (values: readonly TracedValue[]): boolean =>
  JSON.stringify(values.map((value) => value[3] as WireValue)).includes('"conn"');

const isMsgpackOf = (line: TraceLine | null): boolean =>
  JSON.stringify(line?.bin ?? line?.first ?? '').includes('"msgpack"');

/** The first byte of a message's value, as the recordings write it. */
function leadOf(message: {
  readonly id: number;
  readonly timestampUs: number;
  readonly typeId: number;
  readonly value: WireValue;
}): string {
  const head = encodeMessage({ ...message, typeId: 0, value: false }).byteLength - 1;
  return encodeMessage(message)[head]!.toString(16);
}

/** A value as the recordings write it. */
function plainValue(value: WireValue): unknown {
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') };
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && value.length > 200)
    return `${value.slice(0, 20)}… (${value.length} characters)`;
  return Array.isArray(value) ? value.map((item) => plainValue(item as WireValue)) : value;
}

function startOfBulk({ t }: TraceLine, lines: readonly TraceLine[]): number {
  const starts = lines.filter(
    ({ t: at, robot, note }) =>
      at < t && (robot?.startsWith('hz') === true || note?.startsWith('/i/') === true),
  );
  return starts.at(-1)?.t ?? 0;
}

/** A burst leaves in as many frames as ticks fall into it: what counts is what there is in all, and how much a frame takes. */
function compareBurst(
  client: string,
  recorded: readonly TraceLine[],
  replayed: readonly Heard[],
): readonly Difference[] {
  const lines = recorded.filter(
    ({ bin, values, manyFrames }) => (bin ?? values ?? manyFrames) !== undefined,
  );
  const sizes = lines.map(
    ({ bin, values, manyFrames }) => values ?? (manyFrames === undefined ? bin!.length : 1),
  );
  const counts = lines.map(({ bin, values, manyFrames }) => values ?? manyFrames ?? bin!.length);
  const frames = replayed.flatMap((one) => (one.kind === 'values' ? [one.messages] : []));
  const values = frames.flat();
  const ends = lines.map(
    ({ bin, first, last }) =>
      [first ?? bin?.[0], last ?? bin?.at(-1)] as [TracedValue, TracedValue],
  );
  const total = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0);
  const isAll = total(counts) > frames.length;
  const tokens = [
    { most: Math.max(...sizes), count: isAll ? total(counts) : 'few', last: ends.at(-1)?.[1][3] },
    {
      most: Math.max(...frames.map((frame) => frame.length)),
      count: isAll ? values.length : 'few',
      last: values.at(-1)?.value,
    },
  ] as const;
  if (JSON.stringify(tokens[0]) === JSON.stringify(tokens[1])) return [];
  return [{ client, t: lines[0]?.t ?? 0, recorded: tokens[0], replayed: tokens[1] }];
}

function compareBulk(
  client: string,
  line: TraceLine,
  frames: readonly Heard[],
): readonly Difference[] {
  const values = frames.flatMap((one) => (one.kind === 'values' ? one.messages : []));
  const gapOf = (some: readonly Heard[]): number => {
    const gaps = some.slice(1).map(({ t }, i) => t - some[i]!.t);
    return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  };
  const differs = (a: number, b: number): boolean =>
    Math.abs(a - b) > Math.max(2, 0.1 * Math.max(a, b));
  const wanted =
    line.histogram === undefined
      ? Object.entries(line.perTopicId ?? {}).map(([name, told]) => ({
          name,
          frames: told.frames,
          gapMs: told.gapMs.p50,
          values: null,
        }))
      : [
          {
            name: '',
            frames: line.histogram.frames,
            gapMs: line.histogram.gapMs.p50,
            values: line.values ?? null,
          },
        ];
  return wanted.flatMap(({ name, ...recorded }) => {
    const id = Number(/\((\d+)\)/.exec(name)?.[1] ?? NaN);
    const ours = frames.filter(
      (one) =>
        name === '' || (one.kind === 'values' && one.messages.some((message) => message.id === id)),
    );
    const replayed = {
      frames: ours.length,
      gapMs: gapOf(ours),
      values: recorded.values === null ? null : values.length,
    };
    const isSame =
      !differs(recorded.frames, replayed.frames) &&
      !differs(recorded.gapMs, replayed.gapMs) &&
      (recorded.values === null || !differs(recorded.values, values.length));
    return isSame
      ? []
      : [{ client, t: line.t, recorded: { name, ...recorded }, replayed: { name, ...replayed } }];
  });
}
