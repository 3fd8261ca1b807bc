import { createServer } from 'node:net';
import { WebSocket } from 'ws';
import { subprotocols } from './subprotocols.ts';

/** Whether an error says that a port is taken. */
export const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Both faces of `localhost`: a browser may try either first. */
const loopbacks = ['127.0.0.1', '::1'];

/** The first port from `first` on that nobody has on this computer's loopback. */
export async function nextFreePort(first: number): Promise<number> {
  let port = first;
  while (!(await isFree(port))) port += 1;
  return port;
}

async function isFree(port: number): Promise<boolean> {
  for (const host of loopbacks) if (await isTaken(host, port)) return false;
  return true;
}

/** A computer without that address (no IPv6) has nobody on it. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      resolve(isPortTaken(error));
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(false);
      });
    });
  });
}

/** Who has a port that was wanted for a robot. */
export type Occupant = 'robot' | 'another program';

/** A program that has not answered after this time, ms, is no robot. */
const answerTimeoutMs = 1500;

/** Asks whether a NetworkTables server answers on a taken port of this computer, without becoming its client. */
export function occupantOf(port: number): Promise<Occupant> {
  const rtt = [...subprotocols].filter(([, protocol]) => protocol === 'rtt').map(([name]) => name);
  const probe = new WebSocket(`ws://127.0.0.1:${port}/nt/port-check`, rtt, {
    handshakeTimeout: answerTimeoutMs,
  });
  return new Promise((resolve) => {
    probe.once('open', () => {
      resolve('robot');
      probe.terminate();
    });
    probe.once('error', () => {
      resolve('another program');
    });
  });
}
