import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Shots from '../../src/ui/views/Shots.svelte';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await demoBench();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
});

/** What was given to the operator as a file, and its name. */
function downloads(): { readonly name: string; readonly blob: Blob }[] {
  const given: { name: string; blob: Blob }[] = [];
  const blobs = new Map<string, Blob>();
  const create = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = create(blob);
    if (blob instanceof Blob) blobs.set(url, blob);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    given.push({ name: this.download, blob: blobs.get(this.href)! });
  });
  return given;
}

test('a shot can be given another result, and be voided, in its row', async () => {
  bench.session.tap('hit');
  bench.session.tap('miss');
  await render(Shots, { bench });
  await page.getByLabelText('Result of shot 1').selectOptions('▼ miss, short');
  expect(bench.session.state.shots[0]).toMatchObject({ label: 'miss', direction: 'short' });
  await page.getByRole('button', { name: 'Void shot 2' }).click();
  expect(bench.session.state.shots[1]?.voided).toBe(true);
  await expect.element(page.getByText('void: does not count')).toBeVisible();
});

test('5,000 shots are shown a page at a time, the newest first', async () => {
  for (let n = 0; n < 5000; n++) bench.session.tap('hit');
  await render(Shots, { bench });
  const rows = page.getByRole('rowheader');
  await expect.element(rows.first()).toHaveTextContent('5000');
  expect(rows.elements()).toHaveLength(50);
  await page.getByRole('button', { name: 'Older' }).first().click();
  await expect.element(rows.first()).toHaveTextContent('4950');
});

test('a note stands between the shots before and after it', async () => {
  await render(Shots, { bench });
  bench.session.tap('hit');
  await page.getByLabelText('Note for the log').fill('New wheels');
  await page.getByRole('button', { name: 'Add note' }).click();
  bench.session.tap('miss');
  const rows = page.getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('miss');
  await expect.element(rows.nth(2)).toHaveTextContent('New wheels');
  await expect.element(page.getByLabelText('Note for the log')).toHaveValue('');
});

test('each export is a file that is called as the session is now', async () => {
  const given = downloads();
  bench.session.tap('hit');
  await bench.rename(bench.session.header.id, 'Saturday: red goal');
  await render(Shots, { bench });
  await page.getByRole('button', { name: 'Shots as CSV 1 row' }).click();
  await page.getByRole('button', { name: 'Whole log as CSV' }).click();
  await page.getByRole('button', { name: 'Session as JSON' }).click();
  expect(given.map(({ name }) => name)).toEqual([
    'Saturday-red-goal-shots.csv',
    'Saturday-red-goal-log.csv',
    'Saturday-red-goal.mltune.json',
  ]);
  expect(await given[0]!.blob.text()).toContain('hit');
  expect(await given[2]!.blob.text()).toContain('Saturday: red goal');
});

test('a session is removed only after a second word', async () => {
  await bench.rename(bench.session.header.id, 'First');
  await bench.startNew();
  await render(Shots, { bench });
  await page.getByRole('button', { name: 'Remove First' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  expect(bench.sessions).toHaveLength(2);
  await page.getByRole('button', { name: 'Remove First' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await vi.waitUntil(() => bench.sessions.length === 1, patienceMs);
  expect(bench.sessions[0]?.name).not.toBe('First');
});
