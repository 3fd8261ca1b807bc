import type { LiveDistance } from '../core/tuning/live-distance.ts';
import { measuredLength } from '../core/tuning/measured-length.ts';
import type { RobotLink, Unsubscribe } from '../link/robot-link.ts';
import { Watches } from './watches.ts';

/** A distance that the robot told. */
export interface ToldDistance {
  readonly m: number;
  /** Robot clock at which it was set, µs. */
  readonly serverUs: number;
}

/** The distance that the robot tells now, from whichever topic the settings name. */
export class LiveDistanceWatch {
  readonly #link: Pick<RobotLink, 'watch' | 'discover'>;
  readonly #heard: (atMs: number) => void;
  readonly #notice: () => void;
  #from: LiveDistance | null = null;
  #value: { readonly told: number; readonly serverUs: number } | null = null;
  #properties: Readonly<Record<string, unknown>> = {};
  #stops: readonly Unsubscribe[] = [];

  /**
   * @param heard hears of each value when it came, page time in ms.
   * @param notice called when the distance may be another.
   */
  constructor(
    link: Pick<RobotLink, 'watch' | 'discover'>,
    heard: (atMs: number) => void,
    notice: () => void,
  ) {
    this.#link = link;
    this.#heard = heard;
    this.#notice = notice;
  }

  /** Reads the distance from there, and from nowhere else. */
  follow(from: LiveDistance): void {
    const before = this.#from;
    if (before?.topic === from.topic && before.unit === from.unit) return;
    this.#from = from;
    if (before?.topic === from.topic) {
      this.#notice();
      return;
    }
    this.close();
    const watches = new Watches(this.#link, this.#heard);
    watches.onNumber(from.topic, (told, { serverUs }) => {
      this.#value = { told, serverUs };
      this.#notice();
    });
    this.#stops = [
      () => {
        watches.close();
      },
      this.#link.discover(from.topic, (topic, announcement) => {
        if (topic !== from.topic) return;
        this.#properties = announcement?.properties ?? {};
        if (announcement === null) this.#value = null;
        this.#notice();
      }),
    ];
  }

  /** The last distance of this connection; null while there is none whose unit is known. */
  get told(): ToldDistance | null {
    if (this.#from === null || this.#value === null) return null;
    const { topic, unit } = this.#from;
    const { told, serverUs } = this.#value;
    const length = measuredLength(told, topic, unit, this.#properties);
    return length.kind === 'known' ? { m: length.m, serverUs } : null;
  }

  /** The connection is lost: what it told counts no more. */
  forget(): void {
    this.#value = null;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#value = null;
    this.#properties = {};
  }
}
