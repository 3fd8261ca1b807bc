import type { RobotLink, Sample, Unsubscribe, WatchOptions } from '../link/robot-link.ts';

/** Some topics that are watched, and given up, together. */
export class Watches {
  readonly #link: Pick<RobotLink, 'watch'>;
  readonly #heard: (atMs: number) => void;
  readonly #stops: Unsubscribe[] = [];

  /** @param heard hears of each value when it came, page time in ms. */
  constructor(link: Pick<RobotLink, 'watch'>, heard: (atMs: number) => void = () => undefined) {
    this.#link = link;
    this.#heard = heard;
  }

  on(topic: string, listener: (sample: Sample) => void, options: WatchOptions = {}): void {
    const watch = this.#link.watch(topic, options, (sample) => {
      this.#heard(sample.atMs);
      listener(sample);
    });
    this.#stops.push(() => {
      watch.close();
    });
  }

  /** Only finite numbers; whatever else the robot sends there is passed over. */
  onNumber(topic: string, listener: (value: number, sample: Sample) => void): void {
    this.on(topic, (sample) => {
      if (typeof sample.value === 'number' && Number.isFinite(sample.value))
        listener(sample.value, sample);
    });
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
