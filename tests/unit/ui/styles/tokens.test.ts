import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const stylesheet = readFileSync('src/ui/styles/tokens.css', 'utf8').replaceAll(/\/\*.*?\*\//gs, '');

/** The declarations of one rule, by name. */
function declared(selector: string): ReadonlyMap<string, string> {
  const body = stylesheet.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return new Map(
    body
      .split(';')
      .map((declaration) => declaration.split(/:(.*)/s).map((part) => part.trim()))
      .filter(([name]) => name?.startsWith('--'))
      .map(([name, value]) => [name!, value!]),
  );
}
const root = declared(':root');
const inBoth = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/;
const colours = [...root].filter(([, value]) => inBoth.test(value));
const palettes = {
  light: new Map(colours.map(([name, value]) => [name, inBoth.exec(value)![1]!])),
  dark: new Map(colours.map(([name, value]) => [name, inBoth.exec(value)![2]!])),
  sun: declared(":root[data-theme='sun']"),
} as const;
type Theme = keyof typeof palettes;
const themes = Object.keys(palettes) as readonly Theme[];

/** Relative luminance of `#rrggbb`, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(theme: Theme, one: string, other: string): number {
  const [first, second] = [one, other].map((name) => {
    const colour = palettes[theme].get(name);
    if (colour === undefined) throw new Error(`${theme} has no ${name}`);
    return luminance(colour);
  });
  return (Math.max(first!, second!) + 0.05) / (Math.min(first!, second!) + 0.05);
}

const grounds = ['--ground', '--panel', '--sunk'] as const;
const meanings = ['--hit', '--miss', '--act', '--danger'] as const;
/** What is written in which colour on which. */
const texts: readonly (readonly [string, string])[] = [
  ...['--ink-1', '--ink-2', '--ink-3', ...meanings].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  // A meaning on its own ground, and turned round where it was just pressed.
  ...meanings.map((meaning) => [meaning, `${meaning}-ground`] as const),
  ...meanings.flatMap((meaning) =>
    // Links look like hits.
    (['--ink-1', '--ink-2', '--hit'] as const).map((ink) => [ink, `${meaning}-ground`] as const),
  ),
];
/** Edges of controls, and the ring round what has the focus; marks and lines of plots are in text colours. */
const edges = ['--edge', '--focus'].flatMap((edge) =>
  [...grounds, ...meanings.map((meaning) => `${meaning}-ground`)].map(
    (ground) => [edge, ground] as const,
  ),
);

describe.each(themes)('in the theme "%s"', (theme) => {
  test.each(texts)('%s can be read on %s', (ink, ground) => {
    expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(theme === 'sun' ? 7 : 4.5);
  });

  test.each(edges)('%s can be seen on %s', (edge, ground) => {
    expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3);
  });

  test('each meaning has a colour of its own', () => {
    expect(new Set(meanings.map((name) => palettes[theme].get(name))).size).toBe(meanings.length);
  });
});

test('each colour is in each theme and has a part in these promises', () => {
  const promised = new Set([...texts, ...edges].flat());
  for (const theme of themes)
    for (const name of palettes.light.keys()) expect(palettes[theme].has(name)).toBe(true);
  // A line between things that also stand apart without it.
  expect([...palettes.light.keys()].filter((name) => !promised.has(name))).toEqual(['--line']);
});

test('no screen has a colour of its own', () => {
  const own = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .filter((name) =>
      /(#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\()[^}]*;/i.test(
        /<style>(.*)<\/style>/s.exec(readFileSync(`src/ui/${name}`, 'utf8'))?.[1] ?? '',
      ),
    );
  expect(own).toEqual([]);
});

test('Sun has thick lines and type that is 15 % larger, and nothing that shines through', () => {
  const sun = palettes.sun;
  for (const width of [...root.keys()].filter((name) => name.endsWith('-w')))
    expect(sun.get(width)).toBe('3px');
  expect(sun.get('--band')).toBe('0%');
  expect(stylesheet.split(":root[data-theme='sun'] {")[1]).toMatch(/^\s*font-size: 115%/m);
  for (const type of [...sun.keys()].filter((name) => name.startsWith('--t-'))) {
    const size = (value: string | undefined) => /[\d.]+rem/.exec(value ?? '')?.[0];
    expect(size(sun.get(type))).toBe(size(root.get(type)));
  }
});
