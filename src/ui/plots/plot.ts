import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** A band between two series, by their places in the data. */
export interface Band {
  readonly upper: number;
  readonly lower: number;
  /** Name of a colour token, e.g. `--hit`. */
  readonly colour: string;
}

/** One series over the common x. */
export interface Series {
  readonly label: string;
  readonly colour: string;
  readonly kind: 'line' | 'points' | 'edge';
}

/** What a plot shows; arrays are handed to the canvas as they are, never proxied. */
export interface PlotSpec {
  readonly x: { readonly label: string };
  readonly y: { readonly label: string; readonly min: number; readonly max: number };
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
  readonly format: (value: number) => string;
}

/** x, then one array for each series; NaN leaves a gap. */
export type PlotData = readonly [Float64Array, ...Float64Array[]];

/** A plot in a page: give it data, let it go. */
export interface Plot {
  show(data: PlotData, marks: readonly number[]): void;
  destroy(): void;
}

/** Share of a band that covers what is under it. */
const bandOpacity = '2e';

/**
 * Draws on `host`, as large as it is: at most once a frame, and only while it can be seen. Colours are the page's
 * tokens, read anew when the theme changes.
 */
export function createPlot(host: HTMLElement, spec: PlotSpec): Plot {
  let plot: uPlot | null = null;
  let data: PlotData = [new Float64Array(), ...spec.series.map(() => new Float64Array())];
  let marks: readonly number[] = [];
  let frame = 0;
  let visible = true;

  const draw = (): void => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = host;
    if (!visible || width === 0 || height === 0) return;
    if (plot === null)
      plot = new uPlot(
        options(host, spec, width, height, () => marks),
        aligned(data),
        host,
      );
    else {
      if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
      plot.setData(aligned(data));
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
  const sights = new IntersectionObserver(([entry]) => {
    visible = entry?.isIntersecting ?? true;
    if (visible) wish();
  });
  sights.observe(host);
  const themes = new MutationObserver(restyle);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', restyle);

  return {
    show(newData, newMarks) {
      data = newData;
      marks = newMarks;
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

const aligned = (data: PlotData): uPlot.AlignedData => [...data];

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

function options(
  host: HTMLElement,
  spec: PlotSpec,
  width: number,
  height: number,
  marksNow: () => readonly number[],
): uPlot.Options {
  const colour = (token: string): string => resolved(host, token);
  const ink = colour('--ink-2');
  const line = colour('--line');
  const font = `500 13px ${getComputedStyle(host).fontFamily}`;
  const axis = {
    stroke: ink,
    font,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
  };
  return {
    width,
    height,
    legend: { live: true },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: [spec.y.min, spec.y.max] } },
    axes: [
      { ...axis, label: spec.x.label, labelFont: font, labelSize: 22, size: 34 },
      {
        ...axis,
        label: spec.y.label,
        labelFont: font,
        labelSize: 22,
        size: 56,
        values: (_plot, values) => values.map(spec.format),
      },
    ],
    series: [
      { label: spec.x.label },
      ...spec.series.map(({ label, colour: token, kind }): uPlot.Series => ({
        label,
        stroke: kind === 'edge' ? 'transparent' : colour(token),
        width: kind === 'line' ? 3 : 0,
        points:
          kind === 'points'
            ? { show: true, size: 9, fill: colour(token), stroke: colour(token) }
            : { show: false },
        value: (_plot, value) => (Number.isFinite(value) ? spec.format(value) : '—'),
      })),
    ],
    bands: spec.bands.map(({ upper, lower, colour: token }) => ({
      series: [upper, lower],
      fill: colour(token) + bandOpacity,
    })),
    hooks: {
      drawAxes: [
        (plot) => {
          drawMarks(plot, marksNow(), ink);
        },
      ],
    },
  };
}

/** Dashed lines across the plot, e.g. where a trial begins. */
function drawMarks(plot: uPlot, marks: readonly number[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.5;
  ctx.setLineDash([4, 6]);
  for (const mark of marks) {
    const x = plot.valToPos(mark, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
