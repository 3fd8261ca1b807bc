import type { Connection } from './connection.ts';
import { isSameValue } from './nt4-types.ts';
import type {
  Announcement,
  LinkComplaint,
  NtValue,
  Sample,
  Unsubscribe,
  Watch,
  WatchOptions,
} from './robot-link.ts';

/** NT's own default: how often the server sends, ms. */
const defaultPeriodMs = 100;

/** What the server says about itself (`$clients`, `$pub$…`) is not a topic of the robot. */
const metaSign = '$';

type DiscoverListener = (topic: string, announcement: Announcement | null) => void;

/** One announced topic of the present connection. */
interface Handle {
  readonly topic: string;
  announcement: Announcement;
  /** The newest value that came in this connection, whoever asked for it, or that we wrote; a default that was overruled is none. */
  latest: Sample | null;
  /** Newest stamp of what came and what we wrote, server µs; a default has none. */
  stampUs: number | null;
  /** Replaced, never changed: a listener may close its watch while values are handed out. */
  watches: readonly WatchEntry[];
}

interface WatchEntry {
  readonly topic: string;
  readonly prefix: boolean;
  readonly all: boolean;
  readonly periodMs: number;
  readonly listener: (sample: Sample) => void;
  latest: Sample | null;
  /** Topics whose value was known before it was asked for, and is still to be handed over. */
  owed: Set<Handle>;
  closed: boolean;
  unsubscribe: Unsubscribe;
}

interface Discovery {
  readonly prefix: string;
  readonly listener: DiscoverListener;
  closed: boolean;
  unsubscribe: Unsubscribe;
}

const nothing: Unsubscribe = () => undefined;

/**
 * The watches and discoveries of a link, which outlive its connections. A name is looked up when a topic is
 * announced or watched; a value then finds its listeners by the number it carries.
 */
export class TopicHub {
  readonly #complain: (complaint: LinkComplaint) => void;
  readonly #watches = new Set<WatchEntry>();
  readonly #discoveries = new Set<Discovery>();
  #handles: (Handle | undefined)[] = [];
  #connection: Connection | null = null;
  #session = 0;
  #lookups = 0;

  constructor(complain: (complaint: LinkComplaint) => void) {
    this.#complain = complain;
  }

  /** How often a name was looked up so far. Does not grow with values. */
  get lookups(): number {
    return this.#lookups;
  }

