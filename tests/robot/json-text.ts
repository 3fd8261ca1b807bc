import type { Season } from './season.ts';

/** JSON as the server writes it: keys of objects sorted; 2027 escapes slashes and whatever is not ASCII. */
export function jsonOf(
  { method, params }: { readonly method: string; readonly params: object },
  season: Season,
): string {
  const text = JSON.stringify({ method, params: sorted(params) });
  return season === '2026' ? text : escaped(text);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const escaped = (text: string): string =>
  text
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
