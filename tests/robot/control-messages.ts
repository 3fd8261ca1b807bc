import { subscribeComplaint, type SubscribeOptions } from './nt-subscription.ts';

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
    frame = JSON.parse(withoutFloatIds(text));
  } catch (error) {
    return { messages: [], complaints: [`could not decode JSON message: ${String(error)}`] };
  }
  if (!Array.isArray(frame))
    return { messages: [], complaints: ['expected JSON array at top level'] };
  const messages: ControlMessage[] = [];
  const complaints: string[] = [];
  for (const [i, item] of (frame as unknown[]).entries()) {
    const parsed = parseMessage(item);
    if (typeof parsed === 'string') complaints.push(`${i}: ${parsed}`);
    else messages.push(parsed);
  }
  return { messages, complaints };
}

/** ntcore takes no id that is written as a float, `1.0` or `1e3`; to `JSON.parse` it would be a whole number. */
const withoutFloatIds = (text: string): string =>
  text.replace(
    /(?<!\\)("(?:pub|sub)uid"\s*:\s*)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (all, key: string) => (/[.eE]/.test(all.slice(key.length)) ? `${key}null` : all),
  );

function parseMessage(item: unknown): ControlMessage | string {
  if (!isRecord(item)) return 'expected message to be an object';
  const { method, params } = item;
  if (typeof method !== 'string') return complaintOf(item, 'method', 'a string');
  if (!isRecord(params)) return complaintOf(item, 'params', 'an object');
  const { name, type, topics } = params;
  switch (method) {
    case 'publish': {
      if (typeof name !== 'string') return complaintOf(params, 'name', 'a string');
      if (typeof type !== 'string') return complaintOf(params, 'type', 'a string');
      const pubuid = uidOf(params, 'pubuid');
      if (typeof pubuid === 'string') return pubuid;
      const properties = 'properties' in params ? params['properties'] : {};
      if (!isRecord(properties)) return 'properties must be an object';
      return { method, name, pubuid, type, properties };
    }
    case 'unpublish': {
      const pubuid = uidOf(params, 'pubuid');
      return typeof pubuid === 'string' ? pubuid : { method, pubuid };
    }
    case 'setproperties': {
      const { update } = params;
      if (typeof name !== 'string') return complaintOf(params, 'name', 'a string');
      if (!isRecord(update)) return complaintOf(params, 'update', 'an object');
      return { method, name, update };
    }
    case 'subscribe': {
      const subuid = uidOf(params, 'subuid');
      if (typeof subuid === 'string') return subuid;
      const options = 'options' in params ? params['options'] : {};
      if (!isRecord(options)) return 'options must be an object';
      const complaint = subscribeComplaint(options);
      if (complaint !== null) return complaint;
      if (!isStrings(topics)) return complaintOf(params, 'topics', 'an array of strings');
      return { method, topics, subuid, options };
    }
    case 'unsubscribe': {
      const subuid = uidOf(params, 'subuid');
      // ntcore names the wrong id here.
      if (typeof subuid === 'string') return subuid.replace('subuid out of', 'pubuid out of');
      return { method, subuid };
    }
    default:
      return `unrecognized method '${method}'`;
  }
}

/** ntcore takes ids strictly between these: it keeps them in a table that uses both for its own ends. */
const [belowIds, aboveIds] = [-(2 ** 31), 2 ** 31 - 1];

function uidOf(
  params: Readonly<Record<string, unknown>>,
  key: 'pubuid' | 'subuid',
): number | string {
  const uid = params[key];
  if (typeof uid !== 'number' || !Number.isInteger(uid))
    return complaintOf(params, key, 'a number');
  return uid > belowIds && uid < aboveIds ? uid : `${key} out of range`;
}

const complaintOf = (owner: object, key: string, expected: string): string =>
  key in owner ? `${key} must be ${expected}` : `no ${key} key`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
