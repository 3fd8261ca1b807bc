import { decodeMulti, encode } from '@msgpack/msgpack';

import type { NtcoreLink } from '../../src/link/ntcore-link.ts';
import type { Ticker } from '../../src/link/ticker.ts';
import { FakeWire } from '../unit/link/fake-wire.ts';
import { compare, type Bench, type BenchRow } from './bench.ts';
import { loadLink } from './load-link.ts';

const topics = 50;
const frames = 50;

/** What stands in a frame: as many values as a server packs into one, of which kind. */
interface Load {
  readonly name: string;
  readonly type: string;
  readonly typeId: number;
  readonly perFrame: number;
  readonly value: (i: number) => unknown;
}

const loads: readonly Load[] = [
  { name: 'doubles, 20 a frame', type: 'double', typeId: 1, perFrame: 20, value: (i) => i + 0.5 },
  { name: 'doubles, one a frame', type: 'double', typeId: 1, perFrame: 1, value: (i) => i + 0.5 },
  { name: 'texts, 20 a frame', type: 'string', typeId: 4, perFrame: 20, value: (i) => `text ${i}` },
  {
    name: 'arrays of 100 doubles, 5 a frame',
    type: 'double[]',
    typeId: 17,
    perFrame: 5,
    value: (i) => Array.from({ length: 100 }, (_, k) => i + k / 7),
  },
];

/** Least share of a bare decode's speed that the whole way to a listener must keep. */
const leastRatio = 0.5;

/** Nothing happens by itself while the bench runs. */
const still: Ticker = {
  nowMs: () => performance.now(),
  every: () => () => undefined,
  after: () => () => undefined,
};

/** A link that is online, and the far end of its wire. */
async function online(Link: typeof NtcoreLink): Promise<{ link: NtcoreLink; wire: FakeWire }> {
  const wires: FakeWire[] = [];
  const link = new Link({
    random: () => 0.5,
    ticker: still,
    probe: () => Promise.resolve('answers'),
    wake: () => () => undefined,
    openWire: (url, protocols, events) => {
      const opened = new FakeWire(url, protocols, events);
      wires.push(opened);
      return { send: (frame) => opened.sent.push(frame), close: () => undefined };
    },
  });
  link.connect([{ host: 'bench', port: 5810 }]);
  while (wires.length === 0) await Promise.resolve();
  const wire = wires[0]!;
  wire.open();
  wire.echo(1e6);
  if (link.state().kind !== 'online') throw new Error('the link of the bench is not online');
  return { link, wire };
}

async function measure(Link: typeof NtcoreLink, load: Load): Promise<readonly BenchRow[]> {
  const { link, wire } = await online(Link);
  let heard = 0;
  for (let i = 0; i < topics; i++) {
    link.watch(`/bench/${i}`, { all: true }, ({ serverUs }) => {
      heard += serverUs > 0 ? 1 : 0;
    });
    wire.announce(i, `/bench/${i}`, load.type);
  }
  const encoded = Array.from({ length: frames }, (_, frame) =>
    Uint8Array.from(
      Array.from({ length: load.perFrame }, (_unused, k) => {
        const i = frame * load.perFrame + k;
        return [...encode([i % topics, 1e6 + i, load.typeId, load.value(i)])];
      }).flat(),
    ),
  );
  const through = (): number => {
    const before = heard;
    for (const frame of encoded) wire.events.binary(frame);
    return heard - before;
  };
  const bare = (): number => {
    let messages = 0;
    for (const frame of encoded)
      for (const message of decodeMulti(frame)) messages += message === null ? 0 : 1;
    return messages;
  };
  const perCall = frames * load.perFrame;
  if (through() !== perCall || bare() !== perCall) throw new Error('the bench lost messages');

  const lookupsBefore = link.lookups;
  const heardBefore = heard;
  const { firstMs, secondMs, ratio } = compare(through, bare);
  const lookups = (link.lookups - lookupsBefore) / (heard - heardBefore);
  link.disconnect();
  return [
    {
      name: `link: ${load.name}, against a bare MessagePack decode`,
      value: (perCall / firstMs) * 1000,
      unit: 'messages/s',
      against: (perCall / secondMs) * 1000,
      ratio,
      goal: `at least ${leastRatio} of it`,
      ok: ratio >= leastRatio,
    },
    {
      name: `link: look-ups of a name per update, ${load.name}`,
      value: lookups,
      unit: '',
      against: null,
      ratio: null,
      goal: '0',
      ok: lookups === 0,
    },
  ];
}

/** Messages a second from the wire to a listener of the link, and how often a name is looked up on the way. */
export const linkBench: Bench = {
  name: 'link',
  run: async () => {
    const Link = await loadLink();
    const rows: BenchRow[] = [];
    for (const load of loads) rows.push(...(await measure(Link, load)));
    return rows;
  },
};
