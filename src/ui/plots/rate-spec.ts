import { percent } from '../text.ts';
import type { PlotSpec, Series } from './plot-spec.ts';

/** An axis of hit rates; below 0 and above 1 there is room for marks. */
export const rateAxis = (min = 0, max = 1): PlotSpec['y'] => ({
  label: '',
  min,
  max,
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  format: percent,
});

/** A line with its interval, as the first series of a plot. */
export const lineOf = (colour: string): readonly Series[] => [
  { colour, kind: 'line' },
  { colour, kind: 'edge' },
  { colour, kind: 'edge' },
];
/** The interval of that line. */
export const bandOf = (colour: string): PlotSpec['bands'] => [{ upper: 2, lower: 3, colour }];

/** Hits, and misses. */
export const shotMarks: readonly Series[] = [
  { colour: '--hit', kind: 'dots' },
  { colour: '--miss', kind: 'crosses' },
];
