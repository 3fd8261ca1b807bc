import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { RobotAddress } from '../../../src/link/addresses.ts';
import type { Connection, ConnectionEvents, Trouble } from '../../../src/link/connection.ts';
import { Dialer } from '../../../src/link/dialer.ts';
import type { ProbeResult } from '../../../src/link/probe.ts';
import { systemTicker } from '../../../src/link/ticker.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const ignore = (): void => undefined;
const deaf: ConnectionEvents = {
  up: ignore,
  down: ignore,
  announced: ignore,
  gone: ignore,
  value: ignore,
  complain: ignore,
};
const at = (host: string): RobotAddress => ({ host, port: 5810 });

interface Call {
  readonly host: string;
  readonly events: ConnectionEvents;
  closed: boolean;
}

/** A dialer in front of hosts whose probes answer as `answers` says. */
function dialerFor(hosts: readonly string[], answers: (host: string) => ProbeResult, random = 0.5) {
  const probed: { host: string; signal: AbortSignal; atMs: number }[] = [];
  const calls: Call[] = [];
  const told: (readonly unknown[])[] = [];
  const startMs = performance.now();
  const dialer = new Dialer(
    hosts.map(at),
    {
      ticker: systemTicker,
      random: () => random,
      probe: ({ host }, signal) => {
        probed.push({ host, signal, atMs: performance.now() - startMs });
        return Promise.resolve(answers(host));
      },
      dial: ({ host }, events): Connection => {
        const call: Call = { host, events, closed: false };
        calls.push(call);
        return {
          protocol: '4.1',
          serverNowUs: () => null,
          rttMs: () => null,
          subscribe: () => ignore,
          publish: () => ({ standing: () => 'unpublished', write: () => null, close: ignore }),
          check: ignore,
          close: () => {
            call.closed = true;
          },
        };
      },
    },
    {
      round: (round) => told.push(['round', round]),
      failed: ({ host }, { kind }, last) => told.push(['failed', host, kind, last]),
      won: ({ host }) => {
        told.push(['won', host]);
        return deaf;
      },
    },
  );
  return { dialer, probed, calls, told };
}
const lost: Trouble = { kind: 'refused' };

describe('a dialer', () => {
  test('gives each candidate a head start of 300 ms over the next', async () => {
    const { dialer, probed } = dialerFor(['a', 'b', 'c'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(probed.map(({ host, atMs }) => [host, atMs])).toEqual([
      ['a', 0],
      ['b', 300],
      ['c', 600],
    ]);
  });

  test('dials only what answers, and what cannot be asked', async () => {
    const { dialer, calls } = dialerFor(['a', 'b', 'c'], (host) =>
      host === 'a' ? 'silent' : host === 'b' ? 'untold' : 'answers',
    );
    dialer.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls.map(({ host }) => host)).toEqual(['b', 'c']);
  });

  test('takes the first complete handshake and hangs up on all others', async () => {
    const { dialer, calls, told, probed } = dialerFor(['a', 'b', 'c'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(400);
    calls[1]!.events.up();
    expect(told.at(-1)).toEqual(['won', 'b']);
    expect(calls.map(({ closed }) => closed)).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(probed).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('begins a round again after 0.5, 1, and then always 2 s, give or take a quarter', async () => {
    for (const [random, factor] of [
      [0, 0.75],
      [0.5, 1],
    ] as const) {
      const { dialer, probed } = dialerFor(['a'], () => 'silent', random);
      dialer.start();
      await vi.advanceTimersByTimeAsync(30_000);
      const waitsMs = probed.slice(1).map(({ atMs }, i) => Math.round(atMs - probed[i]!.atMs));
      expect(waitsMs.slice(0, 5)).toEqual([500, 1000, 2000, 2000, 2000].map((ms) => ms * factor));
      dialer.stop();
    }
  });

  test('counts the time that a round took itself, but leaves a quarter of a second between two', async () => {
    const { dialer, calls, told } = dialerFor(['a'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(400);
    calls[0]!.events.down(lost);
    await vi.advanceTimersByTimeAsync(249);
    expect(told.at(-1)).toEqual(['failed', 'a', 'refused', true]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told.at(-1)).toEqual(['round', 2]);
    await vi.advanceTimersByTimeAsync(400);
    calls[1]!.events.down(lost);
    await vi.advanceTimersByTimeAsync(599);
    expect(told.at(-1)).toEqual(['failed', 'a', 'refused', true]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told.at(-1)).toEqual(['round', 3]);
  });

  test('waits for the last of a round, and says which it was', async () => {
    const { dialer, calls, told } = dialerFor(['a', 'b'], (host) =>
      host === 'a' ? 'answers' : 'silent',
    );
    dialer.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(told).toEqual([
      ['round', 1],
      ['failed', 'b', 'no-answer', false],
    ]);
    calls[0]!.events.down(lost);
    expect(told.at(-1)).toEqual(['failed', 'a', 'refused', true]);
    await vi.advanceTimersByTimeAsync(250);
    expect(told.at(-1)).toEqual(['round', 2]);
  });

  test('gives a probe up after 1.5 s', async () => {
    const { dialer, probed } = dialerFor(['a'], () => 'answers');
    dialer.start();
    vi.advanceTimersByTime(0);
    vi.advanceTimersByTime(1499);
    expect(probed[0]!.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(probed[0]!.signal.aborted).toBe(true);
    await Promise.resolve();
  });

  test('that is stopped tells nothing more, and leaves no timer, probe or connection', async () => {
    const { dialer, calls, told, probed } = dialerFor(['a', 'b'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(100);
    dialer.stop();
    const before = told.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect([told.length, probed.length, calls[0]!.closed, vi.getTimerCount()]).toEqual([
      before,
      1,
      true,
      0,
    ]);
  });

  test('that is hurried begins its next round at once, but cuts none short', async () => {
    const { dialer, probed } = dialerFor(['a'], () => 'silent');
    dialer.start();
    dialer.hurry();
    await vi.advanceTimersByTimeAsync(10);
    expect(probed).toHaveLength(1);
    dialer.hurry();
    await vi.advanceTimersByTimeAsync(10);
    expect(probed).toHaveLength(2);
  });
});
