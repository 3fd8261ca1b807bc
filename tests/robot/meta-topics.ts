import { encode } from '@msgpack/msgpack';
import type { SubscribeOptions, Subscription } from './nt-subscription.ts';
import { covers, isMetaName } from './nt-subscription.ts';
import type { Peer, StampedValue, Topic } from './nt-topics.ts';
import { typeIdOf } from './nt-codec.ts';

/** One who is connected, as `$clients` lists it. */
export interface ConnectedClient extends Peer {
  /** `host:port` of its socket. */
  readonly address: string;
  /** 0x0401 for 4.1, 0x0400 for 4.0. */
  readonly version: number;
  readonly subscriptions: Iterable<Subscription>;
  readonly publications: Iterable<readonly [pubuid: number, topic: Topic]>;
}

/** Robot code as the meta topics see it: the client with the empty name. */
type RobotClient = Pick<ConnectedClient, 'subscriptions' | 'publications'>;

/** What the meta topics tell of. */
export interface MetaSource {
  clients(): readonly ConnectedClient[];
  readonly robot: RobotClient;
  findTopic(name: string): Topic | undefined;
}

/** The type of every meta topic. */
export const metaType = 'msgpack';

/** The meta topics that exist from boot. */
export const serverMetaNames = ['$clients', '$serverpub', '$serversub'] as const;

/** The meta topics that come and go with a client. */
export const clientMetaNames = ({ label }: Peer): readonly string[] => [
  `$clientsub$${label}`,
  `$clientpub$${label}`,
];

/** The meta topics that come and go with a topic; a meta topic has none. */
export const topicMetaNames = (name: string): readonly string[] =>
  isMetaName(name) ? [] : [`$pub$${name}`, `$sub$${name}`];

/** What a meta topic says at this moment, as its one value: an array of maps (NT 4.1, meta topics). */
export function metaValue(name: string, source: MetaSource, nowUs: number): StampedValue {
  const value = encode(metaContent(name, source));
  return { typeId: typeIdOf(metaType), value, timestampUs: nowUs };
}

function metaContent(name: string, source: MetaSource): readonly object[] {
  if (name === '$clients')
    return source.clients().map((c) => ({ id: c.label, conn: c.address, ver: c.version }));
  if (name === '$serversub') return subscriptionsOf(source.robot);
  if (name === '$serverpub') return publicationsOf(source.robot);
  const [, kind, subject] = /^\$(clientsub|clientpub|sub|pub)\$(.*)$/s.exec(name) ?? [];
  if (kind === undefined || subject === undefined) return [];
  if (kind === 'pub') {
    const publishers = source.findTopic(subject)?.publishers ?? [];
    return publishers.map(({ peer, pubuid }) => ({ client: peer.label, pubuid }));
  }
  if (kind === 'sub') {
    const all = [{ label: '', ...source.robot, subscriptions: source.robot.subscriptions }];
    return [...all, ...source.clients()].flatMap(({ label, subscriptions }) =>
      [...subscriptions]
        .filter((subscription) => covers(subscription, subject))
        .map(({ subuid, options }) => ({
          client: label,
          subuid,
          options: withoutDefaults(options),
        })),
    );
  }
  const client = source.clients().find(({ label }) => label === subject);
  if (client === undefined) return [];
  return kind === 'clientsub' ? subscriptionsOf(client) : publicationsOf(client);
}

const subscriptionsOf = ({ subscriptions }: RobotClient): object[] =>
  [...subscriptions].map(({ subuid, topics, options }) => ({
    uid: subuid,
    topics,
    options: withoutDefaults(options),
  }));

const publicationsOf = ({ publications }: RobotClient): object[] =>
  [...publications].map(([uid, topic]) => ({ uid, topic: topic.name }));

/** Absent and default options look the same. */
function withoutDefaults({ periodic, all, topicsonly, prefix }: SubscribeOptions): object {
  return {
    ...(periodic === undefined || periodic === 0.1 ? {} : { periodic }),
    ...(all === true ? { all } : {}),
    ...(topicsonly === true ? { topicsonly } : {}),
    ...(prefix === true ? { prefix } : {}),
  };
}
