/** How often a condition is looked at, ms. */
const lookMs = 10;

/** Resolves once the condition holds, to true; or when the time is over, to false. */
export function holdsWithin(limitMs: number, condition: () => boolean): Promise<boolean> {
  const lastMs = performance.now() + limitMs;
  return new Promise((resolve) => {
    const look = (): void => {
      const holds = condition();
      if (holds || performance.now() > lastMs) resolve(holds);
      else setTimeout(look, lookMs);
    };
    look();
  });
}

/** How long anything that a run depends on may take, ms: far beyond what the link promises, so that it is measured. */
const patienceMs = 20_000;

/**
 * Resolves once the condition holds.
 * @throws when it does not come to hold; `what` says what was waited for.
 */
export async function until(what: () => string, condition: () => boolean): Promise<void> {
  if (!(await holdsWithin(patienceMs, condition)))
    throw new Error(`waited ${patienceMs} ms in vain: ${what()}`);
}

/** Lets a fault last so long, ms. */
export function lasts(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
