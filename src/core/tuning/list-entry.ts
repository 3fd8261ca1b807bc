/** One number of a topic that holds a list of numbers. */
export interface ListEntry {
  /** The topic that holds the list, e.g. `/Tuning/Shooter/Rpm`. */
  readonly list: string;
  /** Place in it, from 0. */
  readonly index: number;
}

/**
 * Which number of which list a coefficient is, whose topic says so: `/Tuning/Shooter/Rpm[3]` is the fourth of `/Tuning/Shooter/Rpm`. Null for
 * all others, which are topics of their own.
 */
export function listEntry(topic: string): ListEntry | null {
  const [, list, index] = /^(.+)\[(0|[1-9]\d{0,3})\]$/.exec(topic) ?? [];
  return list === undefined || index === undefined ? null : { list, index: Number(index) };
}

/** The topic by which one number of a list goes as a coefficient. */
export const entryTopic = (list: string, index: number): string => `${list}[${index}]`;
