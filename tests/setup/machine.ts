import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { chromium } from 'playwright-core';

/** The parts of a computer that the search for a browser asks. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  /** Text of `/etc/os-release`; empty where there is none. */
  readonly osRelease: string;
  /** Where Playwright puts the browser that it downloads. */
  readonly downloaded: string;
  readonly exists: (path: string) => boolean;
  /** Runs a command to its end, quietly; returns whether it was there and succeeded. */
  readonly run: (command: string, args: readonly string[]) => boolean;
  /** Starts a browser and opens a page in it; returns its version, or null where that failed. */
  readonly opens: (path: string) => Promise<string | null>;
}

/** The longest a browser may take to open its first page, ms: a cold disk is slow, a broken browser hangs. */
const openTimeoutMs = 60_000;

/** The longest an installation may take, ms: a thin network may need minutes, a hung one never ends. */
const runTimeoutMs = 900_000;

/** Returns this computer. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    downloaded: chromium.executablePath(),
    exists: existsSync,
    run: (command, args) =>
      spawnSync(command, args, {
        stdio: 'ignore',
        timeout: runTimeoutMs,
        shell: process.platform === 'win32',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0,
    opens,
  };
}

async function opens(executablePath: string): Promise<string | null> {
  try {
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-quic'],
      timeout: openTimeoutMs,
    });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<title>open</title>', { timeout: openTimeoutMs });
      return (await page.title()) === 'open' ? browser.version() : null;
    } finally {
      await browser.close();
    }
  } catch {
    // A browser that can't open a page is none, for whatever reason.
    return null;
  }
}
