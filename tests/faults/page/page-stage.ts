import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { Operator } from '../../e2e/operator.ts';
import { tellAddress } from '../../e2e/stage.ts';
import { storedEvents } from '../../e2e/stored-log.ts';
import { muteIdb, type Mute } from '../../unit/storage/muted-idb.ts';
import { Lateness } from '../process-watch.ts';
import { lasts } from '../until.ts';
import type { RobotChoice } from './robot-orders.ts';
import { RobotProcess } from './robot-process.ts';

/** Between two shots, ms: faster than any robot. */
const shotPeriodMs = 97;
/** Between two sets of values that the operator sends, ms: as fast as three values may leave. */
const writePeriodMs = 650;
/** How often the log of the page is looked at, ms. */
const lookMs = 200;
/** How long anything that a run depends on may take, ms. */
const patienceMs = 30_000;
/** How long a run waits at its end for what is under way, ms. */
const settleMs = 4_000;

/** A time without a robot, on the wall clock, ms since 1970; null for what has not come. */
export interface PageOutage {
  readonly cutMs: number;
  backMs: number | null;
}

/** When the page began or ceased to say that it is connected. */
export interface Said {
  readonly connected: boolean;
  readonly atMs: number;
}

/** The built page in a browser, which tunes a robot in a process of its own, and what each of them knows. */
export class PageStage {
  readonly robot = new RobotProcess();
  readonly outages: PageOutage[] = [];
  readonly lateness = new Lateness();
  /** Errors of the page that nobody caught. */
  readonly pageErrors: string[] = [];
  readonly #context: BrowserContext;
  readonly #page: Page;

  /** @param browser where `url` is opened, in a profile of its own. */
  static async set(
    browser: Browser,
    url: string,
    choice: Partial<RobotChoice>,
  ): Promise<PageStage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const stage = new PageStage(context, await context.newPage());
    await stage.robot.boot(choice);
    await context.addInitScript(watchWhatIsSaid);
    await context.addInitScript(muteIdb);
    await tellAddress(context, stage.robot.port);
    await stage.#page.goto(url);
    await new Operator(stage.#page).arm();
    await stage.#page.evaluate(sendToAndFro, writePeriodMs);
    await stage.works();
    stage.lateness.forget();
    return stage;
  }

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.#page = page;
    page.on('pageerror', (error) => this.pageErrors.push(String(error)));
    page.setDefaultTimeout(patienceMs);
  }

  /** Everything that the page has stored. */
  log(): Promise<readonly TuningEvent[]> {
    return storedEvents(this.#page);
  }

  /** When the page said that it is connected, and that it is not. */
  said(): Promise<readonly Said[]> {
    return this.#page.evaluate(() => (globalThis as unknown as { said: Said[] }).said);
  }

  /** Resolves once shots are stored that are newer than now, and, unless none can be, values read. */
  async works({ writes = true } = {}): Promise<void> {
    await this.#page.getByText('Connected to', { exact: true }).waitFor();
    await this.robot.obey({ do: 'shoot', everyMs: shotPeriodMs });
    const before = new Set(this.robot.shots.map(({ key }) => key));
    const { length: read } = this.robot.readings;
    await this.#until('shots are stored', (log) => {
      const fresh = log.filter((event) => event.type === 'shot' && !before.has(event.shot.id));
      return fresh.length >= 3;
    });
    if (writes) await this.#until('values are read', () => this.robot.readings.length >= read + 4);
  }

  /** A time without a robot: it begins, lasts, and ends; and the page says both. */
  async outage(
    begin: () => Promise<void>,
    lastsMs: number,
    end: () => Promise<void>,
  ): Promise<void> {
    const outage: PageOutage = { cutMs: Date.now(), backMs: null };
    this.outages.push(outage);
    await begin();
    await lasts(lastsMs);
    await this.#says(false, outage.cutMs);
    await end();
    outage.backMs = Date.now();
    await this.#says(true, outage.cutMs);
  }

  /** A time in which the database of the page says nothing; the page says so, and then that it stores again. */
  async hushStorage(lastsMs: number, held: 'late' | 'never'): Promise<void> {
    const silence = this.#page.getByText('does not answer');
    await this.#page.evaluate(() => {
      (globalThis as unknown as { idbMute: Mute }).idbMute.mute('open', 'requests', 'transactions');
    });
    await silence.waitFor();
    await lasts(lastsMs);
    await this.#page.evaluate((late) => {
      (globalThis as unknown as { idbMute: Mute }).idbMute.speak(late);
    }, held);
    await silence.waitFor({ state: 'hidden' });
  }

  /** The robot's process is killed, and comes up again later; the operator goes on with the trial. */
  async reboot(downMs: number, choice: Partial<RobotChoice> = {}): Promise<void> {
    await this.outage(
      () => this.robot.kill(),
      downMs,
      () => this.robot.boot(choice),
    );
    await this.#page.getByRole('button', { name: "The trial's values" }).click();
  }

  /** Shoots no more, and waits for what is under way: until what is made of the log is all, or for some seconds. */
  async settle<T>(
    make: (log: readonly TuningEvent[]) => T,
    isAll: (made: T) => boolean,
  ): Promise<T> {
    await this.robot.obey({ do: 'shoot', everyMs: null });
    const lastMs = Date.now() + settleMs;
    for (;;) {
      const made = make(await this.log());
      if (isAll(made) || Date.now() >= lastMs) return made;
      await lasts(lookMs);
    }
  }

  async close(): Promise<void> {
    this.lateness.stop();
    await this.#context.close();
    await this.robot.kill();
  }

  async #says(connected: boolean, sinceMs: number): Promise<void> {
    await this.#page.waitForFunction(
      ([wanted, ms]) =>
        (globalThis as unknown as { said: Said[] }).said.some(
          (said, place, all) =>
            said.connected === wanted &&
            said.atMs >= ms &&
            (!wanted || all.slice(0, place).some((earlier) => earlier.atMs >= ms)),
        ),
      [connected, sinceMs] as const,
    );
  }

  async #until(what: string, holds: (log: readonly TuningEvent[]) => boolean): Promise<void> {
    const lastMs = Date.now() + patienceMs;
    while (!holds(await this.log())) {
      if (Date.now() > lastMs) {
        const main = await this.#page.locator('body').innerText();
        throw new Error(`waited ${patienceMs} ms in vain: ${what}; the page says: ${main}`);
      }
      await lasts(lookMs);
    }
  }
}

/** Runs in the page: presses the two ways back to other values in turn, which needs no optimizer. */
function sendToAndFro(everyMs: number): void {
  let times = 0;
  setInterval(() => {
    const words = ['Back to the defaults', 'Back to the baseline'][times++ % 2]!;
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent.startsWith(words))?.click();
  }, everyMs);
}

/** Runs in the page: notes when its status begins or ceases to say that it is connected. */
function watchWhatIsSaid(): void {
  const said: Said[] = [];
  Object.assign(globalThis, { said });
  new MutationObserver(() => {
    const status = document.querySelector('header [role=status]')?.textContent ?? '';
    const connected = status.includes('Connected to');
    if (connected !== (said.at(-1)?.connected ?? false)) said.push({ connected, atMs: Date.now() });
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
