import { resolved } from './token-colour.ts';

/** Around what is drawn, and the height of a line of words, CSS pixels. */
const margin = 16;
const lineHeight = 22;

/**
 * What a plot shows, as a PNG with its title and summary on the ground of the page; null where nothing is drawn.
 * @param figure the element in which the plot is.
 */
export async function pictureOf(
  figure: HTMLElement,
  title: string,
  summary: string,
): Promise<Blob | null> {
  const drawn = figure.querySelector('canvas');
  if (drawn === null || drawn.width === 0) return null;
  const ratio = drawn.width / Math.max(1, drawn.clientWidth);
  const picture = document.createElement('canvas');
  const ctx = picture.getContext('2d');
  if (ctx === null) return null;
  const { fontFamily } = getComputedStyle(figure);
  const small = `500 ${14 * ratio}px ${fontFamily}`;
  ctx.font = small;
  const lines = wrapped(ctx, summary, drawn.width);
  const below = lines.length * lineHeight * ratio;
  const above = (margin + 30) * ratio;
  picture.width = drawn.width + 2 * margin * ratio;
  picture.height = above + drawn.height + below + margin * ratio;
  ctx.fillStyle = resolved(figure, '--panel');
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = resolved(figure, '--ink-1');
  ctx.textBaseline = 'top';
  ctx.font = `650 ${18 * ratio}px ${fontFamily}`;
  ctx.fillText(title, margin * ratio, margin * ratio);
  ctx.drawImage(drawn, margin * ratio, above);
  ctx.font = small;
  lines.forEach((line, i) => {
    ctx.fillText(line, margin * ratio, above + drawn.height + i * lineHeight * ratio);
  });
  return new Promise((resolve) => {
    picture.toBlob(resolve, 'image/png');
  });
}

function wrapped(ctx: CanvasRenderingContext2D, words: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && ctx.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
