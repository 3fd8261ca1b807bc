/** What a robot's clock shows when its code starts. Zero would mean "default value" in an NT timestamp. */
export const bootUs = 5_000_000;

/** The robot's clock: microseconds since its boot, settable as a robot's clock never is but a test needs. */
export class ServerClock {
  readonly #monotonicUs: () => number;
  readonly #startUs: number;
  /** Added to a clock that never goes back, µs. */
  offsetUs: number;

  /**
   * @param startUs what the clock shows now, and again after each restart.
   * @param monotonicUs a clock that never goes back, µs.
   */
  constructor(startUs = bootUs, monotonicUs: () => number = () => performance.now() * 1000) {
    this.#monotonicUs = monotonicUs;
    this.#startUs = startUs;
    this.offsetUs = startUs - monotonicUs();
  }

  /** Server time, whole µs. */
  nowUs(): number {
    return Math.floor(this.#monotonicUs() + this.offsetUs);
  }

  /** Moves the clock by `us`, back when negative. */
  jump(us: number): void {
    this.offsetUs += us;
  }

  /** As at boot: the clock shows `startUs` now, or what it began with. */
  restart(startUs = this.#startUs): void {
    this.offsetUs = startUs - this.#monotonicUs();
  }
}
