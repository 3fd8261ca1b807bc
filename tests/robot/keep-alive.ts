import type { WebSocket } from 'ws';

/** ntcore pings a 4.1 client this often, ms. */
const pingMs = 200;
/** This many pings in a row without a byte in return end the connection: ntcore's one second. */
const missedPings = 5;

/**
 * Pings a client and drops it after about a second of silence, as long as `isActive`.
 * Counts pings rather than time, so that a stalled test machine does not look like a silent client.
 * Returns how to stop.
 */
export function keepAlive(webSocket: WebSocket, isActive: () => boolean): () => void {
  let missed = 0;
  const heard = (): void => {
    missed = 0;
  };
  webSocket.on('message', heard).on('ping', heard).on('pong', heard);
  const timer = setInterval(() => {
    if (!isActive()) missed = 0;
    else if (missed >= missedPings) webSocket.terminate();
    else {
      missed += 1;
      webSocket.ping();
    }
  }, pingMs).unref();
  return () => {
    clearInterval(timer);
  };
}
