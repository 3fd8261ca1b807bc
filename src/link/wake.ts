import type { Unsubscribe } from './robot-link.ts';

/** Tells when a page may have slept or its network may have changed, until it is taken back. */
export type Wake = (listener: () => void) => Unsubscribe;

/** The page comes back into view or out of the cache, or the network comes back. Never, where there is no page. */
export const pageWake: Wake = (listener) => {
  if (!('document' in globalThis)) return () => undefined;
  const shown = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', shown);
  window.addEventListener('pageshow', listener);
  window.addEventListener('online', listener);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    window.removeEventListener('pageshow', listener);
    window.removeEventListener('online', listener);
  };
};
