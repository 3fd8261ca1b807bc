import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Candidate, RobotAddress } from '../../../src/link/addresses.ts';
import type { ConnectionEvents, Dial } from '../../../src/link/connection.ts';
import { Dialer } from '../../../src/link/dialer.ts';
import type { ProbeResult } from '../../../src/link/probe.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import type { Trouble } from '../../../src/link/trouble.ts';

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

/** What a dialer's world is like where a test does not say otherwise. */
const usual = { random: 0.5, takesSockets: false, loads: true };

/** A dialer in front of hosts, and people to ask, whose probes answer as `answers` says. */
function dialerFor(
  candidates: readonly (string | Candidate)[],
  answers: (host: string) => ProbeResult | Promise<ProbeResult>,
  { random, takesSockets, loads } = usual,
) {
  const probed: { host: string; signal: AbortSignal; atMs: number }[] = [];
  const calls: Call[] = [];
  /** When sockets without a protocol were asked for, ms. */
  const bare: number[] = [];
  const told: (readonly unknown[])[] = [];
  const startMs = performance.now();
  const dial: Dial = ({ host }, events) => {
    const call: Call = { host, events, closed: false };
    calls.push(call);
    return {
      protocol: '4.1',
      serverNowUs: () => null,
      rttMs: () => null,
      unpack: () => undefined,
      subscribe: () => ignore,
      publish: () => ({ standing: () => 'unpublished', write: () => null, close: ignore }),
      check: ignore,
      close: () => {
        call.closed = true;
      },
    };
  };
  const dialer = new Dialer(
    candidates.map((candidate) => (typeof candidate === 'string' ? at(candidate) : candidate)),
    {
      ticker: systemTicker,
      random: () => random,
      probe: ({ host }, signal) => {
        probed.push({ host, signal, atMs: performance.now() - startMs });
        return Promise.resolve(answers(host));
      },
      takesSockets: () => {
        bare.push(performance.now() - startMs);
        return Promise.resolve(takesSockets);
      },
      dialling: () => Promise.resolve(loads ? dial : null),
    },
    {
      round: (round) => told.push(['round', round]),
      answered: ({ host }) => told.push(['answered', host]),
      failed: ({ host }, { kind }) => told.push(['failed', host, kind]),
      over: () => told.push(['over']),
      won: ({ host }) => {
        told.push(['won', host]);
        return deaf;
      },
    },
  );
  return { dialer, probed, calls, bare, told };
}
const lost: Trouble = { kind: 'no-clock' };

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
      const { dialer, probed } = dialerFor(['a'], () => 'silent', { ...usual, random });
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
    expect(told.slice(-2)).toEqual([['failed', 'a', 'no-clock'], ['over']]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toContainEqual(['round', 2]);
    await vi.advanceTimersByTimeAsync(400);
    calls[1]!.events.down(lost);
    await vi.advanceTimersByTimeAsync(599);
    expect(told.at(-1)).toEqual(['over']);
    expect(told).not.toContainEqual(['round', 3]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toContainEqual(['round', 3]);
  });

  test('waits for the last of a round, and says that it is over', async () => {
    const { dialer, calls, told } = dialerFor(['a', 'b'], (host) =>
      host === 'a' ? 'answers' : 'silent',
    );
    dialer.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(told).toEqual([
      ['round', 1],
      ['answered', 'a'],
      ['failed', 'b', 'turned-down'],
    ]);
    calls[0]!.events.down(lost);
    expect(told.slice(-2)).toEqual([['failed', 'a', 'no-clock'], ['over']]);
    await vi.advanceTimersByTimeAsync(250);
    expect(told).toContainEqual(['round', 2]);
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

/** Someone who says something after a time, or nothing once he is not to be asked any more. */
function someone(afterMs: number, says: RobotAddress | null) {
  const askedAtMs: number[] = [];
  const startMs = performance.now();
  const lookUp = (signal: AbortSignal): Promise<RobotAddress | null> =>
    new Promise((resolve) => {
      askedAtMs.push(performance.now() - startMs);
      signal.addEventListener('abort', () => {
        resolve(null);
      });
      setTimeout(() => {
        resolve(says);
      }, afterMs);
    });
  return { lookUp, askedAtMs };
}

describe('a dialer with someone to ask', () => {
  test('asks him at his turn, and probes what he says at once', async () => {
    const ds = someone(50, at('10.12.34.2'));
    const { dialer, probed } = dialerFor(['a', ds, 'b'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ds.askedAtMs).toEqual([300]);
    expect(probed.map(({ host, atMs }) => [host, atMs])).toEqual([
      ['a', 0],
      ['10.12.34.2', 350],
      ['b', 600],
    ]);
    dialer.stop();
  });

  test('takes no answer for a second try at an address that is tried anyhow', async () => {
    const { dialer, probed } = dialerFor([someone(0, at('B')), 'b'], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(probed.map(({ host }) => host)).toEqual(['b']);
    dialer.stop();
  });

  test('waits 1.5 s for him and no longer, and asks again in the next round', async () => {
    const ds = someone(60_000, at('late'));
    const { dialer, probed, told } = dialerFor([ds], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(1499);
    expect(told).toEqual([['round', 1]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([['round', 1], ['over']]);
    await vi.advanceTimersByTimeAsync(250);
    expect(told.at(-1)).toEqual(['round', 2]);
    expect([ds.askedAtMs, probed]).toEqual([[0, 1750], []]);
    dialer.stop();
  });

  test('asks nobody once it is stopped or a handshake is complete', async () => {
    const ds = someone(100, at('c'));
    const { dialer, calls, probed } = dialerFor(['a', ds], () => 'answers');
    dialer.start();
    await vi.advanceTimersByTimeAsync(350);
    calls[0]!.events.up();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(probed.map(({ host }) => host)).toEqual(['a']);
  });
});

describe('why an attempt came to nothing:', () => {
  test('a probe that fails was turned down, and one whose time is up had no answer', async () => {
    const late = (): Promise<ProbeResult> =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve('silent');
        }, 1500);
      });
    const { dialer, told } = dialerFor(['a', 'b'], (host) => (host === 'a' ? 'silent' : late()));
    dialer.start();
    await vi.advanceTimersByTimeAsync(1800);
    expect(told.slice(1)).toEqual([
      ['failed', 'a', 'turned-down'],
      ['failed', 'b', 'no-answer'],
      ['over'],
    ]);
    dialer.stop();
  });

  test('says so where the code to dial with cannot be loaded, and tries again', async () => {
    const { dialer, told, calls } = dialerFor(['a'], () => 'answers', { ...usual, loads: false });
    dialer.start();
    await vi.advanceTimersByTimeAsync(600);
    expect(calls).toEqual([]);
    expect(told).toEqual([
      ['round', 1],
      ['answered', 'a'],
      ['failed', 'a', 'not-loaded'],
      ['over'],
      ['round', 2],
      ['answered', 'a'],
      ['failed', 'a', 'not-loaded'],
      ['over'],
    ]);
    dialer.stop();
  });

  test.each<[ProbeResult, Trouble['kind'], boolean, Trouble['kind']]>([
    ['answers', 'refused', false, 'refused'],
    ['answers', 'refused', true, 'no-protocol'],
    ['answers', 'no-answer', false, 'stalled'],
    ['untold', 'refused', true, 'turned-down'],
    ['untold', 'no-answer', false, 'no-answer'],
    ['answers', 'no-clock', true, 'no-clock'],
  ])(
    'where the probe %s and the socket ends in “%s”, and a bare one opens: %s, it is “%s”',
    async (answer, kind, takesSockets, told) => {
      const world = dialerFor(['a'], () => answer, { ...usual, takesSockets });
      world.dialer.start();
      for (const round of [0, 1]) {
        await vi.advanceTimersByTimeAsync(1_000);
        world.calls[round]!.events.down({ kind } as Trouble);
        await vi.advanceTimersByTimeAsync(10);
      }
      expect(world.told.slice(-2)).toEqual([['failed', 'a', told], ['over']]);
      world.dialer.stop();
    },
  );

  test('a bare socket is opened for a second refusal, and not for the first nor again', async () => {
    const world = dialerFor(['a'], () => 'answers', { ...usual, takesSockets: true });
    world.dialer.start();
    for (const [round, asked] of [0, 1, 1, 1].entries()) {
      await vi.advanceTimersByTimeAsync(2_500);
      world.calls[round]!.events.down({ kind: 'refused' });
      await vi.advanceTimersByTimeAsync(10);
      expect(world.bare).toHaveLength(asked);
    }
    expect(world.told.slice(-2)).toEqual([['failed', 'a', 'no-protocol'], ['over']]);
    world.dialer.stop();
  });
});
