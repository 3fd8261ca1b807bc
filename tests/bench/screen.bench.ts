import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { Operator } from '../e2e/operator.ts';
import { servePage, setStage } from '../e2e/stage.ts';
import { findBrowser } from '../setup/find-browser.ts';
import { median, type Bench, type BenchRow } from './bench.ts';

/** As a cheap tablet is, beside this machine, and as a field's network. */
const slowedTimes = 4;
const bytesPerS = 10e6 / 8;
const firstScreens = 5;
const taps = 21;
/** How long a thumb lies on a button, ms. */
const heldMs = 80;
/** Between two taps, ms: longer than a double tap. */
const tapPeriodMs = 400;
/** A shooter of streams. */
const burstPeriodMs = 50;
const burstShots = 200;
/** A task this long is felt, ms. */
const longTaskMs = 50;

/** What the built page costs before it can be used, and how soon it answers: in Chromium, from its own clock. */
export const screenBench: Bench = {
  name: 'screen',
  run: async () => [...(await firstScreen()), ...(await tapRows()), ...(await burstRows())],
};

async function firstScreen(): Promise<readonly BenchRow[]> {
  const served = await servePage();
  const shown: number[] = [];
  let kB = 0;
  try {
    for (let visit = 0; visit < firstScreens; visit++) {
      const browser = await launched();
      const page = await browser.newPage();
      const scripts: Promise<Buffer>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') scripts.push(response.body());
      });
      await slowed(await page.context().newCDPSession(page));
      await page.goto(served.url, { waitUntil: 'commit' });
      await page.getByRole('button', { name: /demo robot/ }).waitFor();
      shown.push(await page.evaluate(() => performance.now()));
      // What comes later is not waited for, and so not counted.
      const bodies = await Promise.all(scripts);
      kB = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1000;
      await browser.close();
    }
  } finally {
    await served.preview.close();
  }
  return [
    row(
      `first screen, cold, ${slowedTimes} × slowed, 10 Mbit/s, median`,
      median(shown),
      'ms',
      1_500,
    ),
    row('JavaScript before the first screen, compressed', kB, 'kB', 90),
  ];
}

async function tapRows(): Promise<readonly BenchRow[]> {
  const stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page } = stage;
  await new Operator(page).arm();
  await slowed(await page.context().newCDPSession(page));
  await watchTaps(page);
  const box = await page.getByRole('button', { name: /^HIT/ }).boundingBox();
  if (box === null) throw new Error('there is no HIT');
  for (let tap = 0; tap < taps; tap++) {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(heldMs);
    await page.mouse.up();
    await page.waitForTimeout(tapPeriodMs);
  }
  const seen = await page.evaluate(() => (globalThis as { seenMs?: number[] }).seenMs ?? []);
  await stage.close();
  return [
    row(
      `pointer down to the frame that shows it, ${slowedTimes} × slowed, median`,
      median(seen),
      'ms',
      50,
    ),
  ];
}

/** Notes, for each press on HIT, how long after it the frame began with which the button looks pressed. */
async function watchTaps(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^HIT/ }).evaluate((hit) => {
    const seenMs: number[] = [];
    Object.assign(globalThis, { seenMs });
    let pressedMs: number | null = null;
    hit.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        pressedMs = timeStamp;
      },
      true,
    );
    new MutationObserver(() => {
      const sinceMs = pressedMs;
      if (sinceMs === null) return;
      pressedMs = null;
      requestAnimationFrame((now) => seenMs.push(now - sinceMs));
    }).observe(hit, { attributeFilter: ['class'] });
  });
}

async function burstRows(): Promise<readonly BenchRow[]> {
  const stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, robot, server } = stage;
  await new Operator(page).arm();
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(globalThis, { long });
    new PerformanceObserver((list) => {
      long.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
  robot.shootEvery(burstPeriodMs);
  await server.until(() => robot.ledger.length >= burstShots);
  robot.stop();
  await page.getByText(`of ${burstShots}`).first().waitFor();
  const long = await page.evaluate(() => (globalThis as { long?: number[] }).long ?? []);
  await stage.close();
  return [
    row(
      `tasks over ${longTaskMs} ms on the main thread, ${burstShots} shots at 20 a second`,
      long.length,
      '',
      0,
    ),
    row('the longest of them', Math.max(0, ...long), 'ms', longTaskMs),
  ];
}

const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-quic'] });

async function slowed(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: bytesPerS,
    uploadThroughput: bytesPerS,
  });
}

function row(name: string, value: number, unit: string, most: number): BenchRow {
  return {
    name,
    value,
    unit,
    against: null,
    ratio: null,
    goal: `at most ${most}`,
    ok: value <= most,
  };
}
