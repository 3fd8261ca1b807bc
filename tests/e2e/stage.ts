import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { NtServer } from '../robot/nt-server.ts';
import { RobotProgram, type RobotProgramOptions } from '../robot/robot-program.ts';
import { findBrowser } from '../setup/find-browser.ts';

/** The built app in a real browser, beside a simulated robot that speaks real NT4. */
export interface Stage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: NtServer;
  readonly robot: RobotProgram;
  /** Where the page is served. */
  readonly url: string;
  /** Takes the page's server away, as when there is no network. */
  stopServing(): Promise<void>;
  close(): Promise<void>;
}

/** How a stage is set. */
export interface StageOptions extends RobotProgramOptions {
  /** Whether the page finds the robot's address as if it had been typed before. Default true. */
  readonly knowsRobot?: boolean;
  /** Whether the robot keeps what it is sent (`server.received`); default false. */
  readonly record?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether the screen is touched; default false. */
  readonly hasTouch?: boolean;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const tablet = { width: 1280, height: 800 };

/** Builds up everything on free ports; `close` takes it all down. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { knowsRobot = true, record = false, viewport = tablet, hasTouch = false } = options;
  const program: RobotProgramOptions = options;
  const server = await NtServer.listen({ record });
  const robot = new RobotProgram(server, program);
  const served = await servePage();
  const profile = mkdtempSync(join(tmpdir(), 'mltune-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-quic'],
    viewport,
    hasTouch,
    acceptDownloads: true,
  });
  if (knowsRobot) await tellAddress(context, server.port);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(served.url);
  return {
    page,
    context,
    server,
    robot,
    url: served.url,
    stopServing: () => served.preview.close(),
    close: async () => {
      robot.stop();
      await context.close();
      await Promise.allSettled([served.preview.close(), server.close()]);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Pages of this browser find the address of the robot on that port as if it had been typed before. */
export async function tellAddress(context: BrowserContext, port: number): Promise<void> {
  await context.addInitScript((address) => {
    localStorage.setItem('mltune.address', JSON.stringify(address));
  }, `127.0.0.1:${port}`);
}

/** Serves the built page on a free port. */
export async function servePage(): Promise<{
  readonly preview: PreviewServer;
  readonly url: string;
}> {
  const served = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = served.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('the page has no port');
  return { preview: served, url: `http://127.0.0.1:${address.port}/` };
}
