import { describe, expect, test } from 'vitest';

import { LocalNetwork, type NetworkWindow } from '../../../src/session/local-network.svelte.ts';
import { settle } from './session-world.ts';

/** A window whose browser knows these permissions, and how each stands. */
function windowWith(known: Readonly<Record<string, PermissionState>>) {
  const events = new EventTarget();
  const statuses = new Map(
    Object.entries(known).map(([name, state]) => [
      name,
      Object.assign(new EventTarget(), { state }) as PermissionStatus & { state: PermissionState },
    ]),
  );
  const asked: string[] = [];
  const navigator = {
    onLine: true,
    permissions: {
      query: (descriptor: PermissionDescriptor) => {
        asked.push(descriptor.name);
        const status = statuses.get(descriptor.name);
        return status === undefined
          ? Promise.reject(new TypeError('no such name'))
          : Promise.resolve(status);
      },
    },
  };
  const page: NetworkWindow = {
    navigator,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  const change = (name: string, state: PermissionState): void => {
    const status = statuses.get(name);
    if (status === undefined) throw new Error(`no ${name}`);
    status.state = state;
    status.dispatchEvent(new Event('change'));
  };
  return { page, navigator, events, change, asked };
}
const states = ({ permissions }: LocalNetwork) => [
  permissions['local-network'].state,
  permissions['loopback-network'].state,
];
const site = new URL('https://team.github.io/');

describe('whether the page gets out', () => {
  test('is told apart for the network and for this computer, and followed', async () => {
    const { page, change } = windowWith({
      'local-network': 'prompt',
      'loopback-network': 'denied',
    });
    const network = new LocalNetwork(site);
    const stop = network.attach(page);
    await settle();
    expect(states(network)).toEqual(['prompt', 'denied']);
    change('local-network', 'granted');
    expect(states(network)).toEqual(['granted', 'denied']);
    stop();
    change('loopback-network', 'granted');
    expect(states(network)).toEqual(['granted', 'denied']);
  });

  test('is one permission for both in a browser from before they were told apart', async () => {
    const { page, change } = windowWith({ 'local-network-access': 'prompt' });
    const network = new LocalNetwork(site);
    network.attach(page);
    await settle();
    change('local-network-access', 'denied');
    const said = { label: 'local-network-access', state: 'denied' };
    expect(network.permissions).toEqual({ 'local-network': said, 'loopback-network': said });
  });

  test('is untold where the browser knows no such permission', async () => {
    const network = new LocalNetwork(site);
    network.attach(windowWith({}).page);
    await settle();
    expect(states(network)).toEqual(['untold', 'untold']);
  });

  test('is asked of no page that needs no permission', async () => {
    for (const url of ['http://localhost:8080/', 'http://10.12.34.2:5801/', 'https://localhost/']) {
      const { page, asked } = windowWith({ 'local-network': 'denied' });
      const network = new LocalNetwork(new URL(url));
      network.attach(page);
      await settle();
      expect([...states(network), asked]).toEqual(['untold', 'untold', []]);
    }
  });

  test('changes when the computer leaves its network', () => {
    const { page, navigator, events } = windowWith({});
    const network = new LocalNetwork(site);
    network.attach(page);
    expect(network.onNetwork).toBe(true);
    navigator.onLine = false;
    events.dispatchEvent(new Event('offline'));
    expect(network.onNetwork).toBe(false);
  });
});
