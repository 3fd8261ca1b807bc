import type { PlotArea } from './paint.ts';
import type { Cells, Place } from './plot-spec.ts';

/** A map of rates: each reaches half-way to its neighbours, and no farther than the outermost. */
export function paintCells(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  { xs, ys, rates, colourOf }: Cells,
  spot: (place: Place) => Place,
): void {
  const across = edges(xs.map((x) => spot({ x, y: ys[0]! }).x));
  const down = edges(ys.map((y) => spot({ x: xs[0]!, y }).y));
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  xs.forEach((_x, i) => {
    ys.forEach((_y, j) => {
      ctx.fillStyle = colourOf(rates[i * ys.length + j]!);
      // Whole pixels: otherwise the ground shines through between them.
      const [x0, x1] = [Math.round(across[i]!), Math.round(across[i + 1]!)];
      const [y0, y1] = [Math.round(down[j]!), Math.round(down[j + 1]!)];
      ctx.fillRect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
    });
  });
  ctx.restore();
}

const edges = (middles: readonly number[]): readonly number[] => [
  middles[0]!,
  ...middles.slice(1).map((middle, i) => (middle + middles[i]!) / 2),
  middles.at(-1)!,
];

/** Hatched from side to side of each: where nothing can be. */
export function paintBarred(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  spans: readonly (readonly number[])[],
  colour: string,
): void {
  for (const [from = left, to = left] of spans) {
    const [x0, x1] = [Math.max(left, from), Math.min(left + width, to)];
    if (x1 <= x0) continue;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.rect(x0, top, x1 - x0, height);
    ctx.stroke();
    ctx.clip();
    ctx.beginPath();
    for (let x = x0 - height; x < x1; x += 9) {
      ctx.moveTo(x, top + height);
      ctx.lineTo(x + height, top);
    }
    ctx.stroke();
    ctx.restore();
  }
}

/** Lines from top to bottom with their meaning, which is written at a height of its own. */
export function paintMarkers(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  markers: readonly { readonly x: number; readonly label: string; readonly colour: string }[],
  pixelRatio: number,
): void {
  const dashes = [[], [8, 4], [2, 4]];
  ctx.save();
  ctx.textBaseline = 'top';
  markers.forEach(({ x, label, colour }, place) => {
    if (x < left || x > left + width) return;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = 2 * pixelRatio;
    ctx.setLineDash(dashes[place % dashes.length]!.map((px) => px * pixelRatio));
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    const isRight = x > left + width * 0.6;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.fillText(
      label,
      x + (isRight ? -6 : 6) * pixelRatio,
      top + (3 + (place % 3) * 15) * pixelRatio,
    );
  });
  ctx.restore();
}

/** Words about a place, in the middle of it. */
export function paintNotes(
  ctx: CanvasRenderingContext2D,
  notes: readonly { readonly x: number; readonly y: number; readonly words: string }[],
  colour: string,
): void {
  ctx.save();
  ctx.fillStyle = colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { x, y, words } of notes) ctx.fillText(words, x, y);
  ctx.restore();
}

/** An arrow. */
export function paintArrow(
  ctx: CanvasRenderingContext2D,
  from: Place,
  to: Place,
  colour: string,
  pixelRatio: number,
): void {
  const head = 11 * pixelRatio;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 4 * pixelRatio;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  for (const side of [-0.5, 0.5]) {
    ctx.moveTo(to.x, to.y);
    ctx.lineTo(to.x - head * Math.cos(angle + side), to.y - head * Math.sin(angle + side));
  }
  ctx.stroke();
  ctx.restore();
}
