import type { RobotAddress } from './addresses.ts';
import { askSocket } from './ask-socket.ts';
import type { OpenWire } from './wire.ts';

/** `untold`: this page cannot ask, so that only dialling will show. */
export type ProbeResult = 'answers' | 'silent' | 'untold';

/** Asks whether something answers at an address, cheaper than a socket. Never rejects. */
export type Probe = (address: RobotAddress, signal: AbortSignal) => Promise<ProbeResult>;

/**
 * Asks by HTTP: an NT server answers `GET /` on its own port, to any page. A secure page may not ask (mixed content),
 * though it may dial.
 */
export const httpProbe: Probe = async ({ host, port }, signal) => {
  if ('location' in globalThis && globalThis.location.protocol === 'https:') return 'untold';
  try {
    await fetch(`http://${host}:${port}/`, { signal, cache: 'no-store' });
    return 'answers';
  } catch {
    return 'silent';
  }
};

/** How long somebody who only wants to know waits, ms. */
const briefMs = 2_000;

/** Whether something surely answers at an address. Never rejects. */
export async function robotAnswers(host: string, port: number): Promise<boolean> {
  return (await httpProbe({ host, port }, AbortSignal.timeout(briefMs))) === 'answers';
}

/** Whether something opens a socket that asks for no protocol: it speaks WebSocket, whatever else. Never rejects. */
export async function takesSockets(
  openWire: OpenWire,
  { host, port }: RobotAddress,
  signal: AbortSignal,
): Promise<boolean> {
  const url = `ws://${host}:${port}/nt/MLtune`;
  return (await askSocket(openWire, url, signal, { opened: () => true })) ?? false;
}
