/** A colour token as the browser has resolved it, or a colour itself, so that a canvas can use it. */
export function resolved(host: HTMLElement, token: string): string {
  if (token.startsWith('#')) return token;
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return `#${[red, green, blue].map(hexPair).join('')}`;
}

/** A part of 255 as two hex digits. */
export const hexPair = (part: number): string => Math.round(part).toString(16).padStart(2, '0');
