/** What a socket tells. After `closed` it tells nothing more. */
export interface WireEvents {
  opened(protocol: string): void;
  text(frame: string): void;
  binary(frame: Uint8Array): void;
  /** Once; `reason` is the peer's words, often empty. */
  closed(code: number, reason: string): void;
  /** Instead of `closed`: it failed, and the platform told no close, as where it forbids the socket. */
  blocked(): void;
}

/** A close follows the error it belongs to at once; Safari on a secure page, and a page's own policy, tell none, ms. */
const closeIsDueMs = 500;

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
  socket.onerror = tell(() => {
    setTimeout(
      tell(() => {
        silent = true;
        events.blocked();
      }),
      closeIsDueMs,
    );
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
