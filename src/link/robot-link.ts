import type { Candidate } from './addresses.ts';
import type { Attempt } from './attempts.ts';

/** The NetworkTables types that have a meaning for us; everything else arrives as `raw`. */
export type NtType =
  | 'boolean'
  | 'double'
  | 'int'
  | 'float'
  | 'string'
  | 'json'
  | 'raw'
  | 'boolean[]'
  | 'double[]'
  | 'int[]'
  | 'float[]'
  | 'string[]';

/** A decoded value. Non-finite doubles arrive as they are; raw, struct and protobuf as bytes. */
export type NtValue =
  | boolean
  | number
  | string
  | Uint8Array
  | readonly boolean[]
  | readonly number[]
  | readonly string[];

/** Where the link stands. Notified on edges only. */
export type LinkState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'connecting';
      /** The first of the hosts that are tried. */
      readonly host: string;
      readonly attempt: number;
      readonly why: string | null;
    }
  | {
      readonly kind: 'online';
      readonly host: string;
      /** Counts connections of this link, from 1. */
      readonly session: number;
      /** Subprotocol agreed on. */
      readonly protocol: '4.1' | '4.0';
    };

/** One value as the robot's server sent it. */
export interface Sample {
  readonly topic: string;
  /** The announced type string, e.g. `double` or `struct:Pose2d`. */
  readonly type: string;
  readonly value: NtValue;
  /** Server time of the value, µs; 0 for a default, which any other value replaces. */
  readonly serverUs: number;
  /** Page clock at arrival, ms (`now()` of the link's clock). */
  readonly atMs: number;
  /** The connection it came by (see `LinkState.session`). */
  readonly session: number;
  /**
   * Whether it is a default that came after another value of this connection, told to us or written by us. The server keeps that
   * one, and robot code reads it a tenth of a second later: what the robot has is not this.
   */
  readonly overruled: boolean;
}

/** A topic the server announced. */
export interface Announcement {
  readonly topic: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The server's number for it, the same in each connection for as long as its program runs; absent where the link knows none. */
  readonly id?: number;
}

/** What a write came to. `ok: false` means that nothing left, and nothing will leave later. */
export type WriteResult =
  | { readonly ok: true; readonly serverUs: number }
  | {
      readonly ok: false;
      readonly why:
        | 'offline'
        /** The robot has not said yet that it takes the topic from us. */
        | 'unpublished'
        /** The value is not of the writer's type (not finite, not a safe integer, not a boolean …). */
        | 'value'
        /** The robot announces the topic with another type. */
        | 'type'
        | 'closed';
    };

/** A live subscription. */
export interface Watch {
  /**
   * The newest value of the present connection, by its stamp; null before the first, after a loss, and once its topic
   * is gone.
   */
  latest(): Sample | null;
  close(): void;
}

/** A topic we publish, made once and kept; it survives any number of reconnects. */
export interface Writer {
  readonly topic: string;
  /** Published in this connection, clock known, and the announced type is ours. */
  ready(): boolean;
  /** Sends now or not at all. */
  write(value: NtValue): WriteResult;
  /** Unpublishes. */
  close(): void;
}

export interface WatchOptions {
  /** Every value, not only the newest of each period. Default false. */
  readonly all?: boolean;
  /** How often the server sends, ms. Default 100. */
  readonly periodMs?: number;
  /** Treat `topic` as a prefix. Default false. */
  readonly prefix?: boolean;
}

/** Something the link could not use, for the log and the screen: never an exception. */
export interface LinkComplaint {
  /** What was wrong: a frame, a value, a type, a listener of ours that threw, or something that was to be read of a shot. */
  readonly kind: 'frame' | 'value' | 'type' | 'listener' | 'shot';
  readonly topic: string | null;
  readonly detail: string;
}

/** A function that takes a listener back. */
export type Unsubscribe = () => void;

/**
 * The connection to one robot.
 *
 * Guarantees (tests/contracts/robot-link runs them on every implementation):
 * - No value leaves before this connection's clock is known; stamps are robot time, monotonic per topic, and over 50 ms
 *   in the future only where the topic already holds such a stamp, which the robot's clock jumped back from: it ignores
 *   what is older. `write` never queues: what could not leave at once never leaves.
 * - A writer works whatever the order of watching and writing, and after any number of robot restarts.
 * - A value reaches only the watches of its own topic; one bad value or frame harms nothing else.
 * - A value that came in this connection is never withheld from a watch that is asked for later, though nobody watched its
 *   topic meanwhile; a repeat of it is passed over.
 * - A dead or half-open connection is noticed within 2 s; from then on `latest()` of every watch is null.
 * - `attempts` tells of the present search only, and of an address what its newest finished try came to.
 * - `connect` to another address leaves one connection; `disconnect` leaves no socket and no timer.
 * - Listeners may throw: it is reported through `onComplaint`, and nothing else suffers.
 */
export interface RobotLink {
  /** What a server lists us as, before the `@` and the number that it adds; no other page has the same. */
  readonly clientName: string;
  state(): LinkState;
  onState(listener: (state: LinkState) => void): Unsubscribe;
  onComplaint(listener: (complaint: LinkComplaint) => void): Unsubscribe;
  /** How far each address of the present search came, in the order of the candidates; a new array at each change. */
  attempts(): readonly Attempt[];
  /** Smallest round trip of the last ten seconds, ms; null while unknown. */
  rttMs(): number | null;
  /** The message within a value of type `msgpack`; undefined where it holds none, or a huge one, and while not connected. */
  unpack(value: NtValue | undefined): unknown;
  /** The robot's clock now, µs; null while unknown. */
  serverNowUs(): number | null;
  /** Tries the candidates in turn, endlessly, until one completes an NT handshake. */
  connect(candidates: readonly Candidate[]): void;
  /** Final until the next `connect`. */
  disconnect(): void;
  /**
   * Subscribes to one topic, or to all that begin with it, for good. The listener gets each value as it arrives, and
   * soon after the call those that are known already.
   */
  watch(topic: string, options: WatchOptions, listener: (sample: Sample) => void): Watch;
  /**
   * Hears of topics that begin with `prefix`, with no values, again when their properties change, and soon after the
   * call of those that are known already. `null` announcement: the topic, or the connection, is gone. Topics that
   * begin with `$` are told only to a prefix that does.
   */
  discover(
    prefix: string,
    listener: (topic: string, announcement: Announcement | null) => void,
  ): Unsubscribe;
  /** Publishes a topic. Asking again for the same topic and type gives the same writer, until it is closed. */
  writer(topic: string, type: NtType): Writer;
}
