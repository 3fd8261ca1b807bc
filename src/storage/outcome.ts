import type { StorageFault, Stored } from './log-store.ts';

/** A success that has nothing to tell. */
export const done: Stored<void> = { ok: true, value: undefined };

/** A success with a value. */
export function stored<T>(value: T): Stored<T> {
  return { ok: true, value };
}

/** A failure of that kind. */
export function failed(
  kind: StorageFault['kind'],
  detail: string,
): { ok: false; fault: StorageFault } {
  return { ok: false, fault: { kind, detail } };
}

function nameOf(reason: unknown): string {
  return reason instanceof Error || reason instanceof DOMException ? reason.name : '';
}

/** How Chromium names a write that the disk had no room for, inside the text of an UnknownError. */
const noSpace = 'NO_SPACE';

/**
 * Whether the disk itself was full, and not the quota. Chromium leaves a torn record behind it, and what it stores
 * after that may be gone at its next start, though each transaction had completed (measured in version 156).
 */
export function tornByFullDisk(reasons: readonly unknown[]): boolean {
  return reasons.some((reason) => String(reason).includes(noSpace));
}

/**
 * What the errors of one database operation amount to. Several are reported when a transaction
 * fails: the request that failed says why, all others only that they were aborted.
 */
export function faultOf(reasons: readonly unknown[]): { ok: false; fault: StorageFault } {
  const cause = reasons.find((reason) => nameOf(reason) !== 'AbortError') ?? reasons[0];
  const detail = String(cause);
  if (tornByFullDisk(reasons)) return failed('full', detail);
  switch (nameOf(cause)) {
    case 'ConstraintError':
      return failed('conflict', detail);
    case 'QuotaExceededError':
      return failed('full', detail);
    default:
      return failed('unavailable', detail);
  }
}
