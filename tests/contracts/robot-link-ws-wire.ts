import { WebSocket } from 'ws';

import type { OpenWire } from '../../src/link/wire.ts';

/** A wire over `ws`, for Node. Closing it cuts the connection, with no farewell. */
export const wsWire: OpenWire = (url, protocols, events) => {
  const socket = new WebSocket(url, [...protocols]);
  let silent = false;
  socket.on('open', () => {
    if (!silent) events.opened(socket.protocol);
  });
  socket.on('message', (data, isBinary) => {
    if (silent) return;
    const bytes = data as Buffer;
    if (isBinary) events.binary(Uint8Array.from(bytes));
    else events.text(bytes.toString());
  });
  socket.on('close', (code, reason) => {
    if (!silent) events.closed(code, reason.toString());
    silent = true;
  });
  // `ws` follows each error with a close.
  socket.on('error', () => undefined);
  return {
    send(frame) {
      socket.send(frame);
    },
    close() {
      silent = true;
      socket.terminate();
    },
  };
};
