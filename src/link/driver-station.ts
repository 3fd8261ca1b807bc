import { isIpV4, ntPort } from './addresses.ts';
import type { Lookup, RobotAddress } from './addresses.ts';
import { askSocket } from './ask-socket.ts';
import type { FollowFieldControl } from './contract.ts';
import type { Ticker } from './ticker.ts';
import type { OpenWire, Wire } from './wire.ts';

/** Where the Driver Station (2027) listens on its own computer. */
const host = '127.0.0.1:6768';

/** Whether something answers HTTP at a URL, whatever it says. Never rejects. */
export type AnswersHttp = (url: string, signal: AbortSignal) => Promise<boolean>;

/** Asks as a page may: it cannot read the answer, and need not. */
export const pageAnswersHttp: AnswersHttp = async (url, signal) => {
  try {
    await fetch(url, { signal, mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
};

/**
 * The Driver Station on this computer, which knows the robot's address. It is looked for by HTTP first: a browser slows
 * down the sockets of a page that opened many in vain, and most computers have no Driver Station.
 */
export function driverStation(openWire: OpenWire, answersHttp: AnswersHttp): Lookup {
  return {
    lookUp: async (signal) =>
      (await answersHttp(`http://${host}/`, signal))
        ? askSocket(openWire, `ws://${host}/ipws`, signal, { text: robotIn })
        : null,
  };
}

/** From the end of one attempt to hear the Driver Station to the next, ms: it may be opened later, or anew. */
const againMs = 15_000;

/**
 * Keeps a socket to the Driver Station on this computer, and opens it again when it goes. A socket that goes reports nothing: what was
 * said last holds until the Driver Station says something else.
 */
export function fieldControl(
  openWire: OpenWire,
  answersHttp: AnswersHttp,
  ticker: Ticker,
): FollowFieldControl {
  return (told) => {
    const stopped = new AbortController();
    let wire: Wire | null = null;
    let stopWaiting = (): void => undefined;
    const tryAgain = (): void => {
      wire = null;
      if (!stopped.signal.aborted)
        stopWaiting = ticker.after(againMs, () => {
          void listen();
        });
    };
    const listen = async (): Promise<void> => {
      const runs = await answersHttp(`http://${host}/`, stopped.signal);
      if (stopped.signal.aborted) return;
      if (!runs) {
        tryAgain();
        return;
      }
      try {
        wire = openWire(`ws://${host}/ipws`, [], {
          opened: () => undefined,
          text: (frame) => {
            const isControlled = fieldControlIn(frame);
            if (isControlled !== null) told(isControlled);
          },
          binary: () => undefined,
          closed: tryAgain,
          blocked: tryAgain,
        });
      } catch {
        // The platform forbids the socket: it will not allow it later.
      }
    };
    void listen();
    return () => {
      stopped.abort();
      stopWaiting();
      wire?.close();
    };
  };
}

/**
 * The robot in a frame such as `{"robotIp":"10.12.34.2"}`, which the document of the Driver Station spells `robotIP`; null for none,
 * which it calls 0.0.0.0.
 */
export function robotIn(frame: string): RobotAddress | null {
  const { robotIp, robotIP } = readFrame(frame);
  const ip = robotIp ?? robotIP;
  return typeof ip === 'string' && isIpV4(ip) && ip !== '0.0.0.0'
    ? { host: ip, port: ntPort }
    : null;
}

/** Whether a frame says that a field controls the Driver Station; null where it says neither. */
export function fieldControlIn(frame: string): boolean | null {
  const { fmsControlled } = readFrame(frame);
  return typeof fmsControlled === 'boolean' ? fmsControlled : null;
}

/** What is of use in a frame. */
interface StationFrame {
  readonly robotIp?: unknown;
  readonly robotIP?: unknown;
  readonly fmsControlled?: unknown;
}

function readFrame(frame: string): StationFrame {
  try {
    const told: unknown = JSON.parse(frame);
    return typeof told === 'object' && told !== null ? told : {};
  } catch {
    return {};
  }
}
