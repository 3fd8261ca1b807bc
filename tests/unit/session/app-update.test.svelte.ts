import { expect, test, vi } from 'vitest';

import { AppUpdate } from '../../../src/session/app-update.svelte.ts';
import { settle } from './session-world.ts';

/** A service worker that remembers what it was told. */
class FakeWorker extends EventTarget {
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
}

class FakeRegistration extends EventTarget {
  active: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  fault: Error | null = null;
  register(): Promise<FakeRegistration> {
    return this.fault === null ? Promise.resolve(this.registration) : Promise.reject(this.fault);
  }

  /** As when the browser found another version and installed it. */
  install(): FakeWorker {
    const { registration } = this;
    const worker = new FakeWorker();
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
    registration.installing = null;
    if (registration.active === null) registration.active = worker;
    else registration.waiting = worker;
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  }
  /** As when the waiting worker takes charge of the page. */
  takeOver(): void {
    this.controller = this.registration.waiting;
    this.registration.active = this.registration.waiting;
    this.registration.waiting = null;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

async function registered(version: 'first visit' | 'installed') {
  const container = new FakeContainer();
  if (version === 'installed')
    container.controller = container.registration.active = new FakeWorker();
  const reload = vi.fn();
  const update = new AppUpdate();
  update.register(container, './sw.js', reload);
  await settle();
  return { container, reload, update };
}

test('the first install makes the page start offline, and asks nothing', async () => {
  const { container, reload, update } = await registered('first visit');
  expect(update.offlineReady).toBe(false);
  container.install();
  expect([update.offlineReady, update.waiting]).toEqual([true, false]);
  expect(reload).not.toHaveBeenCalled();
});

test('a second version waits until it is accepted, and the page reloads once it is in charge', async () => {
  const { container, reload, update } = await registered('installed');
  expect(update.waiting).toBe(false);
  const worker = container.install();
  expect([update.waiting, worker.told]).toEqual([true, []]);
  update.accept();
  expect(worker.told).toEqual(['skip-waiting']);
  expect(reload).not.toHaveBeenCalled();
  container.takeOver();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a version that waited since the last visit is told of at once', async () => {
  const container = new FakeContainer();
  container.controller = container.registration.active = new FakeWorker();
  container.registration.waiting = new FakeWorker();
  const update = new AppUpdate();
  update.register(container, './sw.js', () => undefined);
  await settle();
  expect(update.waiting).toBe(true);
});

test('a version that another tab accepted does not reload this page before its own operator accepts', async () => {
  const { container, reload, update } = await registered('installed');
  container.install();
  container.takeOver();
  expect(reload).not.toHaveBeenCalled();
  expect(update.waiting).toBe(true);
  update.accept();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a browser without service workers, or one that refuses, costs only the offline start', async () => {
  const none = new AppUpdate();
  none.register(undefined, './sw.js', () => undefined);
  expect([none.waiting, none.offlineReady]).toEqual([false, false]);

  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const container = new FakeContainer();
  container.fault = new Error('no');
  const refused = new AppUpdate();
  refused.register(container, './sw.js', () => undefined);
  await settle();
  expect([refused.waiting, refused.offlineReady]).toEqual([false, false]);
  expect(warned).toHaveBeenCalledTimes(1);
  warned.mockRestore();
});
