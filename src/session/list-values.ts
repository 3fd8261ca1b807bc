import { listEntry } from '../core/tuning/list-entry.ts';
import type { NtValue, Sample } from '../link/robot-link.ts';

/** What left for a list topic in this connection. */
interface Written {
  readonly values: readonly number[];
  readonly serverUs: number;
}

/** What the robot's server has in its list topics now: what it told last, or what we wrote there later, which it tells us never. */
export class ListValues {
  readonly #written = new Map<string, Written>();

  /** The numbers of a list now, by what was read last; null where that is none, or no list of finite numbers. */
  now(list: string, read: Sample | null): readonly number[] | null {
    const written = this.#written.get(list);
    if (read === null || listFault(read.value) !== null) return null;
    return written !== undefined && written.serverUs >= read.serverUs
      ? written.values
      : (read.value as readonly number[]);
  }

  wrote(list: string, values: readonly number[], serverUs: number): void {
    this.#written.set(list, { values, serverUs });
  }

  /** The topic, or the connection, is gone: what will be there is to be read first. */
  gone(list: string): void {
    this.#written.delete(list);
  }
}

/** What a value says of a coefficient; words where it says nothing that can be used. */
export function numberIn(value: NtValue, coefficient: string): number | string {
  const entry = listEntry(coefficient);
  if (entry === null) return typeof value === 'number' ? finite(value) : 'it is not a number';
  const fault = listFault(value);
  if (fault !== null) return fault;
  const numbers = value as readonly number[];
  return (
    numbers[entry.index] ??
    `it has ${numbers.length} numbers, and [${entry.index}] is beyond them: the first is [0]`
  );
}

/** Like `numberIn`, for what robot code says that it works with: NaN and infinities are told as they are. */
export function numberUsedIn(value: NtValue, coefficient: string): number | string {
  const entry = listEntry(coefficient);
  const one: unknown = entry !== null && Array.isArray(value) ? value[entry.index] : value;
  return typeof one === 'number' ? one : numberIn(value, coefficient);
}

const finite = (value: number): number | string =>
  Number.isFinite(value) ? value : `it is ${value}`;

/** Why a value is no list whose numbers could be written back; null when it is one. */
function listFault(value: NtValue): string | null {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'number'))
    return 'it is not a list of numbers';
  const at = value.findIndex((one) => !Number.isFinite(one));
  return at < 0 ? null : `number [${at}] of its list is ${value[at]}`;
}
