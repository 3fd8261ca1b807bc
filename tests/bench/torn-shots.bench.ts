import { chromium } from 'playwright-core';

import { Operator } from '../e2e/operator.ts';
import { servePage, tellAddress } from '../e2e/stage.ts';
import { NtServer } from '../robot/nt-server.ts';
import { RobotProgram } from '../robot/robot-program.ts';
import { findBrowser } from '../setup/find-browser.ts';
import { readCsv } from '../unit/log/read-csv.ts';
import type { Bench, BenchRow } from './bench.ts';

/** As a cheap tablet is, beside this machine. */
const slowedTimes = 4;
const shots = 400;
/** Between two shots, ms: a shooter of streams, and a burst as fast as one can be. */
const periodsMs = [100, 20] as const;
/** Until nothing of a shot can be under way any more, ms. */
const restMs = 3_000;

/** Shots that the page puts together from MLtune's topics, beside a robot of 2027 that sends one value a frame. */
export const tornShotsBench: Bench = {
  name: 'torn-shots',
  run: async () => {
    const rows: BenchRow[] = [];
    for (const periodMs of periodsMs) rows.push(...(await rowsAt(periodMs)));
    return rows;
  },
};

async function rowsAt(periodMs: number): Promise<readonly BenchRow[]> {
  const server = await NtServer.listen({ season: '2027', record: false });
  const robot = new RobotProgram(server, { variant: 'shoot3', world: 7 });
  const served = await servePage();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-quic'],
  });
  try {
    const context = await browser.newContext({ acceptDownloads: true });
    await tellAddress(context, server.port);
    const page = await context.newPage();
    await page.goto(served.url);
    const operator = new Operator(page);
    await page.getByText('Arm to begin').waitFor();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
    robot.shootEvery(periodMs);
    await server.until(() => robot.ledger.length >= shots);
    robot.shootEvery(null);
    await page.waitForTimeout(restMs);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await operator.go('Shots');
    const [columns = [], ...lines] = readCsv(await operator.download('Shots as CSV'));
    const at = (line: readonly string[], name: string): string => line[columns.indexOf(name)] ?? '';
    const stampOf = (line: readonly string[]): string =>
      at(line, 'id').slice(at(line, 'id').lastIndexOf('-') + 1);
    const told = new Map(
      lines.map((line) => [
        stampOf(line),
        [at(line, 'label'), at(line, 'distanceM'), at(line, 'extra.pitchRadians')].join(),
      ]),
    );
    const fired = robot.ledger.map(({ atUs, hit, distanceM, pitchRad }) => ({
      stamp: String(atUs / 1e6),
      shot: [hit ? 'hit' : 'miss', distanceM, pitchRad].join(),
    }));
    // One that was fired while a slowed page had lost the link is missing, not wrong.
    const arrived = fired.filter(({ stamp }) => told.has(stamp));
    const wrong = arrived.filter(({ stamp, shot }) => told.get(stamp) !== shot).length;
    const how = `every ${periodMs} ms, one value a frame, ${slowedTimes} × slowed`;
    return [
      row(`shots put together wrong of ${arrived.length}, ${how}`, wrong),
      row(`shots that did not arrive of ${fired.length}, ${how}`, fired.length - arrived.length),
    ];
  } finally {
    robot.stop();
    await browser.close();
    await Promise.allSettled([served.preview.close(), server.close()]);
  }
}

const row = (name: string, value: number): BenchRow => ({
  name,
  value,
  unit: '',
  against: null,
  ratio: null,
  goal: '0',
  ok: value === 0,
});
