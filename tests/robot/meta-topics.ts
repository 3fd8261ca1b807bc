import { Encoder } from '@msgpack/msgpack';
import type { StampedValue, Topic } from './nt-topics.ts';
import { typeIdOf } from './nt-codec.ts';
import { defaultPeriodMs, type SubscribeOptions } from './nt-subscription.ts';
import type { Peer } from './peer.ts';

/** One who is connected, as `$clients` lists it. */
export interface ConnectedClient {
  readonly label: string;
  /** `host:port` of its socket. */
  readonly address: string;
  /** 0x0401 for 4.1, 0x0400 for 4.0. */
  readonly version: number;
}

/** The type of every meta topic. */
export const metaType = 'msgpack';
/** The properties of every meta topic. */
export const metaProperties = { retained: true };

/** The meta topics that exist from boot. */
export const serverMetaNames = ['$serverpub', '$serversub', '$clients'] as const;

/** The meta topics that come and go with a peer: what it publishes, what it subscribes to. */
export const peerMetaNames = ({ label, slot }: Peer): readonly [pub: string, sub: string] =>
  slot === 0 ? ['$serverpub', '$serversub'] : [`$clientpub$${label}`, `$clientsub$${label}`];

/** The meta topics that come and go with a topic: who publishes it, who subscribes to it. */
export const topicMetaNames = (name: string): readonly [pub: string, sub: string] => [
  `$pub$${name}`,
  `$sub$${name}`,
];

export const clientsContent = (clients: readonly ConnectedClient[]): readonly object[] =>
  clients.map(({ label, address, version }) => ({ id: label, conn: address, ver: version }));

export const publicationsContent = ({ publications }: Peer): readonly object[] =>
  [...publications].map(([uid, topic]) => ({ uid, topic: topic.name }));

export const subscriptionsContent = ({ subscriptions }: Peer): readonly object[] =>
  [...subscriptions].map(({ subuid, topics, options }) => ({
    uid: subuid,
    topics,
    options: withoutDefaults(options),
  }));

export const publishersContent = ({ peers }: Topic): readonly object[] =>
  [...peers].flatMap(([{ label }, { pubuids }]) =>
    [...pubuids].map((pubuid) => ({ client: label, pubuid })),
  );

export const subscribersContent = ({ peers }: Topic): readonly object[] =>
  [...peers].flatMap(([{ label }, { subscriptions }]) =>
    [...subscriptions].map(({ subuid, options }) => ({
      client: label,
      subuid,
      options: withoutDefaults(options),
    })),
  );

const encoder = new Encoder({ forceFloat32: true });

/** A meta topic's one value: an array of maps (NT 4.1, meta topics). */
export const metaValue = (content: readonly object[], nowUs: number): StampedValue => ({
  typeId: typeIdOf(metaType),
  value: encoder.encode(content),
  timestampUs: nowUs,
});

/** Absent and default options look the same. */
function withoutDefaults({ periodic, all, topicsonly, prefix }: SubscribeOptions): object {
  const periodMs = periodic === undefined ? defaultPeriodMs : Math.floor(periodic * 1000);
  return {
    ...(all === true ? { all } : {}),
    ...(topicsonly === true ? { topicsonly } : {}),
    ...(periodMs === defaultPeriodMs ? {} : { periodic: periodMs / 1000 }),
    ...(prefix === true ? { prefix } : {}),
  };
}
