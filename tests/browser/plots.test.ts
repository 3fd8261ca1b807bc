import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import type { PlotSpec } from '../../src/ui/plots/plot-spec.ts';
import { createPlot } from '../../src/ui/plots/plot.ts';
import Plots from '../../src/ui/views/Plots.svelte';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await demoBench();
});
afterEach(async () => {
  document.documentElement.removeAttribute('data-theme');
  for (const host of document.querySelectorAll('.host')) host.remove();
  await bench.close();
});

test('before the first shot the page says what will be here', async () => {
  await render(Plots, { bench });
  await expect.element(page.getByText('Nothing to draw yet.')).toBeVisible();
});

test('what the plot shows is said in a sentence and in a table', async () => {
  for (const label of ['hit', 'miss', 'hit'] as const) bench.session.tap(label);
  await render(Plots, { bench });
  await expect.element(page.getByText('2 hits in 3 shots')).toBeVisible();
  await page.getByText('The same by trial, as a table').click();
  await expect.element(page.getByRole('row', { name: /^0 2 3/ })).toBeVisible();
});

test('of many shots a stretch is shown, moved by buttons and by dragging, and written down as it is seen', async () => {
  for (let shot = 0; shot < 45; shot++) bench.session.tap(shot % 3 === 0 ? 'miss' : 'hit');
  await render(Plots, { bench });
  await page.getByLabelText('Shots shown').selectOptions('30 at a time');
  await expect.element(page.getByText('16 to 45 of 45')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Later shots' })).toBeDisabled();
  await page.getByRole('button', { name: 'Earlier shots' }).click();
  await expect.element(page.getByText('1 to 30 of 45')).toBeVisible();
  await page.getByRole('button', { name: 'Table of Hit rate' }).click();
  const table = page.getByRole('region', { name: 'Table: Hit rate' });
  await expect.element(table.getByRole('row').nth(30)).toHaveTextContent(/^30/);

  await vi.waitUntil(() => document.querySelector('.movable .u-over') !== null, patienceMs);
  const over = document.querySelector<HTMLElement>('.movable .u-over')!;
  const { left, top, width, height } = over.getBoundingClientRect();
  const at = (share: number): PointerEventInit => ({
    bubbles: true,
    isPrimary: true,
    pointerId: 1,
    clientX: left + share * width,
    clientY: top + height / 2,
  });
  vi.spyOn(Element.prototype, 'setPointerCapture').mockReturnValue();
  over.dispatchEvent(new PointerEvent('pointerdown', at(0.9)));
  over.dispatchEvent(new PointerEvent('pointermove', at(0.5)));
  over.dispatchEvent(new PointerEvent('pointermove', at(0.1)));
  over.dispatchEvent(new PointerEvent('pointerup', at(0.1)));
  await expect.element(page.getByText('16 to 45 of 45')).toBeVisible();
  vi.restoreAllMocks();
});

const spec: PlotSpec = {
  xLabel: 'x',
  y: { label: 'y', min: 0, max: 1, ticks: null, format: String },
  series: [{ colour: '--hit', kind: 'line' }],
  bands: [],
};
const data = [Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 0)] as const;

function hostIn(width: string): HTMLElement {
  const host = document.createElement('div');
  host.className = 'host';
  host.style.cssText = `width: ${width}; height: 200px`;
  document.body.append(host);
  return host;
}
const canvasOf = (host: HTMLElement): HTMLCanvasElement | null => host.querySelector('canvas');

test('a plot is as large as its place, and follows it', async () => {
  const host = hostIn('400px');
  const plot = createPlot(host, spec, () => undefined);
  plot.show(data, { dividers: [], levels: [] });
  await vi.waitUntil(() => canvasOf(host)?.width === 400 * devicePixelRatio, patienceMs);
  host.style.width = '300px';
  await vi.waitUntil(() => canvasOf(host)?.width === 300 * devicePixelRatio, patienceMs);
  plot.destroy();
  expect(host.childElementCount).toBe(0);
});

test('a plot leaves room for the whole of each value on its axis', async () => {
  const leftOf = async (format: (value: number) => string): Promise<number> => {
    const host = hostIn('400px');
    const plot = createPlot(host, { ...spec, y: { ...spec.y, format } }, () => undefined);
    plot.show(data, { dividers: [], levels: [] });
    await vi.waitUntil(() => host.querySelector('.u-over') !== null, patienceMs);
    const left = host.querySelector<HTMLElement>('.u-over')!.offsetLeft;
    plot.destroy();
    return left;
  };
  const long = '-1234.5678901';
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = `500 13px ${getComputedStyle(document.body).fontFamily}`;
  const short = await leftOf(String);
  const roomy = await leftOf(() => long);
  expect(roomy).toBeGreaterThan(short);
  // The name of the axis stands left of its values, in both.
  expect(roomy).toBeGreaterThan(context.measureText(long).width);
});

test('a plot is drawn anew in the colours of another theme', async () => {
  document.documentElement.dataset['theme'] = 'light';
  const host = hostIn('400px');
  const plot = createPlot(host, spec, () => undefined);
  plot.show(data, { dividers: [], levels: [] });
  await vi.waitUntil(() => canvasOf(host) !== null, patienceMs);
  const light = canvasOf(host)!;
  document.documentElement.dataset['theme'] = 'dark';
  await vi.waitUntil(() => canvasOf(host) !== null && canvasOf(host) !== light, patienceMs);
  plot.destroy();
});

test('a plot that is let go before it was drawn draws nothing', async () => {
  const host = hostIn('400px');
  createPlot(host, spec, () => undefined).destroy();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(canvasOf(host)).toBeNull();
});
