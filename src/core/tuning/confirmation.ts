import { isSame } from './in-code.ts';
import { own } from './own.ts';
import { confirmWithinMs } from './pace.ts';
import type { TuningState } from './state.ts';
import { acknowledges, lastBelieved, noNumberAt } from './values.ts';

/** Evidence that robot code uses the value that a coefficient has or is to have: no more than the robot said. */
export type Confirmation =
  /** Nothing of it was read. */
  | { readonly kind: 'unread' }
  /** Published on its topic; robot code did not say that it uses it. */
  | { readonly kind: 'read' }
  /** On its way, and not sent. */
  | { readonly kind: 'proposed' }
  /** Sent, and waiting for an acknowledgement. */
  | { readonly kind: 'awaited' }
  /** Sent. Robot code acknowledges nothing; `byShots` where its shots report the value that they used. */
  | { readonly kind: 'sent'; readonly byShots: boolean }
  /** Acknowledged, this very value. */
  | { readonly kind: 'acknowledged' }
  /** Used by a shot, as the robot reported it. */
  | { readonly kind: 'used' }
  /** Sent as often as may be; robot code acknowledges another value. */
  | { readonly kind: 'unconfirmed'; readonly acknowledged: number | null }
  /** Robot code acknowledges something that is no number, e.g. `NaN`. */
  | { readonly kind: 'no-number'; readonly said: string }
  /** The robot's shots used another value, long after this one was sent. */
  | { readonly kind: 'contradicted'; readonly used: number };

/** Returns the evidence for the value that a coefficient is to have, or else for the one that it has. */
export function confirmationOf(state: TuningState, topic: string): Confirmation {
  const said = noNumberAt(state, topic, null);
  if (said !== null) return { kind: 'no-number', said };
  const write = own(state.writes, topic);
  const acknowledged = own(state.acknowledged, topic)?.value ?? null;
  if (write === undefined) return ofKnown(state, topic);
  const used = otherUsed(state, topic);
  if (used !== null) return { kind: 'contradicted', used };
  switch (write.phase.kind) {
    case 'proposed':
      return { kind: 'proposed' };
    case 'there':
      return { kind: 'read' };
    case 'sent':
      return acknowledges(state, topic)
        ? { kind: 'awaited' }
        : { kind: 'sent', byShots: own(state.usedByShots, topic) !== undefined };
    case 'confirmed':
      return acknowledged !== null && isSame(acknowledged, write.value)
        ? { kind: 'acknowledged' }
        : { kind: 'used' };
    case 'unconfirmed':
      return { kind: 'unconfirmed', acknowledged };
  }
}

/** Returns the evidence for a value that nothing is on its way to replace. */
function ofKnown(state: TuningState, topic: string): Confirmation {
  switch (lastBelieved(state, topic)?.by) {
    case undefined:
      return { kind: 'unread' };
    case 'server':
      return { kind: 'read' };
    case 'sent':
      return { kind: 'sent', byShots: own(state.usedByShots, topic) !== undefined };
    case 'acknowledgement':
      return { kind: 'acknowledged' };
    case 'shot':
      return { kind: 'used' };
  }
}

/**
 * Returns what the robot's shots used instead of the value that it should have; null where they used that, report nothing,
 * or came so soon after it was sent that it may have been on its way.
 */
function otherUsed(state: TuningState, topic: string): number | null {
  const write = own(state.writes, topic);
  const used = own(state.usedByShots, topic);
  if (write === undefined || write.phase.kind === 'proposed' || used === undefined) return null;
  if (isSame(used.value, write.value)) return null;
  const there = (own(state.known, topic) ?? []).findLast(
    ({ by, value }) => by !== 'shot' && isSame(value, write.value),
  );
  const sinceUs = there?.serverUs ?? -Infinity;
  return used.serverUs - sinceUs >= confirmWithinMs * 1000 ? used.value : null;
}
