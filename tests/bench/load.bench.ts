import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { wsWire } from '../contracts/robot-link-ws-wire.ts';
import { Operator } from '../e2e/operator.ts';
import { servePage, tellAddress } from '../e2e/stage.ts';
import { lasts, until } from '../faults/until.ts';
import { findBrowser } from '../setup/find-browser.ts';
import { busyTopics, periodMs } from './busy-topics.ts';
import type { Bench, BenchRow } from './bench.ts';
import { loadLink } from './load-link.ts';

const program = fileURLToPath(new URL('busy-robot-child.ts', import.meta.url));
/** From the page's last deed until it is watched, ms: the browser cleans up once, some ten seconds after. */
const calmMs = 15_000;
/** How long Setup, and the link alone, are watched, ms. */
const watchedMs = 15_000;
/** Topics that are read in full, at the robot's own rate. */
const readTopics = 40;
/** Most of a core that the page's main thread may take, and the link with so many topics, %. */
const mainThreadGoal = 5;
const linkGoal = 10;
/** What the heap may have grown by, MB: a garbage collection does not end on the same byte twice. */
const growthGoalMb = 1;

/** The built page, and the link alone, beside a robot that publishes 2,000 topics at 50 Hz. */
export const loadBench: Bench = {
  name: 'load',
  run: async (minutes) => {
    const robot = fork(program, { execArgv: ['--import', 'tsx'] });
    const { port } = await new Promise<{ readonly port: number }>((resolve, reject) => {
      robot.once('message', resolve);
      robot.once('exit', () => {
        reject(new Error('the busy robot ended'));
      });
    });
    try {
      return [...(await pageRows(port, minutes)), await linkRow(port)];
    } finally {
      robot.kill();
    }
  },
};

async function pageRows(port: number, minutes: number): Promise<readonly BenchRow[]> {
  const served = await servePage();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-quic'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await tellAddress(context, port);
    const page = await context.newPage();
    await page.goto(served.url);
    await new Operator(page).arm();
    await lasts(calmMs);
    const armed = await watched(page, minutes * 60_000);
    await new Operator(page).go('Setup');
    await lasts(calmMs);
    const setup = await watched(page, watchedMs);
    return [
      mainThreadRow('armed', armed),
      growthRow(armed),
      mainThreadRow('with Setup open', setup),
    ];
  } finally {
    await browser.close();
    await served.preview.close();
  }
}

/** What the page took while it was watched. */
interface Watched {
  readonly seconds: number;
  /** Of the main thread, in tasks. */
  readonly taskSeconds: number;
  /** Living objects at the beginning and at the end, MB. */
  readonly heapMb: readonly [number, number];
}

async function watched(page: Page, ms: number): Promise<Watched> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const heapBefore = await livingMb(devtools);
  const before = await metrics(devtools);
  await lasts(ms);
  const after = await metrics(devtools);
  const heapAfter = await livingMb(devtools);
  await devtools.detach();
  return {
    seconds: after('Timestamp') - before('Timestamp'),
    taskSeconds: after('TaskDuration') - before('TaskDuration'),
    heapMb: [heapBefore, heapAfter],
  };
}

async function metrics(devtools: CDPSession): Promise<(name: string) => number> {
  const { metrics: all } = await devtools.send('Performance.getMetrics');
  return (name) => all.find((metric) => metric.name === name)?.value ?? Number.NaN;
}

async function livingMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await metrics(devtools))('JSHeapUsedSize') / 1e6;
}

const load = `${busyTopics.length} topics at ${1000 / periodMs} Hz`;

function mainThreadRow(doing: string, { seconds, taskSeconds }: Watched): BenchRow {
  const share = (100 * taskSeconds) / seconds;
  return {
    name: `load: main thread of the page beside ${load}, ${doing}, for ${seconds.toFixed(0)} s`,
    value: share,
    unit: '% of a core',
    against: null,
    ratio: null,
    goal: `under ${mainThreadGoal} %`,
    ok: share < mainThreadGoal,
  };
}

function growthRow({ seconds, heapMb: [before, after] }: Watched): BenchRow {
  return {
    name: `load: growth of the page's heap in ${seconds.toFixed(0)} s of it, against the heap`,
    value: after - before,
    unit: 'MB',
    against: before,
    ratio: null,
    goal: `none: at most ${growthGoalMb} MB`,
    ok: after - before <= growthGoalMb,
  };
}

/** Processor time of this whole process while nothing runs in it but a link that reads some of the topics in full. */
async function linkRow(port: number): Promise<BenchRow> {
  const Link = await loadLink();
  const link = new Link({ random: () => 0.5, openWire: wsWire });
  let heard = 0;
  for (const topic of busyTopics.slice(0, readTopics))
    link.watch(topic, { all: true, periodMs }, () => {
      heard++;
    });
  link.connect([{ host: '127.0.0.1', port }]);
  await until(
    () => 'values of the busy robot',
    () => heard > 10 * readTopics,
  );
  const [heardBefore, cpuBefore, beginMs] = [heard, process.cpuUsage(), performance.now()];
  await lasts(watchedMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - beginMs) / 1000;
  const perSecond = (heard - heardBefore) / seconds;
  link.disconnect();
  const share = (user + system) / 1e4 / seconds;
  const came = perSecond / (readTopics * (1000 / periodMs));
  return {
    name: `load: a link that reads ${readTopics} topics at ${1000 / periodMs} Hz (${perSecond.toFixed(0)} values/s came)`,
    value: share,
    unit: '% of a core',
    against: null,
    ratio: null,
    goal: `under ${linkGoal} %, and all values`,
    ok: share < linkGoal && came > 0.98 && came < 1.02,
  };
}
