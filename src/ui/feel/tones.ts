/** As much of an oscillator or a gain as a tone needs. */
interface Parameter {
  setValueAtTime(value: number, atS: number): unknown;
  exponentialRampToValueAtTime(value: number, atS: number): unknown;
}
interface Wired {
  connect(to: object): unknown;
}

/** As much of an `AudioContext` as a tone needs. */
export interface AudioOutput {
  readonly state: string;
  readonly currentTime: number;
  readonly destination: object;
  createOscillator(): Wired & {
    readonly frequency: Parameter;
    start(atS: number): unknown;
    stop(atS: number): unknown;
  };
  createGain(): Wired & { readonly gain: Parameter };
  resume(): Promise<unknown>;
}

/** What can be told apart by ear. */
export type Tone = 'hit' | 'miss';

/** Pitch at the start and at the end, Hz, and how long it lasts, s: a hit rises, a miss is low. */
const tones = {
  hit: { fromHz: 660, toHz: 1320, lastsS: 0.14 },
  miss: { fromHz: 220, toHz: 165, lastsS: 0.22 },
} as const satisfies Record<Tone, unknown>;
/** Share of the loudest; an exponential ramp never reaches 0. */
const loudness = 0.3;
const silence = 0.0001;
/** A tone that begins at full loudness clicks, s. */
const attackS = 0.008;

/** Short tones by Web Audio. Nothing is made before the first one, and nothing is loaded; what fails is silent. */
export class Tones {
  readonly #open: (() => AudioOutput) | null;
  #output: AudioOutput | null = null;
  /** The tone that waits for the browser to let the page sound. */
  #waiting: Tone | null = null;

  /** @param open makes the output; may throw. Null where the browser has none. */
  constructor(open: (() => AudioOutput) | null) {
    this.#open = open;
  }

  /** Whether this browser can sound at all. */
  get able(): boolean {
    return this.#open !== null;
  }

  play(tone: Tone): void {
    try {
      this.#output ??= this.#open?.() ?? null;
      if (this.#output === null) return;
      if (this.#output.state === 'running') sound(this.#output, tone);
      else this.#wait(this.#output, tone);
    } catch {
      // A page that cannot sound still shows what was tapped.
    }
  }

  /** A page that nobody has touched yet may not sound: of what was played meanwhile, only the last one is still news. */
  #wait(output: AudioOutput, tone: Tone): void {
    this.#waiting = tone;
    output.resume().then(
      () => {
        const last = this.#waiting;
        this.#waiting = null;
        if (last !== null) sound(output, last);
      },
      () => {
        this.#waiting = null;
      },
    );
  }
}

function sound(output: AudioOutput, tone: Tone): void {
  const { fromHz, toHz, lastsS } = tones[tone];
  const begin = output.currentTime;
  const end = begin + lastsS;
  const oscillator = output.createOscillator();
  const { frequency } = oscillator;
  frequency.setValueAtTime(fromHz, begin);
  frequency.exponentialRampToValueAtTime(toHz, end);
  const volume = output.createGain();
  volume.gain.setValueAtTime(silence, begin);
  volume.gain.exponentialRampToValueAtTime(loudness, begin + attackS);
  volume.gain.exponentialRampToValueAtTime(silence, end);
  oscillator.connect(volume);
  volume.connect(output.destination);
  oscillator.start(begin);
  oscillator.stop(end);
}
