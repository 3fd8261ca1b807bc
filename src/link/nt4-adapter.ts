import { decodeFrame } from './nt4-codec.ts';
import { idleSubuid, type Nt4Session } from './nt4-session.ts';
import type Nt4Socket from './nt4-socket.ts';
import type { ClientText } from './nt4-text.ts';
import { isNtType, isOfType } from './nt4-types.ts';

/**
 * Stands between ntcore-ts-client and a session: what the package says goes out through the session, which stamps it
 * with the robot's time.
 *
 * Of what comes in, the package hears only that a topic of its own was announced, one message a frame: that is all it
 * needs in order to publish. Everything else makes it fail: values it cannot decode, types it does not know, ids of an
 * earlier connection, several messages in a frame. Nor does it hear of opening and closing, on which it would print,
 * replay what it had queued, and arm timers.
 */
export class Nt4Adapter {
  readonly #session: Nt4Session;
  readonly #tellPackage: (frame: string) => void;
  /** Publications the package waits for: name → number and type. */
  readonly #awaited = new Map<string, { readonly pubuid: number; readonly type: string }>();
  #stampUs: number | null = null;

  constructor(session: Nt4Session, socket: Nt4Socket) {
    this.#session = session;
    this.#tellPackage = socket.attach({
      isOpen: () => session.isUp,
      send: (frame) => {
        this.#send(frame);
      },
      close: () => {
        session.close();
      },
    });
  }

  /** Tells the package that the server announced a topic, if it waits for that. */
  acknowledge(name: string, type: string): void {
    const awaited = this.#awaited.get(name);
    if (awaited?.type !== type) return;
    this.#awaited.delete(name);
    const { pubuid } = awaited;
    const params = { name, id: pubuid, type, properties: {}, pubuid };
    this.#tellPackage(JSON.stringify([{ method: 'announce', params }]));
  }

  /** The robot's time, µs, that a value which the package sends during `write` left with; null when none left. */
  stampOf(write: () => void): number | null {
    this.#stampUs = null;
    write();
    return this.#stampUs;
  }

  #send(frame: string | Uint8Array): void {
    if (!this.#session.isUp) return;
    if (typeof frame === 'string')
      for (const message of JSON.parse(frame) as readonly ClientText[]) this.#sendText(message);
    else
      decodeFrame(frame, {
        message: (pubuid, _stampUs, typeId, value) => {
          if (isOfType(typeId, value)) this.#stampUs = this.#session.write(pubuid, value);
        },
        bad: (detail) => {
          throw new Error(`ntcore-ts-client sent a frame we cannot read: ${detail}`);
        },
      });
  }

  #sendText(message: ClientText): void {
    const session = this.#session;
    switch (message.method) {
      case 'publish': {
        const { pubuid, name, type } = message.params;
        if (!isNtType(type)) throw new Error(`ntcore-ts-client publishes the unknown type ${type}`);
        this.#awaited.set(name, { pubuid, type });
        session.publish(pubuid, name, type);
        // A 2026 server never acknowledges what it has announced before.
        if (session.standing(pubuid) === 'ready') this.acknowledge(name, type);
        return;
      }
      case 'unpublish': {
        const { pubuid } = message.params;
        for (const [name, awaited] of this.#awaited)
          if (awaited.pubuid === pubuid) this.#awaited.delete(name);
        session.unpublish(pubuid);
        return;
      }
      case 'subscribe': {
        const { subuid, topics, options } = message.params;
        // With each publication the package subscribes to the announcement of that one topic.
        if (options.topicsonly === true && options.prefix !== true) return;
        session.subscribe(onTheWire(subuid), topics, options);
        return;
      }
      case 'unsubscribe':
        session.unsubscribe(onTheWire(message.params.subuid));
        return;
    }
  }
}

/** The package counts its subscriptions from 0, also those that stay here; the session has one of its own. */
const onTheWire = (subuid: number): number => subuid + idleSubuid + 1;
