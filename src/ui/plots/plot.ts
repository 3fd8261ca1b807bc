import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { paintCrosses, paintDividers, paintDots, paintLevel, type Spot } from './paint.ts';

/** One series over the common x. An `edge` is not drawn itself: it bounds a band. */
interface Series {
  /** Name of a colour token, e.g. `--hit`. */
  readonly colour: string;
  readonly kind: 'line' | 'thin' | 'step' | 'dots' | 'crosses' | 'edge';
}

/** A band between two series, by their places in the data. */
interface Band {
  readonly upper: number;
  readonly lower: number;
  readonly colour: string;
}

/** What a plot is made of, whatever its data. */
export interface PlotSpec {
  readonly xLabel: string;
  /** What x goes from and to; absent: x counts shots, as far as there are any. */
  readonly xRange?: readonly [number, number];
  readonly y: {
    readonly label: string;
    readonly min: number;
    readonly max: number;
    /** Where the axis is labelled; null leaves it to the plot. */
    readonly ticks: readonly number[] | null;
    readonly format: (value: number) => string;
  };
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
}

/** x, then one array for each series; NaN where a series of dots or crosses has none. Lines have no gaps. */
export type PlotData = readonly [Float64Array, ...Float64Array[]];

/** What is drawn besides the data. */
export interface Decor {
  /** Dashed lines across, at these x. */
  readonly dividers: readonly number[];
  /** Dotted lines along, at these y. */
  readonly levels: readonly {
    readonly value: number;
    readonly label: string;
    readonly colour: string;
  }[];
}

/** Where the data is drawn on the host, CSS pixels. */
export interface DrawnArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A plot in a page: give it data, let it go. */
export interface Plot {
  /** Draws these from the next frame on; the arrays must not change afterwards. */
  show(data: PlotData, decor: Decor): void;
  destroy(): void;
}

/** Hex digits for the share of a band that covers what is under it. */
const bandOpacity = '2e';
/** Least room of a value axis, so that plots above each other line up; and what its ticks and gaps need beside a label, CSS pixels. */
const leastRoom = 60;
const besideLabel = 18;
/** Half the size of a mark, CSS pixels: ● and ✗ are told apart at arm's length, and still there among thousands. */
const largestRadius = 5.5;
const smallestRadius = 2.5;
/** Plots with this key show their cursors at the same x: those whose x is a count of shots. */
const cursorKey = 'counted-shots';
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
  onCursor: (index: number | null) => void,
  onArea: (area: DrawnArea) => void = () => undefined,
): Plot {
  let plot: uPlot | null = null;
  let data: PlotData = [new Float64Array(), ...spec.series.map(() => new Float64Array())];
  let decor: Decor = { dividers: [], levels: [] };
  let frame = 0;
  let visible = false;

  const draw = (): void => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = host;
    if (!visible || width === 0 || height === 0) return;
    if (plot === null)
      plot = new uPlot(
        { ...options(host, spec, () => decor, onCursor, onArea), width, height },
        [...data],
        host,
      );
    else {
      if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
      plot.setData([...data]);
    }
  };
  const wish = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const restyle = (): void => {
    plot?.destroy();
    plot = null;
    wish();
  };
  const sizes = new ResizeObserver(wish);
  sizes.observe(host);
  const sights = new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? visible;
    if (visible) wish();
  });
  sights.observe(host);
  const themes = new MutationObserver(restyle);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', restyle);

  return {
    show(newData, newDecor) {
      data = newData;
      decor = newDecor;
      wish();
    },
    destroy() {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      sights.disconnect();
      themes.disconnect();
      scheme.removeEventListener('change', restyle);
      plot?.destroy();
    },
  };
}

function options(
  host: HTMLElement,
  spec: PlotSpec,
  decor: () => Decor,
  onCursor: (index: number | null) => void,
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
  const font = `500 13px ${getComputedStyle(host).fontFamily}`;
  const line = { stroke: colour('--line'), width: 1 };
  const axis = { stroke: ink, font, labelFont: font, labelSize: 20, grid: line, ticks: line };
  const { label, min, max, ticks, format } = spec.y;
  const { xRange } = spec;
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
        range: (_plot, low, high) => (xRange === undefined ? padded(low, high) : [...xRange]),
      },
      y: { range: [min, max] },
    },
    axes: [
      {
        ...axis,
        ...titled(spec.xLabel),
        size: 30,
        ...(xRange === undefined ? { incrs: wholeSteps } : {}),
      },
      {
        ...axis,
        ...titled(label),
        size: (plot, labels) => roomFor(plot, labels, font),
        values: (_plot, values) => values.map(format),
        ...(ticks === null ? {} : { splits: [...ticks] }),
      },
    ],
    series: [{}, ...spec.series.map(({ kind }, index) => drawnAs(kind, colours[index]!))],
    bands: spec.bands.map(({ upper, lower, colour: token }) => ({
      series: [upper, lower],
      fill: colour(token) + bandOpacity,
    })),
    hooks: {
      setCursor: [
        ({ cursor }) => {
          onCursor(cursor.idx ?? null);
        },
      ],
      drawAxes: [
        (plot) => {
          const xs = decor().dividers.map((x) => plot.valToPos(x, 'x', true));
          paintDividers(plot.ctx, plot.bbox, xs, ink);
        },
      ],
      drawSeries: [
        (plot, place) => {
          const kind = spec.series[place - 1]?.kind;
          const mark = colours[place - 1]!;
          if (kind === 'dots') paintDots(plot.ctx, spotsOf(plot, place), mark, radiusIn(plot));
          if (kind === 'crosses')
            paintCrosses(plot.ctx, spotsOf(plot, place), mark, radiusIn(plot));
        },
      ],
      draw: [
        (plot) => {
          const { left, top, width, height } = plot.bbox;
          const [x, y, w, h] = [left, top, width, height].map((px) => px / uPlot.pxRatio);
          onArea({ left: x!, top: y!, width: w!, height: h! });
          plot.ctx.font = font.replace('13px', `${13 * uPlot.pxRatio}px`);
          for (const { value, label: words, colour: token } of decor().levels) {
            const level = {
              y: plot.valToPos(value, 'y', true),
              label: words,
              colour: colour(token),
            };
            paintLevel(plot.ctx, plot.bbox, level, uPlot.pxRatio);
          }
        },
      ],
    },
  };
}

/** An axis without a title leaves no room for one. */
const titled = (label: string): Pick<uPlot.Axis, 'label'> => (label === '' ? {} : { label });

/** Half a shot of room at each end, so that no mark is cut in two. */
const padded = (low: number, high: number): [number, number] =>
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
      return { stroke: 'transparent', width: 0, points };
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
function radiusIn({ bbox, data }: uPlot): number {
  const apart = bbox.width / Math.max(1, data[0].length);
  return Math.min(
    largestRadius * uPlot.pxRatio,
    Math.max(smallestRadius * uPlot.pxRatio, apart / 2),
  );
}

/** Where the numbers of a series lie on the canvas. */
function spotsOf(plot: uPlot, place: number): readonly Spot[] {
  const [xs, ys] = [plot.data[0], plot.data[place]!];
  const spots: Spot[] = [];
  for (let i = 0; i < xs.length; i++) {
    const y = ys[i];
    if (typeof y === 'number' && !Number.isNaN(y))
      spots.push({ x: plot.valToPos(xs[i]!, 'x', true), y: plot.valToPos(y, 'y', true) });
  }
  return spots;
}

/** A colour token as the browser has resolved it, so that a canvas can use it. */
function resolved(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
