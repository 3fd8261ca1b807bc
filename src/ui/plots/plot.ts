import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { paintArrow, paintBarred, paintCells, paintMarkers, paintNotes } from './paint-places.ts';
import { paintCrosses, paintDividers, paintDots, paintLevel, type Spot } from './paint.ts';
import type { Decor, DrawnArea, Place, PlotData, PlotSpec, Series } from './plot-spec.ts';
import { hexPair, resolved } from './token-colour.ts';
import { whenSeen } from './when-seen.ts';

/** A plot in a page: give it data, let it go. */
export interface Plot {
  /** Draws these from the next frame on; the arrays must not change afterwards. */
  show(data: PlotData, decor: Decor): void;
  destroy(): void;
}

/** Least room of a value axis, so that plots above each other line up; and what its ticks and gaps need beside a label, CSS pixels. */
const leastRoom = 60;
const besideLabel = 18;
/** Half the size of a mark, CSS pixels: ● and ✗ are told apart at arm's length, and still there among thousands. */
const largestRadius = 5.5;
const smallestRadius = 2.5;
/** Plots with this key show their cursors at the same x: those whose x is a count of shots. */
const cursorKey = 'counted-shots';
/** Round what lies on a map, where the marks are light. */
const outline = '#0b0f18';
/** Size of what is written, rem. */
const textRem = 0.8125;
/** Steps of the x axis: shots are whole. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/**
 * Draws on `host`, as large as it is: at most once a frame, and only while it can be seen. Colours are the page's
 * tokens, read anew when the theme changes.
 * @param onCursor hears the place in the data under the cursor; null when it is elsewhere.
 */
export function createPlot(
  host: HTMLElement,
  spec: PlotSpec,
  onCursor: (index: number | null, at: Place | null) => void,
  onArea: (area: DrawnArea) => void = () => undefined,
): Plot {
  let plot: uPlot | null = null;
  let data: PlotData = [new Float64Array(), ...spec.series.map(() => new Float64Array())];
  let decor: Decor = { dividers: [], levels: [] };
  let drawn: PlotData | null = null;

  const draw = (): void => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width === 0 || height === 0) return;
    if (plot === null)
      plot = new uPlot(
        { ...options(host, spec, () => decor, onCursor, onArea), width, height },
        [...data],
        host,
      );
    else {
      if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
      // What is only moved, or drawn otherwise, needs no look at all the data.
      if (data === drawn) plot.setScale('x', extent(data[0]));
      else plot.setData([...data]);
    }
    drawn = data;
  };
  const seen = whenSeen(host, draw, () => {
    plot?.destroy();
    plot = null;
  });

  return {
    show(newData, newDecor) {
      data = newData;
      decor = newDecor;
      seen.wish();
    },
    destroy() {
      seen.end();
      plot?.destroy();
    },
  };
}

function options(
  host: HTMLElement,
  spec: PlotSpec,
  decor: () => Decor,
  onCursor: (index: number | null, at: Place | null) => void,
  onArea: (area: DrawnArea) => void,
): Omit<uPlot.Options, 'width' | 'height'> {
  const known = new Map<string, string>();
  const colour = (token: string): string => {
    const value = known.get(token) ?? resolved(host, token);
    known.set(token, value);
    return value;
  };
  const colours = spec.series.map((series) => colour(series.colour));
  const ink = colour('--ink-2');
  const style = getComputedStyle(host);
  const textPx = textRem * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const font = `500 ${textPx}px ${style.fontFamily}`;
  const bandOpacity = hexPair((parseFloat(style.getPropertyValue('--band')) / 100) * 255);
  const line = { stroke: colour('--line'), width: 1 };
  const axis = { stroke: ink, font, labelFont: font, labelSize: 20, grid: line, ticks: line };
  const { label, min, max, ticks, format } = spec.y;
  const { xRange, xFormat } = spec;
  return {
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      ...(xRange === undefined ? { sync: { key: cursorKey } } : {}),
    },
    scales: {
      x: {
        time: false,
        range: (_plot, low, high) =>
          xRange === undefined ? padded(...(decor().window ?? [low, high])) : [...xRange],
        ...(spec.xLog === true ? logarithmic : {}),
      },
      y: { range: [min, max], ...(spec.y.log === true ? logarithmic : {}) },
    },
    axes: [
      {
        ...axis,
        ...titled(spec.xLabel),
        size: 30,
        ...(xRange === undefined ? { incrs: wholeSteps } : {}),
        ...labelledAt(spec.xTicks),
        ...(xFormat === undefined ? {} : { values: (_plot, values) => values.map(xFormat) }),
      },
      {
        ...axis,
        ...titled(label),
        size: (plot, labels) => roomFor(plot, labels, font),
        values: (_plot, values) => values.map(format),
        ...labelledAt(ticks ?? undefined),
      },
    ],
    series: [{}, ...spec.series.map(({ kind }, index) => drawnAs(kind, colours[index]!))],
    bands: spec.bands.map(({ upper, lower, colour: token }) => ({
      series: [upper, lower],
      fill: colour(token) + bandOpacity,
    })),
    hooks: {
      drawClear: [
        (plot) => {
          const { cells } = decor();
          if (cells !== undefined) paintCells(plot.ctx, plot.bbox, cells, onCanvas(plot));
        },
      ],
      setCursor: [
        (plot) => {
          const { idx, left = -1, top = -1 } = plot.cursor;
          const inside = left >= 0 && top >= 0;
          const at = { x: plot.posToVal(left, 'x'), y: plot.posToVal(top, 'y') };
          onCursor(idx ?? null, inside ? at : null);
        },
      ],
      drawAxes: [
        (plot) => {
          const xs = decor().dividers.map((x) => plot.valToPos(x, 'x', true));
          paintDividers(plot.ctx, plot.bbox, xs, colour('--edge'));
          paintBarred(
            plot.ctx,
            plot.bbox,
            (decor().barred ?? []).map((ends) => ends.map((x) => plot.valToPos(x, 'x', true))),
            colour('--edge'),
          );
        },
      ],
      drawSeries: [
        (plot, place) => {
          const kind = spec.series[place - 1]?.kind;
          const mark = colours[place - 1]!;
          const paint = kind === 'dots' ? paintDots : kind === 'crosses' ? paintCrosses : null;
          if (paint === null) return;
          const { strengths, cells } = decor();
          const spots = spotsOf(plot, place, strengths);
          const radius = radiusIn(plot);
          if (cells !== undefined) paint(plot.ctx, spots, outline, radius * 1.45);
          paint(plot.ctx, spots, mark, radius);
        },
      ],
      draw: [
        (plot) => {
          const { left, top, width, height } = plot.bbox;
          const [x, y, w, h] = [left, top, width, height].map((px) => px / uPlot.pxRatio);
          onArea({ left: x!, top: y!, width: w!, height: h! });
          plot.ctx.font = font.replace(`${textPx}px`, `${textPx * uPlot.pxRatio}px`);
          const outlined = decor().cells === undefined ? null : outline;
          for (const { value, label: words, colour: token, end } of decor().levels) {
            const level = {
              y: plot.valToPos(value, 'y', true),
              label: words,
              end,
              colour: colour(token),
            };
            paintLevel(plot.ctx, plot.bbox, level, uPlot.pxRatio, colour('--panel'), outlined);
          }
          const { markers = [], notes = [], arrow } = decor();
          const placed = markers.map((marker) => ({
            ...marker,
            x: plot.valToPos(marker.x, 'x', true),
            colour: colour(marker.colour),
          }));
          paintMarkers(plot.ctx, plot.bbox, placed, uPlot.pxRatio);
          const spot = onCanvas(plot);
          paintNotes(
            plot.ctx,
            notes.map((note) => ({ ...note, ...spot(note) })),
            colour('--ink-1'),
          );
          if (arrow !== undefined)
            paintArrow(plot.ctx, spot({ x: 0, y: 0 }), spot(arrow), colour('--act'), uPlot.pxRatio);
        },
      ],
    },
  };
}

