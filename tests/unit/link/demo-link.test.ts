import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { mulberry32 } from '../../../src/core/stats/random.ts';
import { interlockTopics } from '../../../src/link/contract.ts';
import { DemoLink } from '../../../src/link/demo-link.ts';
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

function demo(): DemoLink {
  return new DemoLink({
    ticker: systemTicker,
    random: mulberry32(3),
    variant: 'shoot3',
    world: 7,
    shotPeriodMs: 1000,
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
});