  /** A connection is up: everything that is wanted is asked for. `session` counts connections, from 1. */
  up(connection: Connection, session: number): void {
    this.#connection = connection;
    this.#session = session;
    for (const entry of this.#watches)
      entry.unsubscribe = connection.subscribe({ ...entry, topicsOnly: false });
    for (const discovery of this.#discoveries)
      discovery.unsubscribe = subscribeTopics(connection, discovery);
  }

  /** The connection is lost: nothing known through it counts any more. */
  down(): void {
    const handles = this.#handles;
    this.#handles = [];
    this.#connection = null;
    for (const entry of this.#watches) {
      entry.latest = null;
      entry.owed.clear();
      entry.unsubscribe = nothing;
    }
    for (const discovery of this.#discoveries) discovery.unsubscribe = nothing;
    for (const handle of handles) if (handle !== undefined) this.#tell(handle.topic, null);
  }

  /** Of a topic that is known this is news of its properties; a server answers a publish so too (2027), with no news at all. */
  announced(id: number, announcement: Announcement): void {
    const known = this.#handles[id];
    if (known !== undefined) {
      if (isSame(known.announcement, announcement)) return;
      known.announcement = announcement;
    } else {
      this.#lookups++;
      this.#handles[id] = {
        topic: announcement.topic,
        announcement,
        latest: null,
        stampUs: null,
        watches: [...this.#watches].filter((entry) => covers(entry, announcement.topic)),
      };
    }
    this.#tell(announcement.topic, { ...announcement, id });
  }

  gone(id: number): void {
    const handle = this.#handles[id];
    if (handle === undefined) return;
    this.#handles[id] = undefined;
    for (const entry of handle.watches)
      if (entry.latest?.topic === handle.topic) entry.latest = null;
    this.#tell(handle.topic, null);
  }

  value(id: number, value: NtValue, serverUs: number, atMs: number): void {
    const handle = this.#handles[id];
    if (handle === undefined) return;
    const sample: Sample = {
      topic: handle.topic,
      type: handle.announcement.type,
      value,
      serverUs,
      atMs,
      session: this.#session,
      overruled: serverUs === 0 && handle.stampUs !== null,
    };
    // The server repeats the last value to a subscription: who has it need not hear it again.
    if (handle.latest !== null && isRepeat(handle.latest, sample)) return;
    if (serverUs !== 0) handle.stampUs = Math.max(handle.stampUs ?? -Infinity, serverUs);
    if (!sample.overruled) handle.latest = newer(handle.latest, sample);
    for (const entry of handle.watches) this.#deliver(entry, handle, sample);
  }

  /** A value of ours left: the server will not tell it to us, and holds it from now on, for who asks later too. */
  wrote(topic: string, value: NtValue, serverUs: number, atMs: number): void {
    const handle = this.#handles.find((known) => known?.topic === topic);
    if (handle === undefined) return;
    handle.stampUs = Math.max(handle.stampUs ?? -Infinity, serverUs);
    const { type } = handle.announcement;
    const session = this.#session;
    const sample = { topic, type, value, serverUs, atMs, session, overruled: false };
    handle.latest = newer(handle.latest, sample);
  }

  watch(topic: string, options: WatchOptions, listener: (sample: Sample) => void): Watch {
    const entry: WatchEntry = {
      topic,
      prefix: options.prefix ?? false,
      all: options.all ?? false,
      periodMs: options.periodMs ?? defaultPeriodMs,
      listener,
      latest: null,
      owed: new Set(),
      closed: false,
      unsubscribe: nothing,
    };
    this.#watches.add(entry);
    const connection = this.#connection;
    if (connection !== null) {
      this.#attach(entry);
      const { prefix, all, periodMs } = entry;
      entry.unsubscribe = connection.subscribe({ topic, prefix, all, periodMs, topicsOnly: false });
      queueMicrotask(() => {
        if (connection === this.#connection) this.#handOver(entry);
      });
    }
    return {
      latest: () => entry.latest,
      close: () => {
        this.#close(entry);
      },
    };
  }

  discover(prefix: string, listener: DiscoverListener): Unsubscribe {
    const discovery: Discovery = { prefix, listener, closed: false, unsubscribe: nothing };
    this.#discoveries.add(discovery);
    if (this.#connection !== null) {
      discovery.unsubscribe = subscribeTopics(this.#connection, discovery);
      const known = this.#handles.flatMap((handle, id) =>
        handle === undefined ? [] : [{ handle, id }],
      );
      queueMicrotask(() => {
        for (const { handle, id } of known)
          if (this.#handles.includes(handle))
            this.#tellOne(discovery, handle.topic, { ...handle.announcement, id });
      });
    }
    return () => {
      discovery.closed = true;
      this.#discoveries.delete(discovery);
      discovery.unsubscribe();
      discovery.unsubscribe = nothing;
    };
  }

  /**
   * Hands the entry to every topic it covers. A server does not send again what a subscription of ours has brought
   * once, though nobody may have it any more: so every value that is known is owed to who asks later.
   */
  #attach(entry: WatchEntry): void {
    this.#lookups++;
    for (const handle of this.#handles) {
      if (handle === undefined || !covers(entry, handle.topic)) continue;
      if (handle.latest !== null) entry.owed.add(handle);
      handle.watches = [...handle.watches, entry];
    }
  }

  /** Oldest first. What has come meanwhile is not owed any more, nor is what has gone. */
  #handOver(entry: WatchEntry): void {
    const owed = [...entry.owed]
      .filter((handle) => this.#handles.includes(handle))
      .flatMap((handle) => (handle.latest === null ? [] : [{ handle, sample: handle.latest }]))
      .sort((a, b) => a.sample.serverUs - b.sample.serverUs);
    for (const { handle, sample } of owed)
      if (entry.owed.has(handle)) this.#deliver(entry, handle, sample);
  }

  #close(entry: WatchEntry): void {
    if (entry.closed) return;
    entry.closed = true;
    entry.latest = null;
    this.#watches.delete(entry);
    for (const handle of this.#handles)
      if (handle?.watches.includes(entry) === true)
        handle.watches = handle.watches.filter((other) => other !== entry);
    entry.unsubscribe();
    entry.unsubscribe = nothing;
  }

  #deliver(entry: WatchEntry, handle: Handle, sample: Sample): void {
    if (entry.closed) return;
    entry.owed.delete(handle);
    if (!sample.overruled) entry.latest = newer(entry.latest, sample);
    try {
      entry.listener(sample);
    } catch (error) {
      this.#complainOf(sample.topic, error);
    }
  }

  #tell(topic: string, announcement: Announcement | null): void {
    for (const discovery of [...this.#discoveries]) this.#tellOne(discovery, topic, announcement);
  }

  #tellOne(discovery: Discovery, topic: string, announcement: Announcement | null): void {
    if (discovery.closed || !begins(topic, discovery.prefix)) return;
    try {
      discovery.listener(topic, announcement);
    } catch (error) {
      this.#complainOf(topic, error);
    }
  }

  #complainOf(topic: string, error: unknown): void {
    this.#complain({ kind: 'listener', topic, detail: String(error) });
  }
}

function subscribeTopics(connection: Connection, { prefix }: Discovery): Unsubscribe {
  return connection.subscribe({
    topic: prefix,
    prefix: true,
    all: false,
    topicsOnly: true,
    periodMs: defaultPeriodMs,
  });
}

function covers(entry: WatchEntry, topic: string): boolean {
  return entry.prefix ? begins(topic, entry.topic) : topic === entry.topic;
}

function begins(topic: string, prefix: string): boolean {
  return topic.startsWith(prefix) && (prefix.startsWith(metaSign) || !topic.startsWith(metaSign));
}

const isSame = (a: Announcement, b: Announcement): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Whether a value is the one that is known, sent once more: no other carries the same stamp and the same value. */
function isRepeat(known: Sample, next: Sample): boolean {
  return (
    next.serverUs !== 0 && next.serverUs === known.serverUs && isSameValue(known.value, next.value)
  );
}

/** The rule of the robot itself: an older stamp does not win, and a default (stamp 0) loses to everything. */
function newer(known: Sample | null, next: Sample): Sample {
  const wins =
    known?.topic !== next.topic || known.serverUs === 0 || next.serverUs >= known.serverUs;
  return wins ? next : known;
}
