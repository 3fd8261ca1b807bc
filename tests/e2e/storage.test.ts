import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { findBrowser } from '../setup/find-browser.ts';
import { muteIdb, type Mute } from '../unit/storage/muted-idb.ts';
import { Operator } from './operator.ts';
import { servePage, setStage, type Stage } from './stage.ts';
import { storedOf } from './stored-log.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Lets the robot shoot once, and waits until the page has counted so many. */
async function shootOnce({ page, robot }: Stage, counted: number): Promise<void> {
  robot.shootOnce();
  await page
    .getByText(new RegExp(`\\d of ${counted}\\b`))
    .first()
    .waitFor();
}

test('where the database hangs the page opens in memory, says so, exports everything, and stores it all once the database answers', async () => {
  const stage = await setStage({ variant: 'shoot3', world: 7 });
  ends.push(() => stage.close());
  const { page, context } = stage;
  const operator = new Operator(page);
  await page.getByText('Arm to begin').waitFor();
  await shootOnce(stage, 1);
  await expect.poll(async () => (await storedOf(page, 'shot')).length).toBe(1);

  await context.addInitScript(muteIdb);
  await context.addInitScript(() => {
    (globalThis as unknown as { idbMute: Mute }).idbMute.mute('open', 'requests', 'transactions');
  });
  await page.reload();
  await page.getByText('The storage of this browser does not answer').waitFor();
  await page.getByText('Arm to begin').waitFor();
  for (const shot of [1, 2, 3]) await shootOnce(stage, shot);
  await operator.go('Shots');
  expect(await page.getByText('is stored in this browser').count()).toBe(0);
  const exported = JSON.parse(await operator.download('Session as JSON')) as {
    readonly events: readonly { readonly type: string }[];
  };
  expect(exported.events.filter(({ type }) => type === 'shot')).toHaveLength(3);

  await page.evaluate(() => {
    (globalThis as unknown as { idbMute: Mute }).idbMute.speak('late');
  });
  await page.getByText('is stored in this browser').waitFor();
  await expect.poll(async () => (await storedOf(page, 'shot')).length).toBe(4);
  expect(new Set((await storedOf(page, 'shot')).map(({ shot }) => shot.id)).size).toBe(4);
  // The session of the last visit is there too.
  await page.getByRole('button', { name: /^Open/ }).waitFor();
});

const atOnce = (pages: readonly Page[], url: string): Promise<unknown> =>
  Promise.all(pages.map((page) => page.goto(url)));

test('of two pages that a robot serves, without locks, and that are opened at one moment, exactly one works, and the other may take over', async () => {
  const served = await servePage();
  ends.push(() => served.preview.close());
  const profile = mkdtempSync(join(tmpdir(), 'mltune-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    // An address that is not this machine's own: what it serves is no secure context.
    args: ['--no-sandbox', '--disable-quic', '--host-resolver-rules=MAP 10.99.99.2 127.0.0.1'],
  });
  ends.push(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const url = served.url.replace('127.0.0.1', '10.99.99.2');
  const pages = [await context.newPage(), await context.newPage()];
  await atOnce(pages, url);
  const works = (page: Page) => page.getByRole('switch', { name: 'Armed' });
  const waits = (page: Page) => page.getByRole('button', { name: 'Take over here' });
  for (const page of pages) await works(page).or(waits(page)).waitFor();
  expect(await pages[0]!.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([
    false,
    false,
  ]);
  const working = async () => (await Promise.all(pages.map((page) => works(page).count()))).join();
  expect(['1,0', '0,1']).toContain(await working());
  const [other, first] =
    (await working()) === '1,0' ? [pages[1]!, pages[0]!] : [pages[0]!, pages[1]!];
  await waits(other).click();
  await works(other).waitFor();
  await waits(first).waitFor();
});
