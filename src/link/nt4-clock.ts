/** How long a measurement counts, ms: longer, and the drift of two crystals (0.1 ms a second at worst) outgrows it. */
const windowMs = 10_000;

/** Two measurements that disagree by more than their round trips and this saw different clocks, µs. */
const slackUs = 5_000;

/** The most that half a round trip may add, µs: a stamp further in the future than that would block the robot's own. */
const maxLeadUs = 50_000;

interface Measurement {
  readonly atMs: number;
  readonly rttUs: number;
  /** Server µs minus page µs. */
  readonly offsetUs: number;
}

/**
 * What one connection knows of the robot's clock, by NT's echoes: the measurement with the smallest round trip of the
 * last ten seconds counts. True to half that round trip, and never ahead by more than 50 ms.
 */
export class ServerClock {
  #measurements: Measurement[] = [];
  #best: Measurement | null = null;
  #jumps = 0;

  /** Takes an echo: the server's time, the page time it was asked at, and the page time now. */
  echoed(serverUs: number, askedMs: number, nowMs: number): void {
    const rttUs = (nowMs - askedMs) * 1000;
    if (!(rttUs >= 0)) return;
    const measurement = {
      atMs: nowMs,
      rttUs,
      offsetUs: serverUs + Math.min(rttUs / 2, maxLeadUs) - nowMs * 1000,
    };
    if (this.#best !== null && disagree(this.#best, measurement)) {
      this.#measurements = [];
      this.#jumps++;
    }
    this.#measurements = this.#measurements.filter(({ atMs }) => nowMs - atMs < windowMs);
    this.#measurements.push(measurement);
    this.#best = this.#measurements.reduce((best, next) => (next.rttUs < best.rttUs ? next : best));
  }

  /** The robot's clock, whole µs; null before the first echo. */
  serverUs(nowMs: number): number | null {
    return this.#best === null ? null : Math.round(nowMs * 1000 + this.#best.offsetUs);
  }

  /** Smallest round trip of the last ten seconds, ms; null before the first echo. */
  rttMs(): number | null {
    return this.#best === null ? null : this.#best.rttUs / 1000;
  }

  /** How often the robot's clock was seen to jump. */
  jumps(): number {
    return this.#jumps;
  }
}

function disagree(a: Measurement, b: Measurement): boolean {
  return Math.abs(a.offsetUs - b.offsetUs) > (a.rttUs + b.rttUs) / 2 + slackUs;
}
