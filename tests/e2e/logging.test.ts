import { afterEach, expect, test } from 'vitest';
import type { LedgerEntry } from '../robot/robot-program.ts';
import { readCsv } from '../unit/log/read-csv.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';
import { storedOf } from './stored-log.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

const rapidMs = 50;
const droppedMs = 3_000;

/** Lets the robot shoot at 20 a second until it has fired so many in all, and the page has them. */
async function shootUntil({ robot, server }: Stage, total: number): Promise<void> {
  robot.shootEvery(rapidMs);
  await server.until(() => robot.ledger.length >= total);
  robot.stop();
}

/** Waits until the page has counted these shots. */
async function pageCounts({ page }: Stage, shots: readonly LedgerEntry[]): Promise<void> {
  const hits = shots.filter(({ hit }) => hit).length;
  await page.getByText(`${hits} of ${shots.length}`, { exact: false }).first().waitFor();
}

const heard = ({ robot }: Stage): readonly LedgerEntry[] =>
  robot.ledger.filter(({ clients }) => clients > 0);

test.each(['firing-solver', 'record'] as const)(
  'each of 500 shots at 20 a second is stored and exported once, through a restart and a drop of 3 s (%s)',
  async (report) => {
    stage = await setStage({ variant: 'shoot3', world: 7, report });
    const { page, robot, server } = stage;
    const operator = new Operator(page);
    await operator.arm();
    await shootUntil(stage, 170);
    await pageCounts(stage, heard(stage));

    await server.restart({ permuteIds: 5 });
    await page.getByRole('heading', { name: 'The robot restarted' }).waitFor();
    await shootUntil(stage, 340);
    await pageCounts(stage, heard(stage));

    await server.faults.refuse(true);
    server.faults.dropAll();
    await page.getByText('Looking for').waitFor();
    const backAtUs = server.clock.nowUs() + droppedMs * 1000;
    robot.shootEvery(rapidMs);
    await server.until(() => server.clock.nowUs() >= backAtUs);
    robot.stop();
    await server.faults.refuse(false);
    await page.getByText('Teleop · enabled').waitFor();
    await shootUntil(stage, 500);
    await page
      .getByText(`of ${heard(stage).length}`)
      .or(page.getByText(`of ${heard(stage).length + 1}`))
      .first()
      .waitFor();

    await operator.go('Shots');
    const [columns = [], ...rows] = readCsv(await operator.download('Shots as CSV'));
    const column = (name: string): readonly string[] =>
      rows.map((row) => row[columns.indexOf(name)]!);
    const recovered = column('recovered');
    const live = rows.filter((_, index) => recovered[index] === 'false');
    const cell = (row: readonly string[], name: string): string => row[columns.indexOf(name)]!;
    expect(live.map((row) => [Number(cell(row, 'distanceM')), cell(row, 'label')])).toEqual(
      heard(stage).map(({ distanceM, hit }) => [distanceM, hit ? 'hit' : 'miss']),
    );
    // Of those fired while the link was down the robot remembers the last, and it is marked.
    expect(rows.length - live.length).toBeLessThanOrEqual(1);
    expect(new Set(column('id')).size).toBe(rows.length);
    const stored = await storedOf(page, 'shot');
    expect(stored.map(({ shot }) => shot.id)).toEqual(column('id'));

    const log = await operator.download('Whole log as CSV');
    const types = readCsv(log).map((row) => row[2]);
    expect(types.filter((type) => type === 'offline')).toHaveLength(2);
    expect(types).toContain('robot-restarted');
  },
  120_000,
);
