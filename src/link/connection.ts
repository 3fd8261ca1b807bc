import type { RobotAddress } from './addresses.ts';
import type { Announcement, LinkComplaint, NtType, NtValue } from './robot-link.ts';
import type { Trouble } from './trouble.ts';

/** What a connection tells; ids are the server's, of this connection, and may be reused after `gone`. */
export interface ConnectionEvents {
  /** Once: the handshake is over and the robot's clock is known. Nothing but `down` comes before it. */
  up(): void;
  /** Once, and the last of all; not after our own `close`. */
  down(trouble: Trouble): void;
  /** A topic appears, or its properties changed. */
  announced(id: number, announcement: Announcement): void;
  gone(id: number): void;
  /** `atMs`: when its frame came, by the link's ticker. */
  value(id: number, value: NtValue, serverUs: number, atMs: number): void;
  complain(complaint: LinkComplaint): void;
}

/** What is wanted of a topic, or of all that begin with it. */
export interface Subscription {
  readonly topic: string;
  readonly prefix: boolean;
  readonly all: boolean;
  readonly topicsOnly: boolean;
  readonly periodMs: number;
}

/** One topic that we publish in one connection. */
export interface Publication {
  /** `unpublished` until the server has said of which type the topic is; `type` when that is not ours. */
  standing(): 'ready' | 'unpublished' | 'type';
  /** Sends a value that has been checked; its stamp (server µs), or null where nothing could leave. */
  write(value: NtValue): number | null;
  close(): void;
}

/** One connection to one robot; of no use after `down`. */
export interface Connection {
  readonly protocol: '4.1' | '4.0';
  serverNowUs(): number | null;
  rttMs(): number | null;
  /** The MessagePack message that these bytes are; undefined where they are none, or a huge one. */
  unpack(bytes: Uint8Array): unknown;
  subscribe(subscription: Subscription): () => void;
  publish(topic: string, type: NtType): Publication;
  /** Asks for a sign of life at once: after a suspended page woke up. */
  check(): void;
  close(): void;
}

/** Begins a connection. `up` and `down` never come before it has returned. */
export type Dial = (address: RobotAddress, events: ConnectionEvents) => Connection;
