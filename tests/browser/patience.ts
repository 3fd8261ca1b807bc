/** Longest wait for the page, ms: a busy machine must not fail a promise that has no time in it. */
export const patienceMs = 15_000;
