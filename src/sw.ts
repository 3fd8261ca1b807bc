/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

// A new version waits until the operator says so: never in the middle of a session.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'skip-waiting') void self.skipWaiting();
});
