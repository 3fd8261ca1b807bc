import type { Page } from 'playwright-core';
import type { TuningEvent } from '../../src/core/tuning/events.ts';

/** All events that the page has in IndexedDB, of all its sessions, in the order they were stored. */
export function storedEvents(page: Page): Promise<readonly TuningEvent[]> {
  return page.evaluate(
    () =>
      new Promise<TuningEvent[]>((resolve, reject) => {
        const opening = indexedDB.open('mltune');
        opening.onerror = () => {
          reject(new Error('the database could not be opened'));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('batches').objectStore('batches').getAll();
          reading.onerror = () => {
            reject(new Error('the batches could not be read'));
          };
          reading.onsuccess = () => {
            database.close();
            const batches = reading.result as { events: TuningEvent[] }[];
            resolve(batches.flatMap(({ events }) => events));
          };
        };
      }),
  );
}

/** The stored events of one type. */
export async function storedOf<T extends TuningEvent['type']>(
  page: Page,
  type: T,
): Promise<readonly Extract<TuningEvent, { type: T }>[]> {
  const events = await storedEvents(page);
  return events.filter((event): event is Extract<TuningEvent, { type: T }> => event.type === type);
}
