/** What the server says in text frames, as far as it means something to us. */
export type ServerText =
  | {
      readonly method: 'announce';
      readonly id: number;
      readonly name: string;
      readonly type: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }
  | { readonly method: 'unannounce'; readonly id: number; readonly name: string }
  | {
      readonly method: 'properties';
      readonly name: string;
      /** Changed keys; null takes a key away. */
      readonly update: Readonly<Record<string, unknown>>;
    };

/** What we say in text frames. */
export type ClientText =
  | {
      readonly method: 'publish';
      readonly params: {
        readonly name: string;
        readonly pubuid: number;
        readonly type: string;
        readonly properties: Readonly<Record<string, unknown>>;
      };
    }
  | { readonly method: 'unpublish'; readonly params: { readonly pubuid: number } }
  | {
      readonly method: 'subscribe';
      readonly params: {
        readonly topics: readonly string[];
        readonly subuid: number;
        readonly options: SubscribeOptions;
      };
    }
  | { readonly method: 'unsubscribe'; readonly params: { readonly subuid: number } };

/** Options of a subscription (NetworkTables 4.1, "Subscribe"). */
export interface SubscribeOptions {
  /** Seconds. */
  readonly periodic?: number;
  readonly all?: boolean;
  readonly topicsonly?: boolean;
  readonly prefix?: boolean;
}

/** What a text frame is taken apart into. */
export interface TextReader {
  message(message: ServerText): void;
  bad(detail: string): void;
}

/** Takes a text frame apart, each message on its own. Unknown methods are passed over; never throws by itself. */
export function parseServerText(frame: string, reader: TextReader): void {
  let messages: unknown;
  try {
    messages = JSON.parse(frame);
  } catch {
    reader.bad('text that is not JSON');
    return;
  }
  if (!Array.isArray(messages)) {
    reader.bad('text that is not an array');
    return;
  }
  for (const message of messages as readonly unknown[]) {
    const parsed = parseMessage(message);
    if (typeof parsed === 'string') reader.bad(parsed);
    else if (parsed !== null) reader.message(parsed);
  }
}

/** The message; null for one that is not for us; a complaint in words. */
function parseMessage(message: unknown): ServerText | string | null {
  if (!isRecord(message) || !isRecord(message['params'])) return 'a message without params';
  const { method, params } = message;
  const { name, id, type, properties, update } = params;
  switch (method) {
    case 'announce':
      if (typeof name !== 'string' || !isId(id) || typeof type !== 'string')
        return 'an announce without name, id or type';
      return { method, id, name, type, properties: isRecord(properties) ? properties : {} };
    case 'unannounce':
      if (typeof name !== 'string' || !isId(id)) return 'an unannounce without name or id';
      return { method, id, name };
    case 'properties':
      if (typeof name !== 'string' || !isRecord(update)) return 'properties without name or update';
      return { method, name, update };
    default:
      return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
