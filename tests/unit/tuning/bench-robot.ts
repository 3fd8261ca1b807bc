import type { Input } from '../../../src/core/tuning/input.ts';

/** What a robot at the bench is like. */
export interface BenchRobotTraits {
  /** Where its code says which values it uses: on acknowledge topics, with each shot, or nowhere. */
  readonly confirms: 'at once' | 'with shots' | 'never';
  /** The values in its code, by topic. */
  readonly defaults: Readonly<Record<string, number>>;
  /** Whether its code gives them as defaults, with stamp 0; else it sets them when it begins. */
  readonly weak?: boolean;
}

interface Kept {
  readonly value: number;
  readonly serverUs: number;
}

/** A robot in plain numbers: a clock, what its server keeps, and code that reads it. */
export class BenchRobot {
  traits: BenchRobotTraits;
  /** What its server keeps, by topic: the code reads from there, at once. */
  readonly #kept = new Map<string, Kept>();
  #bootMs = 0;
  #boot = 1;
  #shots = 0;

  constructor(traits: BenchRobotTraits, nowMs: number) {
    this.traits = traits;
    this.#start(nowMs - 100_000, nowMs);
  }

  /** Its clock, µs since it was switched on. */
  clockUs(nowMs: number): number {
    return (nowMs - this.#bootMs) * 1000;
  }

  /** The value its code uses. */
  value(topic: string): number | undefined {
    return this.#kept.get(topic)?.value;
  }

  /** Its program begins anew, on its defaults and with a new clock. */
  restart(nowMs: number): void {
    this.#boot += 1;
    this.#shots = 0;
    this.#start(nowMs - 5_000, nowMs);
  }

  /** Its code begins anew, on its defaults; the clock goes on, as a roboRIO's does. */
  redeploy(nowMs: number): void {
    this.#boot += 1;
    this.#shots = 0;
    this.#start(this.#bootMs, nowMs);
  }

  /** Its code is given another default, which it has from its next start on. */
  defaults(topic: string, value: number): void {
    this.traits = { ...this.traits, defaults: { ...this.traits.defaults, [topic]: value } };
  }

  /** Somebody writes a value: the newest stamp wins. Returns what the code acknowledges, if it does. */
  hear(topic: string, value: number, serverUs: number): readonly Input[] {
    if (serverUs < (this.#kept.get(topic)?.serverUs ?? 0)) return [];
    this.#kept.set(topic, { value, serverUs });
    return this.traits.confirms === 'at once' ? [{ type: 'applied', topic, value, serverUs }] : [];
  }

  /** What a page is told that has just connected. */
  greeting(): readonly Input[] {
    return [...this.#kept].flatMap(([topic, kept]): readonly Input[] => [
      { type: 'observed', topic, ...kept },
      ...(this.traits.confirms === 'at once' ? [{ type: 'applied', topic, ...kept } as const] : []),
    ]);
  }

  /** It shoots: what it will report, whenever that arrives. */
  shoot(
    nowMs: number,
    told: Partial<Extract<Input, { type: 'robot-shot' }>['shot']> = {},
  ): Extract<Input, { type: 'robot-shot' }>['shot'] {
    this.#shots += 1;
    const used = Object.fromEntries([...this.#kept].map(([topic, { value }]) => [topic, value]));
    return {
      key: `${this.#boot}:${this.#shots}`,
      source: 'record',
      serverUs: this.clockUs(nowMs),
      distanceM: 3,
      label: 'none',
      missX: null,
      missY: null,
      used: this.traits.confirms === 'with shots' ? used : null,
      extra: {},
      recovered: false,
      ...told,
    };
  }

  #start(bootMs: number, nowMs: number): void {
    this.#bootMs = bootMs;
    this.#kept.clear();
    for (const [topic, value] of Object.entries(this.traits.defaults))
      this.#kept.set(topic, {
        value,
        serverUs: this.traits.weak === true ? 0 : this.clockUs(nowMs),
      });
  }
}
