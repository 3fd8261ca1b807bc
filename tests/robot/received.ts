import type { ControlMessage } from './control-messages.ts';
import type { WireValue } from './nt-codec.ts';

/** What a client sent, as the server understood it. */
export type ReceivedContent =
  | { readonly kind: 'text'; readonly message: ControlMessage }
  | {
      readonly kind: 'value';
      readonly pubuid: number;
      /** Null when this connection has published no such pubuid: the value was ignored. */
      readonly topic: string | null;
      readonly typeId: number;
      readonly value: WireValue;
      readonly timestampUs: number;
    }
  | { readonly kind: 'sync'; readonly clientValue: WireValue }
  /** A message that was refused with a warning in the robot's log, or a frame that ended the connection. */
  | { readonly kind: 'bad'; readonly detail: string };

/** One line of the server's record. */
export type Received = ReceivedContent & {
  /** Which connection: counted from 1 over the server's whole life, restarts included; 0 for robot code. */
  readonly connection: number;
  /** Server clock at arrival, µs. */
  readonly atUs: number;
};
