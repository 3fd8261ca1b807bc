import type { MissDirection } from '../../core/tuning/shot.ts';
import type { Tone, Tones } from './tones.ts';

/** What a device can do to be felt. */
export interface Device {
  readonly tones: Pick<Tones, 'play'>;
  readonly vibrate: ((pattern: number[]) => void) | null;
}

/** Which of these the operator has switched on. */
interface Wanted {
  readonly tones: boolean;
  readonly vibration: boolean;
}

/** A result as it was tapped. */
interface Tapped {
  readonly label: Tone;
  readonly direction: MissDirection | null;
}

/** How long a tap is shown, ms: seen from the corner of the eye, and over before the next one. */
export const shownMs = 120;
/** One pulse for a hit, two for a miss: ms on and off by turns. */
export const pulses: Readonly<Record<Tone, readonly number[]>> = {
  hit: [40],
  miss: [40, 70, 40],
};

/** What the operator sees, hears and feels of a tap, whether it came by touch or by key. */
export class Feedback {
  readonly #device: Device;
  readonly #wanted: () => Wanted;
  #shown = $state.raw<Tapped | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(device: Device, wanted: () => Wanted) {
    this.#device = device;
    this.#wanted = wanted;
  }

  /** The tap of just now; null when it is over. */
  get shown(): Tapped | null {
    return this.#shown;
  }

  /** A result was logged. */
  tapped(label: Tone, direction: MissDirection | null): void {
    this.#show({ label, direction });
    const { tones, vibration } = this.#wanted();
    if (tones) this.#device.tones.play(label);
    if (vibration) this.#device.vibrate?.([...pulses[label]]);
  }

  /** The miss of just now has got its direction: it is shown, but is no second one to hear. */
  directed(direction: MissDirection): void {
    this.#show({ label: 'miss', direction });
  }

  #show(tapped: Tapped): void {
    this.#shown = tapped;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#shown = null;
    }, shownMs);
  }
}
