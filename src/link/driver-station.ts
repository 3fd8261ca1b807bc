import { isIpV4, ntPort } from './addresses.ts';
import type { Lookup, RobotAddress } from './addresses.ts';
import { askSocket } from './ask-socket.ts';
import type { OpenWire } from './wire.ts';

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

/** The robot in a frame such as `{"robotIp":"10.12.34.2"}`; null for none, which the Driver Station calls 0.0.0.0. */
export function robotIn(frame: string): RobotAddress | null {
  let told: unknown;
  try {
    told = JSON.parse(frame);
  } catch {
    return null;
  }
  if (typeof told !== 'object' || told === null || !('robotIp' in told)) return null;
  const { robotIp } = told;
  return typeof robotIp === 'string' && isIpV4(robotIp) && robotIp !== '0.0.0.0'
    ? { host: robotIp, port: ntPort }
    : null;
}
