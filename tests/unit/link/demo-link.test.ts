import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { mulberry32 } from '../../../src/core/stats/random.ts';
import { interlockTopics } from '../../../src/link/contract.ts';
import { DemoLink, openDemo } from '../../../src/link/demo-link.ts';
import type { Announcement, Sample } from '../../../src/link/robot-link.ts';
import { startShotSources, type ShotReport } from '../../../src/link/shot-sources/start.ts';
import { systemTicker } from '../../../src/link/ticker.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const address = { host: 'demo', port: 5810 };

function demo(shotPeriodMs: number | null = 1000): DemoLink {
  return new DemoLink({
    ticker: systemTicker,
    random: mulberry32(3),
    variant: 'shoot3',
    world: 7,
    shotPeriodMs,
  });
}

describe('the demo robot', () => {
  test('offers its coefficients with bounds, and acknowledges the values that it uses', async () => {
    const link = demo();
    const offered = new Map<string, Announcement | null>();
    link.discover('/Tuning/', (topic, announcement) => offered.set(topic, announcement));
    const applied: Sample[] = [];
    link.watch('/MLtune/Applied/Tuning/DragCoefficient', {}, (sample) => applied.push(sample));
    const writer = link.writer('/Tuning/DragCoefficient', 'double');
    link.connect([address]);
    await vi.advanceTimersByTimeAsync(100);
    expect(offered.get('/Tuning/DragCoefficient')).toMatchObject({
      type: 'double',
      properties: { min: 0.1, max: 0.9, default: 0.45 },
    });
    expect(writer.write(0.3)).toMatchObject({ ok: true });
    expect(writer.write(5)).toMatchObject({ ok: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(applied.map(({ value }) => value)).toEqual([0.45, 0.3, 0.9]);
    link.disconnect();
  });

  test('shoots while connected, tells each shot once, and stops with the connection', async () => {
    const link = demo();
    const told: ShotReport[] = [];
    startShotSources(link, systemTicker, (report) => told.push(report));
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
    link.connect([address]);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
    expect(told[0]).toMatchObject({ source: 'record', used: { '/Tuning/DragCoefficient': 0.45 } });
    link.disconnect();
    const before = told.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('waits where the tuner asks it to, and goes on when the tuner is gone', async () => {
    const link = demo();
    const told: ShotReport[] = [];
    startShotSources(link, systemTicker, (report) => told.push(report));
    const require = link.writer(interlockTopics.requireShotLogged, 'boolean');
    link.connect([address]);
    await vi.advanceTimersByTimeAsync(100);
    require.write(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toHaveLength(1);
    const logged = link.writer(interlockTopics.shotLogged, 'boolean');
    logged.write(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toHaveLength(2);
    require.close();
    await vi.advanceTimersByTimeAsync(2500);
    expect(told.length).toBeGreaterThanOrEqual(4);
    link.disconnect();
  });

  test('without a period shoots when it is told to, and tells a result only with a sensor', async () => {
    const link = demo(null);
    const told: ShotReport[] = [];
    startShotSources(link, systemTicker, (report) => told.push(report));
    link.connect([address]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
    for (const sensor of [false, true]) {
      link.choose({ sensor, roams: true, batteryDrifts: false, dropsOut: false });
      const seen = link.shoot();
      await vi.advanceTimersByTimeAsync(100);
      expect(told.at(-1)).toMatchObject({ label: sensor ? (seen?.hit ? 'hit' : 'miss') : 'none' });
    }
    expect(told).toHaveLength(2);
    link.disconnect();
  });

  test('shoots from where it was put, and from anywhere in its reach while it roams', () => {
    const link = demo(null);
    const [nearM, farM] = link.reachM;
    const from = () => Array.from({ length: 20 }, () => link.shoot()!.distanceM);
    const roaming = from();
    expect(new Set(roaming).size).toBe(20);
    expect(Math.min(...roaming)).toBeGreaterThanOrEqual(nearM);
    expect(Math.max(...roaming)).toBeLessThanOrEqual(farM);
    link.moveTo(3.5);
    expect(new Set(from())).toEqual(new Set([3.5]));
    link.moveTo(99);
    expect(link.shoot()?.distanceM).toBe(farM);
  });

  test('draws each shot so that a hit ends in the opening, and no miss goes through it', () => {
    const link = demo(null);
    const { heightM, halfOpeningM } = link.opening;
    for (let shot = 0; shot < 100; shot++) {
      const { hit, errorM, distanceM, path } = link.shoot()!;
      expect(hit).toBe(Math.abs(errorM) <= halfOpeningM);
      const [alongM, endsM] = path.at(-1)!;
      if (!hit) continue;
      expect(alongM).toBeCloseTo(distanceM, 9);
      expect(endsM).toBeCloseTo(heightM + errorM, 9);
    }
  });

  test('with a battery that runs down hits otherwise than with a fresh one', () => {
    const link = demo(null);
    const choices = { sensor: true, roams: true, batteryDrifts: true, dropsOut: false };
    link.choose(choices);
    const [fullVolts, fullRate] = [link.volts, link.trueRate(link.values())];
    for (let shot = 0; shot < 60; shot++) link.shoot();
    expect(link.volts).toBeLessThan(fullVolts - 1);
    expect(link.trueRate(link.values())).not.toBe(fullRate);
    link.choose({ ...choices, batteryDrifts: false });
    expect([link.volts, link.trueRate(link.values())]).toEqual([fullVolts, fullRate]);
  });

  test('loses the connection now and then only where that was chosen', async () => {
    const link = demo(null);
    const kinds = new Set<string>();
    link.onState(({ kind }) => kinds.add(kind));
    link.connect([address]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.state().kind).toBe('online');
    kinds.clear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kinds.size).toBe(0);
    link.choose({ sensor: true, roams: true, batteryDrifts: false, dropsOut: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kinds).toEqual(new Set(['connecting', 'online']));
    link.disconnect();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is the same robot for the same seed, and one that is worth tuning', () => {
    const rates = [1, 2, 3].map((seed) => {
      const [one, two] = [
        openDemo(systemTicker, () => 0.5, seed),
        openDemo(systemTicker, () => 0.5, seed),
      ];
      const rate = one.trueRate(one.values());
      expect(two.trueRate(two.values())).toBe(rate);
      return rate;
    });
    for (const rate of rates) {
      expect(rate).toBeGreaterThanOrEqual(0.15);
      expect(rate).toBeLessThanOrEqual(0.45);
    }
  });
});
