import { driverStation } from '../link/contract.ts';
import type { RobotLink, Unsubscribe } from '../link/robot-link.ts';

/** After which WPILib a robot behaves: up to 2026, or from 2027 on. */
export type Generation = '2026' | '2027';

/** A topic by which a robot tells its state, with the type that it has, and whose it is. */
interface Sign {
  readonly topic: string;
  readonly type: string;
  readonly of: Generation;
}

const signs: readonly Sign[] = [
  { topic: driverStation.controlData, type: 'int', of: '2026' },
  ...driverStation.controlWords.map((topic): Sign => ({
    topic,
    type: 'struct:ControlWord',
    of: '2027',
  })),
];

/** Tells a connected robot's generation by the topics with which it tells its state; null where they don't say. */
export class RobotGeneration {
  #seen = $state.raw<readonly Sign[]>([]);
  readonly #stops: readonly Unsubscribe[];

  constructor(link: RobotLink) {
    this.#stops = signs.map((sign) =>
      link.discover(sign.topic, (topic, announcement) => {
        if (topic !== sign.topic) return;
        const others = this.#seen.filter((other) => other !== sign);
        this.#seen = announcement?.type === sign.type ? [...others, sign] : others;
      }),
    );
  }

  /** Null while no topic tells, and when topics contradict each other. */
  get told(): Generation | null {
    const [first, ...others] = this.#seen;
    return first !== undefined && others.every((sign) => sign.of === first.of) ? first.of : null;
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }
}
