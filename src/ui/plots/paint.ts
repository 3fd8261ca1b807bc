/** Where a plot is drawn on its canvas, in canvas pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A place on the canvas, in canvas pixels, and how large and clear a mark there is, 0 to 1. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** A cross whose arms are this share of the radius looks as large as a dot; their width as a share of it. */
const armOfRadius = 0.8;
const strokeOfRadius = 0.45;
/** What the weakest mark keeps of its size and of its colour: it can still be seen. */
const leastSize = 0.55;
const leastAlpha = 0.4;

const between = (least: number, strength: number): number => least + (1 - least) * strength;

/** Dashed lines from top to bottom. */
export function paintDividers(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  xs: readonly number[],
  colour: string,
): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([4, 6]);
  ctx.beginPath();
  for (const x of xs) {
    if (x < left || x > left + width) continue;
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
  }
  ctx.stroke();
  ctx.restore();
}

/** A dotted line from side to side, with its meaning written on it; on a map with an outline. */
export function paintLevel(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  level: {
    readonly y: number;
    readonly label: string;
    readonly colour: string;
    readonly end?: 'left' | 'right' | undefined;
  },
  pixelRatio: number,
  ground: string,
  outline: string | null = null,
): void {
  const { y, label, colour } = level;
  if (y < top || y > top + height) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  if (outline !== null) {
    ctx.strokeStyle = outline;
    ctx.lineWidth = 5 * pixelRatio;
    ctx.stroke();
    ctx.strokeStyle = colour;
  }
  ctx.lineWidth = 2 * pixelRatio;
  ctx.setLineDash([2 * pixelRatio, 4 * pixelRatio]);
  ctx.stroke();
  const isRight = level.end === 'right';
  const x = isRight ? left + width - 6 * pixelRatio : left + 6 * pixelRatio;
  ctx.textAlign = isRight ? 'right' : 'left';
  // Above the line, unless that would be outside.
  const above = y - top > 22 * pixelRatio;
  ctx.textBaseline = above ? 'bottom' : 'top';
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * pixelRatio;
  ctx.strokeStyle = outline ?? ground;
  ctx.strokeText(label, x, y + (above ? -4 : 4) * pixelRatio);
  ctx.fillText(label, x, y + (above ? -4 : 4) * pixelRatio);
  ctx.restore();
}

/** Filled circles: hits. `radius` in canvas pixels. */
export function paintDots(
  ctx: CanvasRenderingContext2D,
  spots: readonly Spot[],
  colour: string,
  radius: number,
): void {
  ctx.save();
  ctx.fillStyle = colour;
  for (const { x, y, strength } of spots) {
    ctx.globalAlpha = between(leastAlpha, strength);
    ctx.beginPath();
    ctx.arc(x, y, radius * between(leastSize, strength), 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}

/** Open crosses: misses. `radius` in canvas pixels. */
export function paintCrosses(
  ctx: CanvasRenderingContext2D,
  spots: readonly Spot[],
  colour: string,
  radius: number,
): void {
  ctx.save();
  ctx.strokeStyle = colour;
  for (const { x, y, strength } of spots) {
    const arm = radius * armOfRadius * between(leastSize, strength);
    ctx.globalAlpha = between(leastAlpha, strength);
    ctx.lineWidth = radius * strokeOfRadius * between(leastSize, strength);
    ctx.beginPath();
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x - arm, y + arm);
    ctx.lineTo(x + arm, y - arm);
    ctx.stroke();
  }
  ctx.restore();
}
