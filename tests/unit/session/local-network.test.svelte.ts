import { describe, expect, test } from 'vitest';

import { LocalNetwork, type NetworkWindow } from '../../../src/session/local-network.svelte.ts';
import { settle } from './session-world.ts';

/** A window whose browser knows the permission by one name, or not at all. */
function windowWith(name: string | null, state: PermissionState) {
  const events = new EventTarget();
  const status = Object.assign(new EventTarget(), { state }) as PermissionStatus & {
    state: PermissionState;
  };
  const asked: string[] = [];
  const navigator = {
    onLine: true,
    permissions: {
      query: (descriptor: PermissionDescriptor) => {
        asked.push(descriptor.name);
        return descriptor.name === name
          ? Promise.resolve(status)
          : Promise.reject(new TypeError('no such name'));
      },
    },
  };
  const page: NetworkWindow = {
    navigator,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  return { page, navigator, events, status, asked };
}
const site = new URL('https://team.github.io/');

describe('whether the page gets out', () => {
  test.each(['local-network', 'local-network-access'])(
    'is asked of a browser that calls the permission %s, and followed',
    async (name) => {
      const { page, status } = windowWith(name, 'prompt');
      const network = new LocalNetwork(site);
      const stop = network.attach(page);
      await settle();
      expect(network.permission).toBe('prompt');
      status.state = 'denied';
      status.dispatchEvent(new Event('change'));
      expect(network.permission).toBe('denied');
      stop();
      status.state = 'granted';
      status.dispatchEvent(new Event('change'));
      expect(network.permission).toBe('denied');
    },
  );

  test('is untold where the browser knows no such permission', async () => {
    const network = new LocalNetwork(site);
    network.attach(windowWith(null, 'denied').page);
    await settle();
    expect(network.permission).toBe('untold');
  });

  test('is asked of no page that needs no permission', async () => {
    for (const url of ['http://localhost:8080/', 'http://10.12.34.2:5801/', 'https://localhost/']) {
      const { page, asked } = windowWith('local-network', 'denied');
      const network = new LocalNetwork(new URL(url));
      network.attach(page);
      await settle();
      expect([network.permission, asked]).toEqual(['untold', []]);
    }
  });

  test('changes when the computer leaves its network', () => {
    const { page, navigator, events } = windowWith(null, 'prompt');
    const network = new LocalNetwork(site);
    network.attach(page);
    expect(network.onNetwork).toBe(true);
    navigator.onLine = false;
    events.dispatchEvent(new Event('offline'));
    expect(network.onNetwork).toBe(false);
  });
});
