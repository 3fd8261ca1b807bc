/** The robot's clock: microseconds since its boot, settable as a robot's clock never is but a test needs. */
export class ServerClock {
  readonly #monotonicUs: () => number;
  /** Added to the time since the clock was made, µs. */
  offsetUs: number;

  /**
   * @param startUs what the clock shows now.
   * @param monotonicUs a clock that never goes back, µs.
   */
  constructor(startUs = bootUs, monotonicUs: () => number = () => performance.now() * 1000) {
    this.#monotonicUs = monotonicUs;
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

  /** As at boot: the clock shows `startUs` now. */
  restart(startUs = bootUs): void {
    this.offsetUs = startUs - this.#monotonicUs();
  }
}

/** What a robot's clock shows when its code starts. Zero would mean "default value" in an NT timestamp. */
const bootUs = 5_000_000;
