import type { SuggestRequest, Suggestion } from '../../../src/core/bayes-opt/request.ts';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { appliedTopic, driverStation, shotRecordTopic } from '../../../src/link/contract.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import type { NtValue } from '../../../src/link/robot-link.ts';
import type { StopTimer, Ticker } from '../../../src/link/ticker.ts';
import type { Optimizer } from '../../../src/session/optimizer-task.ts';
import type {
  LogStore,
  SessionHeader,
  SessionSummary,
  StorageFault,
  Stored,
} from '../../../src/storage/log-store.ts';
import { MemoryLogStore } from '../../../src/storage/memory-log-store.ts';
import type { TextStorage } from '../../../src/storage/preferences.ts';
import { HandTicker } from './recorder-world.ts';

export const address = { host: 'robot', port: 5810 };
export const drag = '/Tuning/Drag';
export const spin = '/Tuning/Spin';

/** FMSControlData: enabled in teleop with a Driver Station, without a field and on one. */
export const control = { practice: 0x21, match: 0x31 } as const;

/** A clock moved by hand that can repeat. */
export class HandClock extends HandTicker implements Ticker {
  every(periodMs: number, callback: () => void): StopTimer {
    let stop: StopTimer = () => undefined;
    const beat = (): void => {
      stop = this.after(periodMs, () => {
        beat();
        callback();
      });
    };
    beat();
    return () => {
      stop();
    };
  }
}

/** Runs every promise that waits for nothing but others. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** Lets time pass in small steps, with all that follows from each. */
export async function pass(clock: HandClock, ms: number): Promise<void> {
  await settle();
  for (let passedMs = 0; passedMs < ms; passedMs += 10) {
    clock.advance(10);
    await settle();
  }
}

/** The code of a robot with two coefficients, a distance, and shots as records. */
export class TestRobot {
  readonly server: InPageServer;
  #shots = 0;

  /** @param code what else it has. */
  constructor(clock: Ticker, code: (robot: InPageServer) => void = () => undefined) {
    this.server = new InPageServer(clock);
    this.server.onStart((robot) => {
      code(robot);
      offer(robot, drag, { min: 0.1, max: 0.9, default: 0.5, step: 0.01 }, 0.5);
      offer(robot, spin, { min: 10, max: 30, default: 20, step: 1 }, 20);
      robot.publish(driverStation.controlData, 'int');
      robot.set(driverStation.controlData, control.practice);
      robot.publish(driverStation.distance, 'double');
      robot.set(driverStation.distance, 3);
      robot.publish(shotRecordTopic, 'json');
    });
  }

  shoot(hit: boolean): void {
    const record = { boot: 1, id: ++this.#shots, t: this.server.nowUs(), distance: 3, hit };
    this.server.set(shotRecordTopic, JSON.stringify(record));
  }

  get(topic: string): NtValue | undefined {
    return this.server.get(topic);
  }
}

function offer(
  robot: InPageServer,
  topic: string,
  properties: Readonly<Record<string, unknown>>,
  value: number,
): void {
  robot.publish(topic, 'double', properties);
  robot.set(topic, value);
  robot.publish(appliedTopic(topic), 'double');
  robot.set(appliedTopic(topic), value);
  robot.onValue(topic, (given) => {
    robot.set(appliedTopic(topic), given);
  });
}

/** A store that fails or is held back when told to; it says that it is a disk. */
export class TestDisk implements LogStore {
  readonly kind = 'indexeddb';
  fault: StorageFault['kind'] | null = null;
  /** While true, whatever it is asked is overdue, at once. */
  silent = false;
  /** While true, appends are stored only once `release` is called. */
  held = false;
  readonly #memory = new MemoryLogStore();
  #waiting: (() => void)[] = [];

  append(id: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    if (this.silent) return overdue();
    if (this.fault !== null)
      return Promise.resolve({ ok: false, fault: { kind: this.fault, detail: 'as told' } });
    if (!this.held) return this.#memory.append(id, events);
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        resolve(this.#memory.append(id, events));
      });
    });
  }
  release(): void {
    this.held = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
  sessions(): Promise<Stored<readonly SessionSummary[]>> {
    return this.#answer(() => this.#memory.sessions());
  }
  create(session: SessionHeader): Promise<Stored<void>> {
    return this.#answer(() => this.#memory.create(session));
  }
  rename(id: string, name: string): Promise<Stored<void>> {
    return this.#answer(() => this.#memory.rename(id, name));
  }
  remove(id: string): Promise<Stored<void>> {
    return this.#answer(() => this.#memory.remove(id));
  }
  read(id: string): Promise<Stored<readonly TuningEvent[]>> {
    return this.#answer(() => this.#memory.read(id));
  }
  close(): void {
    this.#memory.close();
  }
  #answer<T>(ask: () => Promise<Stored<T>>): Promise<Stored<T>> {
    return this.silent ? overdue() : ask();
  }
}

const overdue = (): Promise<Stored<never>> =>
  Promise.resolve({ ok: false, fault: { kind: 'overdue', detail: 'as told' } });

/** What `localStorage` is to a page. */
export function textStorage(): TextStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  };
}

/** An optimizer that answers when told to, or fails. */
export class TestOptimizer implements Optimizer {
  readonly asked: SuggestRequest[] = [];
  #reply: { resolve: (s: Suggestion) => void; reject: (e: Error) => void } | null = null;

  suggest({ request }: { readonly request: SuggestRequest }, signal: AbortSignal) {
    this.asked.push(request);
    return new Promise<Suggestion>((resolve, reject) => {
      this.#reply = { resolve, reject };
      signal.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  }
  /** What is asked beside suggestions is never answered. */
  ask(): Promise<never> {
    return new Promise(() => undefined);
  }
  answer(next: readonly number[], best = next): void {
    const rate = { mean: 0.5, low: 0.2, high: 0.8 };
    this.#reply?.resolve({
      next,
      best,
      nextRate: rate,
      bestRate: rate,
      baselineRate: rate,
      reason: { kind: 'explore', dimension: 0, direction: 'up' },
      model: { kind: 'aim', leadNats: 0 },
      rows: 1,
    });
  }
  fail(detail: string): void {
    this.#reply?.reject(new Error(detail));
  }
}

const header: SessionHeader = { id: 's', name: 'session', createdMs: 0 };

/**
 * The clock, robot, disk and optimizer that sessions are made on.
 * @param code what the robot has besides its two coefficients.
 */
export async function sessionWorld(code?: (robot: InPageServer) => void) {
  const clock = new HandClock();
  const robot = new TestRobot(clock, code);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => robot.server });
  const store = new TestDisk();
  const optimizer = new TestOptimizer();
  await store.create(header);
  let ids = 0;
  const parts = {
    header,
    events: [] as readonly TuningEvent[],
    link,
    store,
    optimizer,
    ticker: clock,
    wallMs: () => 1_700_000_000_000 + clock.nowMs(),
    newId: () => String(++ids),
  };
  return { clock, robot, link, store, optimizer, parts };
}
