import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { defaultSettings } from '../../src/core/tuning/settings.ts';
import type { Optimizer } from '../../src/session/optimizer-task.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import type { OptimizerApi } from '../../src/worker/protocol.ts';
import Plots from '../../src/ui/views/Plots.svelte';
import { colourOfRate } from '../../src/ui/plots/rate-map.ts';
import { assessment } from '../unit/session/asked-optimizer.ts';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

/** A model to which every rate of a map is the same, and which has nothing to say of slices while it is broken. */
const mapped = 0.55;
let broken = false;
const optimizer: Optimizer = {
  suggest: () => new Promise(() => undefined),
  ask(method, args) {
    if (broken) return Promise.reject(new Error('out of paper'));
    const { space } = args.request;
    const along = (dimension: number) => [space[dimension]!.low, space[dimension]!.high];
    const answers = {
      slice: () => {
        const { dimension } = args as OptimizerApi['slice']['args'];
        const rate = { mean: 0.7, low: 0.6, high: 0.8 };
        return { values: along(dimension), rates: [rate, rate] };
      },
      map: () => {
        const { dimension } = args as OptimizerApi['map']['args'];
        const { low, high } = args.request.context!;
        return {
          values: along(dimension),
          distancesM: [low, high],
          rates: new Float64Array(4).fill(mapped),
        };
      },
      assessment: () => assessment(space.length),
    };
    const answer = method in answers ? answers[method as keyof typeof answers]() : [];
    return Promise.resolve(answer as never);
  },
};

let bench: Workbench;
beforeEach(async () => {
  broken = false;
  bench = await demoBench(optimizer);
  bench.connect('localhost');
  await expect.poll(() => bench.session.offersComplete).toBe(true);
  const { session } = bench;
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure({ ...defaultSettings(coefficients, 1), autotune: false });
  session.tap('hit');
});
afterEach(async () => {
  await bench.close();
});

const figure = (name: string) => page.getByRole('figure', { name, exact: true });
const canvasIn = (name: string): HTMLCanvasElement | null =>
  figure(name).query()?.querySelector('canvas') ?? null;

test('the slice says what the model expects and has it as a table; the map is painted in the colour of its rate', async () => {
  await render(Plots, { bench });
  const slice = figure('Hits by value');
  await expect.element(slice.getByText('60 to 80 % with 90 % certainty')).toBeVisible();
  await slice.getByRole('button', { name: 'Table of' }).click();
  await expect.element(slice.getByRole('cell', { name: '0.7', exact: true }).first()).toBeVisible();

  figure('Hits by distance and value').element().scrollIntoView();
  const inTheMiddle = (): string => {
    const canvas = canvasIn('Hits by distance and value');
    if (canvas === null || canvas.width === 0) return '';
    // Right of the axis, above the middle, where nothing else is drawn.
    const [x, y] = [Math.round(canvas.width * 0.83), Math.round(canvas.height * 0.31)];
    const pixel = canvas.getContext('2d')!.getImageData(x, y, 1, 1).data;
    return `#${[...pixel.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  await vi.waitUntil(() => inTheMiddle() === colourOfRate(mapped), patienceMs);
});

test('where the model fails the shots are drawn all the same, and the fault is said', async () => {
  broken = true;
  await render(Plots, { bench });
  const slice = figure('Hits by value');
  await expect.element(slice.getByText('out of paper')).toBeVisible();
  await expect.element(slice.getByText('1 of 1 shot drawn here')).toBeVisible();
  await vi.waitUntil(() => (canvasIn('Hits by value')?.width ?? 0) > 0, patienceMs);
});

test('what was folded and chosen is so on the next visit', async () => {
  const first = await render(Plots, { bench });
  const [, second] = bench.session.state.settings!.coefficients;
  await figure('Hits by value').getByLabelText('Along').selectOptions(second!.name);
  await page.getByRole('heading', { name: 'Where the misses go' }).click();
  await expect.element(figure('Where the misses go')).not.toBeInTheDocument();
  await first.unmount();
  await render(Plots, { bench });
  await expect.element(figure('Hits by value').getByLabelText('Along')).toHaveValue(second!.topic);
  await expect.element(figure('Where the misses go')).not.toBeInTheDocument();
});
