import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { browserWire, type WireEvents } from '../../../src/link/wire.ts';

/** A browser's socket, whose events the test fires. */
class FakeSocket {
  static newest: FakeSocket;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor() {
    FakeSocket.newest = this;
  }
  close(): void {
    this.onclose?.({ code: 1000, reason: '' });
  }
}

let told: string[];
const events: WireEvents = {
  opened: () => told.push('opened'),
  text: () => told.push('text'),
  binary: () => told.push('binary'),
  closed: (code) => told.push(`closed ${code}`),
  blocked: () => told.push('blocked'),
};
beforeEach(() => {
  told = [];
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an error and its close are one end', () => {
  browserWire('ws://10.12.34.2:5810/nt/x', [], events);
  FakeSocket.newest.onerror?.({});
  FakeSocket.newest.onclose?.({ code: 1006, reason: '' });
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(['closed 1006']);
});

test('an error without a close, as Safari tells it of a secure page, means that it is blocked', () => {
  browserWire('ws://10.12.34.2:5810/nt/x', [], events);
  FakeSocket.newest.onerror?.({});
  vi.advanceTimersByTime(499);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['blocked']);
});

test('a wire that we close tells nothing, not even of an error before', () => {
  const wire = browserWire('ws://10.12.34.2:5810/nt/x', [], events);
  FakeSocket.newest.onerror?.({});
  wire.close();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
});
