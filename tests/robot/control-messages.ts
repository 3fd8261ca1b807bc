import { isSubscribeOptions, type SubscribeOptions } from './nt-subscription.ts';

/** What a client may say in a text frame (NT 4.1, client to server). */
export type ControlMessage =
  | {
      readonly method: 'publish';
      readonly name: string;
      readonly pubuid: number;
      readonly type: string;
      readonly properties: Properties;
    }
  | { readonly method: 'unpublish'; readonly pubuid: number }
  | { readonly method: 'setproperties'; readonly name: string; readonly update: Properties }
  | {
      readonly method: 'subscribe';
      readonly topics: readonly string[];
      readonly subuid: number;
      readonly options: SubscribeOptions;
    }
  | { readonly method: 'unsubscribe'; readonly subuid: number };

/** Topic properties: `persistent`, `retained`, `cached`, and any other key. */
export type Properties = Readonly<Record<string, unknown>>;

/** A text frame that was read, and what in it was not understood. Neither ends the connection. */
export interface ControlFrame {
  readonly messages: readonly ControlMessage[];
  readonly complaints: readonly string[];
}

/** Reads a text frame: each message on its own, so that a bad one harms no other. */
export function parseControlFrame(text: string): ControlFrame {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch (error) {
    return { messages: [], complaints: [`not JSON: ${String(error)}`] };
  }
  if (!Array.isArray(frame)) return { messages: [], complaints: ['expected a JSON array'] };
  const messages: ControlMessage[] = [];
  const complaints: string[] = [];
  for (const item of frame as unknown[]) {
    const parsed = parseMessage(item);
    if (typeof parsed === 'string') complaints.push(parsed);
    else messages.push(parsed);
  }
  return { messages, complaints };
}

function parseMessage(item: unknown): ControlMessage | string {
  if (!isRecord(item)) return 'expected an object';
  const { method, params } = item;
  if (typeof method !== 'string') return 'no method';
  if (!isRecord(params)) return `${method}: no params`;
  const { name, pubuid, subuid, type, topics } = params;
  switch (method) {
    case 'publish': {
      const properties = params['properties'] ?? {};
      if (typeof name !== 'string' || !isInt32(pubuid) || typeof type !== 'string')
        return 'publish: needs name, pubuid and type';
      if (!isRecord(properties)) return 'publish: properties must be an object';
      return { method, name, pubuid, type, properties };
    }
    case 'unpublish':
      return isInt32(pubuid) ? { method, pubuid } : 'unpublish: needs pubuid';
    case 'setproperties': {
      const { update } = params;
      if (typeof name !== 'string' || !isRecord(update)) return 'setproperties: needs name, update';
      return { method, name, update };
    }
    case 'subscribe': {
      const options = params['options'] ?? {};
      if (!isInt32(subuid) || !isStrings(topics)) return 'subscribe: needs topics and subuid';
      if (!isSubscribeOptions(options)) return 'subscribe: options of a wrong type';
      return { method, topics, subuid, options };
    }
    case 'unsubscribe':
      return isInt32(subuid) ? { method, subuid } : 'unsubscribe: needs subuid';
    default:
      return `unknown method ${method}`;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value;

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
