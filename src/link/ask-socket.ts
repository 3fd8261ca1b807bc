import type { OpenWire, Wire } from './wire.ts';

/** What may answer a question: that the socket opened, or a text frame; null for no answer yet. */
export interface SocketAnswers<T> {
  readonly opened?: () => T | null;
  readonly text?: (frame: string) => T | null;
}

/**
 * Opens a socket that asks for no subprotocol, waits for the first answer, and hangs up. Null when it ends before, or
 * `signal` aborts. Never rejects.
 */
export function askSocket<T>(
  openWire: OpenWire,
  url: string,
  signal: AbortSignal,
  { opened = () => null, text = () => null }: SocketAnswers<T>,
): Promise<T | null> {
  return new Promise((resolve) => {
    let wire: Wire | null = null;
    const end = (answer: T | null): void => {
      signal.removeEventListener('abort', abort);
      wire?.close();
      resolve(answer);
    };
    const consider = (answer: T | null): void => {
      if (answer !== null) end(answer);
    };
    const abort = (): void => {
      end(null);
    };
    if (signal.aborted) {
      resolve(null);
      return;
    }
    signal.addEventListener('abort', abort);
    try {
      wire = openWire(url, [], {
        opened: () => {
          consider(opened());
        },
        text: (frame) => {
          consider(text(frame));
        },
        binary: () => undefined,
        closed: abort,
        blocked: abort,
      });
    } catch {
      // The platform forbids the socket, so nobody can be asked.
      end(null);
    }
  });
}