/** Where a place of the data lies on the canvas. */
const onCanvas =
  (plot: uPlot) =>
  ({ x, y }: Place): Place => ({
    x: plot.valToPos(x, 'x', true),
    y: plot.valToPos(y, 'y', true),
  });

// The package has names for these numbers only in its types.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const logarithmic: uPlot.Scale = { distr: 3, log: 10 };

/** Labels just there; uPlot would leave out some of a logarithmic axis. */
const labelledAt = (ticks: readonly number[] | undefined): Pick<uPlot.Axis, 'splits' | 'filter'> =>
  ticks === undefined ? {} : { splits: [...ticks], filter: (_plot, splits) => splits };

/** An axis without a title leaves no room for one. */
const titled = (label: string): Pick<uPlot.Axis, 'label'> => (label === '' ? {} : { label });

const extent = (xs: Float64Array): { min: number; max: number } => ({
  min: xs[0] ?? NaN,
  max: xs.at(-1) ?? NaN,
});

/** Half a shot of room at each end, so that no mark is cut in two. */
const padded = (low = NaN, high = NaN): [number, number] =>
  Number.isFinite(low) && Number.isFinite(high) ? [low - 0.5, high + 0.5] : [0, 1];

function drawnAs(kind: Series['kind'], stroke: string): uPlot.Series {
  const points = { show: false };
  switch (kind) {
    case 'line':
      return { stroke, width: 3, points };
    case 'thin':
      return { stroke, width: 1.5, points };
    case 'step':
      return { stroke, width: 1.5, points, paths: uPlot.paths.stepped!({ align: 1 }) };
    case 'edge':
      return { stroke, width: 1, points };
    case 'dots':
    case 'crosses':
      return { points, paths: () => null };
  }
}

/** Room of a value axis, CSS pixels: a label whose sign is cut off is another number. uPlot first asks without labels. */
function roomFor({ ctx }: uPlot, labels: readonly string[] | null, font: string): number {
  ctx.save();
  ctx.font = font;
  const widest = Math.max(0, ...(labels ?? []).map((label) => ctx.measureText(label).width));
  ctx.restore();
  return Math.max(leastRoom, Math.ceil(widest) + besideLabel);
}

/** Half the size of a mark, canvas pixels: as large as can be told apart, between two limits. */
function radiusIn(plot: uPlot): number {
  const { bbox } = plot;
  const [from, to] = shownPlaces(plot);
  const apart = bbox.width / Math.max(1, to - from + 1);
  return Math.min(
    largestRadius * uPlot.pxRatio,
    Math.max(smallestRadius * uPlot.pxRatio, apart / 2),
  );
}

/** First and last place of the data that is shown. */
function shownPlaces({ series, data }: uPlot): readonly [number, number] {
  const [from, to] = series[0]?.idxs ?? [];
  return [from ?? 0, to ?? data[0].length - 1];
}

/** Where the numbers of a series lie on the canvas, as far as they are shown. */
function spotsOf(plot: uPlot, series: number, strengths?: Float64Array): readonly Spot[] {
  const [xs, ys] = [plot.data[0], plot.data[series]!];
  const [from, to] = shownPlaces(plot);
  const place = onCanvas(plot);
  const spots: Spot[] = [];
  for (let i = from; i <= to; i++) {
    const y = ys[i];
    if (typeof y === 'number' && !Number.isNaN(y))
      spots.push({ ...place({ x: xs[i]!, y }), strength: strengths?.[i] ?? 1 });
  }
  return spots;
}
