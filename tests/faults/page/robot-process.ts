import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, RobotChoice, Told } from './robot-orders.ts';

const program = fileURLToPath(new URL('robot-child.ts', import.meta.url));

export type ToldShot = Extract<Told, { said: 'shot' }>;
export type ToldReading = Extract<Told, { said: 'read' }>;

/** A robot whose process can be killed and begun anew, and what it told over all its boots. */
export class RobotProcess {
  readonly shots: ToldShot[] = [];
  readonly readings: ToldReading[] = [];
  port = 0;
  #child: ChildProcess | null = null;
  #boots = 0;

  /** Begins it on the port it had before; resolves once it can be reached. */
  async boot(choice: Omit<RobotChoice, 'port' | 'boots'> = {}): Promise<void> {
    const all: RobotChoice = { ...choice, port: this.port, boots: this.#boots };
    this.#boots += 1;
    const child = fork(program, [JSON.stringify(all)], { execArgv: ['--import', 'tsx'] });
    this.#child = child;
    child.on('message', (told: Told) => {
      if (told.said === 'shot') this.shots.push(told);
      else if (told.said === 'read') this.readings.push(told);
    });
    const listening = await this.#hears(child, 'listening');
    this.port = listening.port;
  }

  /** Kills its process at once: it says no farewell to anybody. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** Resolves once the order is carried out. Orders are given one after the other. */
  async obey(order: Order): Promise<void> {
    const child = this.#child;
    if (child === null) throw new Error('a robot that was killed obeys no order');
    const done = this.#hears(child, 'done');
    child.send(order);
    await done;
  }

  #hears<S extends Told['said']>(
    child: ChildProcess,
    said: S,
  ): Promise<Extract<Told, { said: S }>> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        child.off('message', hear);
        child.off('exit', fail);
      };
      const hear = (told: Told): void => {
        if (told.said !== said) return;
        end();
        resolve(told as Extract<Told, { said: S }>);
      };
      const fail = (): void => {
        end();
        reject(new Error(`the robot's process ended before it said ${said}`));
      };
      child.on('message', hear);
      child.once('exit', fail);
    });
  }
}
