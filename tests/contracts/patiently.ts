import { vi } from 'vitest';

/** Long enough that no busy machine fails a promise; shorter than a test may take, so that the last failure is told, ms. */
const patienceMs = 20_000;

/** Waits until an expectation holds. */
export const patiently = (expectation: () => void): Promise<void> =>
  vi.waitFor(expectation, { timeout: patienceMs });
