/** Where a server tells who publishes a topic; msgpack (NetworkTables 4.1, "Meta Topics"). */
export const publishersTopic = (topic: string): string => `$pub$${topic}`;

/** Where a server tells who subscribes to a topic; msgpack. */
export const subscribersTopic = (topic: string): string => `$sub$${topic}`;

/** Where a server tells who is connected; msgpack. It is there from the server's start to its end. */
export const clientsTopic = '$clients';

/** The robot's own program, in what its server tells of publishers and subscribers. */
export const robotProgram = '';

/** One who subscribes to a topic, alone or with others. */
export interface Subscriber {
  /** As the server lists it, e.g. `AdvantageScope@2`; `robotProgram` for the robot's own. */
  readonly client: string;
  /** Whether it asked for all that begins with something, rather than for this topic. */
  readonly prefix: boolean;
  /** Whether it wants no values. */
  readonly topicsOnly: boolean;
}

/** The clients that publish a topic, as the message of its meta topic tells; null when that can't be read. */
export function publishersIn(message: unknown): readonly string[] | null {
  return entriesIn(message, ({ client }) => (typeof client === 'string' ? client : null));
}

/** Who subscribes to a topic, as the message of its meta topic tells; null when that can't be read. */
export function subscribersIn(message: unknown): readonly Subscriber[] | null {
  return entriesIn(message, ({ client, options = {} }) =>
    typeof client === 'string' && isMap(options)
      ? { client, prefix: options['prefix'] === true, topicsOnly: options['topicsonly'] === true }
      : null,
  );
}

/** Each entry of an array of maps, read; null unless all of them can be. */
function entriesIn<T>(
  message: unknown,
  read: (entry: Readonly<Record<string, unknown>>) => T | null,
): readonly T[] | null {
  if (!Array.isArray(message)) return null;
  const all = message.map((entry: unknown) => (isMap(entry) ? read(entry) : null));
  return all.every((entry) => entry !== null) ? all : null;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);
