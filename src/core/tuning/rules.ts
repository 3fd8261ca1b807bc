import type { Coefficient } from './coefficient.ts';
import type { Settings } from './events.ts';

/** When something happens by itself. */
export interface Rule {
  readonly on: boolean;
  /** Counted shots that it waits for. Whole, at least 1. */
  readonly shots: number;
}

/** What can happen by itself: new values are proposed; the turn goes to the next coefficient. */
export type Automatic = 'autotune' | 'autoAdvance';

/**
 * The rule that holds for a coefficient whose turn it is; null: all are tuned at once. The global one where it is forced, else the
 * coefficient's own where it has one, else the global one.
 */
export function ruleFor(
  settings: Settings,
  automatic: Automatic,
  coefficient: Coefficient | null,
): Rule {
  const { autotune, shotsPerTrial, autoAdvance, forceGlobal } = settings;
  const own = forceGlobal[automatic] ? null : (coefficient?.own[automatic] ?? null);
  if (own !== null) return own;
  return automatic === 'autotune' ? { on: autotune, shots: shotsPerTrial } : autoAdvance;
}
