import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserPlaces } from './browser-places.ts';
import { thisMachine } from './machine.ts';

/** The browser that opened a page before the tests, below what `CHROMIUM_PATH` said then; `npm ci` forgets it. */
const remembered = fileURLToPath(
  new URL('../../node_modules/.cache/test-browser', import.meta.url),
);

const named = (): string => process.env['CHROMIUM_PATH'] ?? '';

/** Keeps the path of a browser that opened a page, for `findBrowser` in the processes that follow. */
export function rememberBrowser(path: string): void {
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, `${named()}\n${path}`);
}

/**
 * Returns the path of a browser for the tests: the one that was seen to open a page, else the one that
 * `CHROMIUM_PATH` names, else one in a usual place; '' for none. To install one, see `getBrowser`.
 */
export function findBrowser(): string {
  const machine = thisMachine();
  const [wasNamed, proven = ''] = existsSync(remembered)
    ? readFileSync(remembered, 'utf8').split('\n')
    : [];
  const paths = [
    ...(wasNamed === named() ? [proven] : []),
    named(),
    ...browserPlaces(machine),
    machine.downloaded,
  ];
  return paths.find((path) => path !== '' && existsSync(path)) ?? '';
}
