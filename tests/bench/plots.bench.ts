import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Operator } from '../e2e/operator.ts';
import { setStage } from '../e2e/stage.ts';
import { median, type Bench, type BenchRow } from './bench.ts';

const shots = 21;
/** Between two of them, ms: the model has answered then. */
const shotPeriodMs = 700;
const manyShots = 20_000;
/** How long they are dragged along, ms. */
const panMs = 3_000;
/** Between two moves of the mouse, ms. */
const movePeriodMs = 6;
/** A tablet on its side, with all that is drawn over shots unfolded. */
const viewport = { width: 1180, height: 820 };

/** The plots of the built page, in Chromium: how soon a shot is on all of them, and how smoothly many are dragged along. */
export const plotsBench: Bench = {
  name: 'plots',
  run: async () => [...(await shotRows()), ...(await panRows())],
};

async function shotRows(): Promise<readonly BenchRow[]> {
  const stage = await setStage({ variant: 'shoot3', world: 7, viewport });
  const { page, robot } = stage;
  await new Operator(page).arm();
  robot.shootOnce();
  await page.getByText('of 1').first().waitFor();
  await page.locator('.canvas canvas').first().waitFor();
  await watchDrawing(page);
  const lateMs: number[] = [];
  let plots = 0;
  for (let shot = 0; shot < shots; shot++) {
    await page.waitForTimeout(shotPeriodMs);
    const shotAtMs = performance.timeOrigin + performance.now();
    robot.shootOnce();
    await page.waitForTimeout(shotPeriodMs);
    const drawn = await firstDrawings(page, shotAtMs);
    plots = drawn.length;
    lateMs.push(Math.max(...drawn));
  }
  await stage.close();
  return [
    {
      name: `from the robot's shot to its place on all ${plots} plots in view, median`,
      value: median(lateMs),
      unit: 'ms',
      against: null,
      ratio: null,
      goal: 'at most 100',
      ok: median(lateMs) <= 100,
    },
  ];
}

async function panRows(): Promise<readonly BenchRow[]> {
  const stage = await setStage({ variant: 'shoot3', world: 7, viewport });
  const { page, robot, server } = stage;
  await page.getByText('Arm to begin').waitFor();
  for (let shot = 1; shot <= 2; shot++) {
    robot.shootOnce();
    await page.getByText(`of ${shot}`).first().waitFor();
  }
  await new Operator(page).go('Setup');
  await server.close();
  await multiplyShots(page, manyShots);
  await page.reload();
  await new Operator(page).go('Plots');
  const choice = page.getByLabel('Shots shown');
  await choice.waitFor({ timeout: 120_000 });
  await choice.selectOption('500');
  // In the middle of them: at an end half of the moves would move nothing.
  for (let step = 0; step < 4; step++)
    await page.getByRole('button', { name: 'Earlier shots' }).click();
  await page.locator('.movable .u-over').first().waitFor();
  await watchDrawing(page);
  const perS = (await dragAlong(page, panMs)) / (panMs / 1000);
  await stage.close();
  return [
    {
      name: `drawings a second while 500 of ${manyShots} shots are dragged along`,
      value: perS,
      unit: '',
      against: null,
      ratio: null,
      goal: 'at least 50',
      ok: perS >= 50,
    },
  ];
}

/** Notes when each canvas in view is wiped, which is how a drawing begins. */
async function watchDrawing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const drawnAt: { readonly canvas: HTMLCanvasElement; readonly atMs: number }[] = [];
    Object.assign(globalThis, { drawnAt });
    const prototype = CanvasRenderingContext2D.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- applied to the canvas below
    const wipe = prototype.clearRect;
    prototype.clearRect = function (...rectangle) {
      drawnAt.push({ canvas: this.canvas, atMs: performance.timeOrigin + performance.now() });
      wipe.apply(this, rectangle);
    };
  });
}

/** For each plot in view, how long after that moment it was drawn first, ms; Infinity where it was not. */
const firstDrawings = (page: Page, afterMs: number): Promise<readonly number[]> =>
  page.evaluate((since) => {
    const { drawnAt = [] } = globalThis as {
      drawnAt?: { readonly canvas: HTMLCanvasElement; readonly atMs: number }[];
    };
    const inView = [...document.querySelectorAll<HTMLCanvasElement>('.canvas canvas')].filter(
      (canvas) => {
        const { top, bottom } = canvas.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      },
    );
    return inView.map((canvas) => {
      const first = drawnAt.find((drawing) => drawing.canvas === canvas && drawing.atMs > since);
      return (first?.atMs ?? Infinity) - since;
    });
  }, afterMs);

/** Drags the first plot back and forth by the mouse; gives how often it was drawn meanwhile. */
async function dragAlong(page: Page, durationMs: number): Promise<number> {
  const box = await page.locator('.movable .u-over').first().boundingBox();
  if (box === null) throw new Error('nothing can be dragged');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const startMs = performance.now();
  const moves: Promise<void>[] = [];
  // A mouse does not wait for the page either: what comes within a frame is one move there.
  for (let ms = 0; ms < durationMs; ms = performance.now() - startMs) {
    moves.push(page.mouse.move(x + box.width * 0.4 * Math.sin(ms / 300), y));
    await sleep(movePeriodMs);
  }
  await Promise.all(moves);
  await page.mouse.up();
  return page.evaluate(() => {
    const { drawnAt = [] } = globalThis as {
      drawnAt?: { readonly canvas: HTMLCanvasElement }[];
    };
    const canvas = document.querySelector('.movable canvas');
    return drawnAt.filter((drawing) => drawing.canvas === canvas).length;
  });
}

/** Makes the stored session's two shots into so many, as if they had been taken in turn. */
async function multiplyShots(page: Page, wanted: number): Promise<void> {
  await page.evaluate(
    (count) =>
      new Promise<void>((resolve, reject) => {
        interface Stored {
          readonly type: string;
          readonly seq: number;
          readonly shot?: { readonly id: string };
        }
        interface Head {
          readonly sessionId: string;
          readonly next: number;
          readonly shots: number;
        }
        const opening = indexedDB.open('mltune');
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(['batches', 'heads'], 'readwrite');
          const [batches, heads] = [
            transaction.objectStore('batches'),
            transaction.objectStore('heads'),
          ];
          const reading = batches.getAll();
          const readingHeads = heads.getAll();
          readingHeads.onsuccess = () => {
            const stored = (reading.result as { readonly events: Stored[] }[]).flatMap(
              ({ events }) => events,
            );
            const pattern = stored.filter(({ type }) => type === 'shot');
            const head = (readingHeads.result as Head[]).at(-1);
            if (head === undefined || pattern.length === 0) throw new Error('there are no shots');
            const { sessionId, next } = head;
            const more = count - pattern.length;
            const events = Array.from({ length: more }, (_, i) => {
              const event = pattern[i % pattern.length]!;
              return { ...event, seq: next + i, shot: { ...event.shot, id: `many-${i}` } };
            });
            batches.add({ sessionId, first: next, events });
            heads.delete([sessionId, next]);
            heads.add({ ...head, next: next + more, shots: count });
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
          transaction.onabort = () => {
            reject(new Error('the shots could not be stored'));
          };
        };
      }),
    wanted,
  );
}
