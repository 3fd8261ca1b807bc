/** What a socket tells. After `closed` it tells nothing more. */
export interface WireEvents {
  opened(protocol: string): void;
  text(frame: string): void;
  binary(frame: Uint8Array): void;
  /** Once; `reason` is the peer's words, often empty. */
  closed(code: number, reason: string): void;
}

/** An opening or open WebSocket, reduced to what the protocol needs. */
export interface Wire {
  send(frame: string | Uint8Array<ArrayBuffer>): void;
  /** Silent: no event follows. */
  close(): void;
}

/** Opens a socket. Throws where the platform forbids it (a secure page and a plain `ws:` address). */
export type OpenWire = (url: string, protocols: readonly string[], events: WireEvents) => Wire;

/** A wire over the browser's own WebSocket. */
export const browserWire: OpenWire = (url, protocols, events) => {
  const socket = new WebSocket(url, [...protocols]);
  let silent = false;
  const tell =
    <E>(listener: (event: E) => void) =>
    (event: E): void => {
      if (!silent) listener(event);
    };
  const closed = (code: number, reason: string): void => {
    silent = true;
    events.closed(code, reason);
  };
  socket.binaryType = 'arraybuffer';
  socket.onopen = tell(() => {
    events.opened(socket.protocol);
  });
  socket.onmessage = tell(({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') events.text(data);
    else if (data instanceof ArrayBuffer) events.binary(new Uint8Array(data));
  });
  socket.onclose = tell(({ code, reason }: CloseEvent) => {
    closed(code, reason);
  });
  // Safari on a secure page tells an error and never a close.
  socket.onerror = tell(() => {
    if (socket.readyState === WebSocket.CLOSED) closed(1006, '');
  });
  return {
    send(frame) {
      socket.send(frame);
    },
    close() {
      silent = true;
      socket.close();
    },
  };
};
