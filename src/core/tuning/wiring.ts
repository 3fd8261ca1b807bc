/** What can be told of something on the robot's network. */
export type Known = 'yes' | 'no' | 'unknown';

/** How a coefficient is wired up, as far as the robot's server tells. */
export interface Wiring {
  /** Whether the robot's code listens to what is written. */
  readonly read: Known;
  /** The clients that write it too, as the server lists them; empty where it does not tell. */
  readonly otherWriters: readonly string[];
  /** Whether a topic is announced on which robot code acknowledges the value that it uses. */
  readonly confirms: Known;
}

/** Where nothing is known. */
export const unknownWiring: Wiring = { read: 'unknown', otherWriters: [], confirms: 'unknown' };

/** What a server tells of one topic; null where it does not. */
export interface WiringSigns {
  readonly subscribers:
    | readonly {
        readonly client: string;
        readonly prefix: boolean;
        readonly topicsOnly: boolean;
      }[]
    | null;
  /** The clients that publish it. */
  readonly publishers: readonly string[] | null;
  /** Whether an acknowledgement of it is announced; null while announcements may still come. */
  readonly acknowledged: boolean | null;
}

/** Who is who in a server's lists. */
export interface Names {
  /** Of the robot's own program. */
  readonly robot: string;
  /** Ours, before the number that the server adds. */
  readonly own: string;
}

/**
 * What the signs mean. Other dashboards listen to everything, and so may a part of the robot's program that acts on
 * nothing: only a subscription of the robot to this very topic says that it reads it.
 */
export function wiringOf(signs: WiringSigns, names: Names): Wiring {
  const { subscribers, publishers, acknowledged } = signs;
  const ofRobot = subscribers?.filter(
    ({ client, topicsOnly }) => client === names.robot && !topicsOnly,
  );
  return {
    read: readBy(ofRobot),
    otherWriters: others(publishers ?? [], names),
    confirms: acknowledged === null ? 'unknown' : acknowledged ? 'yes' : 'no',
  };
}

/** Those of some clients that are neither the robot's program nor a connection of ours, each once. */
export function others(clients: readonly string[], { robot, own }: Names): readonly string[] {
  const isOwn = (client: string): boolean => client === own || client.startsWith(`${own}@`);
  return [...new Set(clients)].filter((client) => client !== robot && !isOwn(client));
}

/** Whether the robot listens to all of these: `no` as soon as it does not listen to one. */
export function readOf(wirings: readonly Wiring[]): Known {
  if (wirings.some(({ read }) => read === 'no')) return 'no';
  return wirings.length > 0 && wirings.every(({ read }) => read === 'yes') ? 'yes' : 'unknown';
}

function readBy(subscriptions: readonly { readonly prefix: boolean }[] | undefined): Known {
  if (subscriptions === undefined) return 'unknown';
  if (subscriptions.some(({ prefix }) => !prefix)) return 'yes';
  return subscriptions.length > 0 ? 'unknown' : 'no';
}
