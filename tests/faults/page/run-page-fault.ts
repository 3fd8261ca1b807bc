import { chromium, type Browser } from 'playwright-core';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { servePage } from '../../e2e/stage.ts';
import { findBrowser } from '../../setup/find-browser.ts';
import { longest, type Row } from '../tally.ts';
import type { Pace } from '../fault.ts';
import { pageFaultTimes, type PageFault } from './page-faults.ts';
import { PageStage, type PageOutage, type Said } from './page-stage.ts';
import type { ToldReading } from './robot-process.ts';

/** What happens so shortly before a cut may have been under way, ms: a server's sending period and the way there. */
const lastMomentsMs = 150;

/** How many pages run at once: more would only measure how busy the machine is. */
const lanes = 2;

/** Lets faults happen to built pages; what came of each, or why nothing did, by its name. */
export async function runPageFaults(
  faults: readonly PageFault[],
  pace: Pace,
): Promise<ReadonlyMap<string, Row | string>> {
  const served = await servePage();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-quic'],
  });
  const outcomes = new Map<string, Row | string>();
  const waiting = [...faults];
  const run = async (): Promise<void> => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift())
      outcomes.set(
        fault.name,
        await runPageFault(fault, browser, served.url, pace).catch((error: unknown) =>
          String(error),
        ),
      );
  };
  await Promise.all(Array.from({ length: lanes }, run));
  await browser.close();
  await served.preview.close();
  return outcomes;
}

/** Lets a fault happen to the page at `url`; what came of it is one row. */
async function runPageFault(
  { name, robot = {}, happen }: PageFault,
  browser: Browser,
  url: string,
  pace: Pace,
): Promise<Row> {
  const stage = await PageStage.set(browser, url, robot);
  try {
    for (let time = 1; time <= pageFaultTimes[pace]; time++) await happen(stage, time);
    const said = await stage.said();
    // The robot tells at once what it has read, the page's log some moments later what it has sent.
    return await stage.settle(
      (log) => tally(name, stage, log, said),
      ({ shots, recorded, sent, read, replayed }) =>
        recorded >= shots && read >= sent && replayed === 0,
    );
  } finally {
    await stage.close();
  }
}

type Logged<T extends TuningEvent['type']> = Extract<TuningEvent, { type: T }>;

const of = <T extends TuningEvent['type']>(
  log: readonly TuningEvent[],
  type: T,
): readonly Logged<T>[] => log.filter((event): event is Logged<T> => event.type === type);

function tally(
  fault: string,
  { robot, outages, lateness, pageErrors }: PageStage,
  log: readonly TuningEvent[],
  said: readonly Said[],
): Row {
  const begins = of(log, 'online').map(({ atMs }) => atMs);
  const lastMs = lastMomentsMs + lateness.worstMs;
  const isConnected = (atMs: number): boolean => {
    const begin = begins.findLast((ms) => ms <= atMs);
    if (begin === undefined) return false;
    return !outages.some(({ cutMs }) => atMs > cutMs - lastMs && begin < cutMs);
  };

  const shots = robot.shots.filter(({ atMs }) => isConnected(atMs));
  const stored = of(log, 'shot').map(({ shot }) => shot);
  const byId = new Map(stored.map((shot) => [shot.id, shot]));
  const recorded = shots.filter(({ key, hit, distanceM }) => {
    const shot = byId.get(key);
    return shot?.label === (hit ? 'hit' : 'miss') && shot.distanceM === distanceM;
  });

  const allSent = of(log, 'sent');
  const sent = allSent.filter(({ atMs }) => isConnected(atMs));
  const arrivals = arrivalsOf(robot.readings, allSent);
  const read = new Set(arrivals.map(({ sent: event }) => event));
  return {
    fault,
    shots: shots.length,
    recorded: recorded.length,
    doubled: stored.length - byId.size,
    amended: null,
    sent: sent.length,
    read: sent.filter((event) => read.has(event)).length,
    overtaken: 0,
    readLate: readLate(arrivals),
    replayed: replayed(arrivals, begins),
    sentIntoTheVoid: allSent.filter((event) => !isConnected(event.atMs) && !read.has(event)).length,
    unhandled: pageErrors.length,
    lostForNothing: of(log, 'offline').filter(({ atMs }) => !isCut(outages, atMs)).length,
    hastyDials: null,
    shownMs: longest(outages.map(({ cutMs }) => firstAfter(said, cutMs, false))),
    noticedMs: longest(
      outages.map(({ backMs }) => (backMs === null ? null : firstAfter(said, backMs, true))),
    ),
    latenessMs: lateness.worstMs,
  };
}

/** A value that robot code read, and where the page says that it sent it; null where it does not. */
interface Arrival {
  readonly reading: ToldReading;
  readonly sent: Logged<'sent'> | null;
}

/** Each reading with the oldest write of that topic, stamp and value that none before it was. */
function arrivalsOf(
  readings: readonly ToldReading[],
  sent: readonly Logged<'sent'>[],
): readonly Arrival[] {
  // A robot of floats reads what is left of a double.
  const nameOf = (topic: string, us: number, value: number): string =>
    `${Math.fround(value)} at ${us} on ${topic}`;
  const open = new Map<string, Logged<'sent'>[]>();
  for (const event of sent) {
    const name = nameOf(event.topic, event.serverUs, event.value);
    open.set(name, [...(open.get(name) ?? []), event]);
  }
  return readings.map((reading) => {
    const { topic, us, value } = reading;
    return { reading, sent: open.get(nameOf(topic, us, value))?.shift() ?? null };
  });
}

/** Values that robot code read after one of the same topic that was sent later. */
function readLate(arrivals: readonly Arrival[]): number {
  const newest = new Map<string, number>();
  return arrivals.filter(({ reading: { topic }, sent }) => {
    const before = newest.get(topic) ?? -1;
    const seq = sent?.seq ?? -1;
    newest.set(topic, Math.max(before, seq));
    return seq >= 0 && seq < before;
  }).length;
}

/** Values that were read though they were not sent, or over a later connection than they were sent. */
const replayed = (arrivals: readonly Arrival[], begins: readonly number[]): number =>
  arrivals.filter(
    ({ reading, sent }) =>
      sent === null || begins.some((begin) => sent.atMs < begin && begin <= reading.atMs),
  ).length;

const isCut = (outages: readonly PageOutage[], atMs: number): boolean =>
  outages.some(({ cutMs, backMs }) => atMs >= cutMs && atMs <= (backMs ?? Infinity));

/** How long after that moment the page first said so, ms; 0 when it says so already, null when it never did. */
function firstAfter(said: readonly Said[], ms: number, connected: boolean): number | null {
  const before = said.findLast(({ atMs }) => atMs <= ms);
  if (before?.connected === connected) return 0;
  const after = said.find(({ atMs, connected: is }) => atMs > ms && is === connected);
  return after === undefined ? null : after.atMs - ms;
}
