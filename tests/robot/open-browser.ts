import { spawn } from 'node:child_process';

const inBackground = { stdio: 'ignore', detached: true } as const;

/** Shows an address to a person at a terminal. `BROWSER=none` says no, and `BROWSER=name` says which. */
export function openBrowser(address: string): void {
  const { BROWSER: named = '', CI: ci } = process.env;
  if (!process.stdout.isTTY || ci !== undefined || named === 'none') return;
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child =
    process.platform === 'win32' && named === ''
      ? spawn('cmd', ['/c', 'start', '', address], inBackground)
      : spawn(named === '' ? opener : named, [address], inBackground);
  // A computer without a browser to open: the address has been printed.
  child.once('error', () => undefined);
  child.unref();
}
