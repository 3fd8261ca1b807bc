import type { SuggestRequest, Suggestion } from '../../../src/core/bayes-opt/request.ts';
import {
  pinnedCube,
  pointOf,
  unitCube,
  valuesOf,
  withinSteps,
} from '../../../src/core/bayes-opt/unit-cube.ts';
import { noRules, type Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { decide } from '../../../src/core/tuning/decide.ts';
import type { Settings, TuningEvent } from '../../../src/core/tuning/events.ts';
import { writeBar, type GateReason, type Situation } from '../../../src/core/tuning/gate.ts';
import type { Command, Input, Notice } from '../../../src/core/tuning/input.ts';
import type { RobotState } from '../../../src/core/tuning/robot-state.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import type { Label, MissDirection } from '../../../src/core/tuning/shot.ts';
import { emptyState, type ShotRecord, type TuningState } from '../../../src/core/tuning/state.ts';
import { BenchRobot, type BenchRobotTraits } from './bench-robot.ts';

export const drag = '/Tuning/Drag';
export const turns = '/Tuning/Turns';

/** A coefficient between 0.001 and 0.006, at 0.003 in robot code, that may go anywhere in one trial, but for what is given. */
export function coefficient(given: Partial<Coefficient> = {}): Coefficient {
  return {
    topic: drag,
    name: 'Drag',
    unit: '',
    min: 0.001,
    max: 0.006,
    codeDefault: 0.003,
    step: 0.0001,
    maxStep: 1,
    integer: false,
    scale: 'linear',
    enabled: true,
    role: null,
    atM: null,
    own: noRules,
    ...given,
  };
}

/** Drag, and a whole number of turns between 10 and 30, at 20 in robot code. */
export const twoCoefficients: readonly Coefficient[] = [
  coefficient(),
  coefficient({ topic: turns, name: 'Turns', min: 10, max: 30, codeDefault: 20, integer: true }),
];

/** Settings of a session that proposes after every shot, but for what is given. */
export function settings(given: Partial<Settings> = {}): Settings {
  return { ...defaultSettings(twoCoefficients, 1), ...given };
}

/** A robot that a person drives, at no match. */
export const driven = {
  kind: 'known',
  enabled: true,
  mode: 'teleop',
  eStop: false,
  fms: false,
  driverStation: true,
} as const satisfies RobotState;

/** A write that left for the robot, with what held when it was ordered. */
export interface LeftWrite {
  readonly topic: string;
  readonly value: number;
  readonly attempt: number;
  readonly atMs: number;
  readonly bar: GateReason | null;
  readonly bounds: Pick<Coefficient, 'min' | 'max'> | null;
}

/** How often a session looks at the time while values are on their way, ms. */
const tickMs = 50;
const startMs = 1_760_000_000_000;

/**
 * A session on a bench, without a network, a disk or a clock: every input is decided on at once, and the commands are
 * carried out against a robot in plain numbers and an optimizer that answers when the test says so.
 */
export class Bench {
  state: TuningState = emptyState;
  readonly events: TuningEvent[] = [];
  readonly notices: Notice[] = [];
  readonly writes: LeftWrite[] = [];
  readonly questions: Extract<Command, { type: 'suggest' }>[] = [];
  nowMs = startMs;
  readonly robot: BenchRobot;
  robotState: RobotState = driven;
  writer = true;
  fieldControl = false;
  program: Situation['program'] = 'unknown';
  destinations: Situation['destinations'] = {};
  hiddenSinceMs: number | null = null;
  /** What the optimizer works on. */
  question: Extract<Command, { type: 'suggest' }> | null = null;
  /** Whether the optimizer keeps to its bounds and step limits; otherwise it answers whatever a test says. */
  lawful = false;
  /** Whether the link takes writes; one that it does not take is due again. */
  takesWrites = true;
  /** Whether what was written, and what the robot acknowledges, gets through. */
  deliversWrites = true;
  deliversAcknowledgements = true;
  /** How long an acknowledgement is on its way, ms. */
  acknowledgeMs = 20;
  #up = false;
  #taps = 0;
  #arriving: { readonly atMs: number; readonly input: Input }[] = [];

  constructor(traits: Partial<BenchRobotTraits> = {}) {
    const defaults = { [drag]: 0.003, [turns]: 20 };
    this.robot = new BenchRobot({ confirms: 'at once', defaults, ...traits }, this.nowMs);
  }

  /** What is true now, besides the log. */
  get now(): Situation {
    return {
      nowMs: this.nowMs,
      serverNowUs: this.#up ? this.robot.clockUs(this.nowMs) : null,
      robot: this.#up ? this.robotState : { kind: 'unknown' },
      fieldControl: this.fieldControl,
      writer: this.writer,
      hiddenSinceMs: this.hiddenSinceMs,
      program: this.program,
      destinations: this.destinations,
      thinking: this.question === null ? null : { trial: this.question.trial },
    };
  }
  get up(): boolean {
    return this.#up;
  }
  get lastShot(): ShotRecord | undefined {
    return this.state.shots.at(-1);
  }
  /** The events of one kind, oldest first. */
  logged<K extends TuningEvent['type']>(type: K): readonly Extract<TuningEvent, { type: K }>[] {
    return this.events.filter(
      (event): event is Extract<TuningEvent, { type: K }> => event.type === type,
    );
  }

  /** Decides on an input and carries out what follows. */
  hear(input: Input): this {
    const ordering = this.now;
    const { state, events, commands } = decide(this.state, ordering, input);
    this.state = state;
    this.events.push(...events);
    const left = commands.flatMap((command) => this.#carryOut(command, ordering));
    for (const written of left) this.hear(written);
    return this;
  }

  /** Lets time pass: what is on its way arrives, and the session looks at the time. */
  wait(ms: number): this {
    const untilMs = this.nowMs + ms;
    while (this.nowMs < untilMs) {
      this.nowMs = Math.min(untilMs, this.nowMs + tickMs);
      const due = this.#arriving.filter(({ atMs }) => atMs <= this.nowMs);
      this.#arriving = this.#arriving.filter(({ atMs }) => atMs > this.nowMs);
      for (const { input } of due) this.hear(input);
      this.hear({ type: 'tick' });
    }
    return this;
  }

  configure(given: Partial<Settings> = {}): this {
    return this.hear({ type: 'configure', settings: settings(given) });
  }
  connect(address = '10.12.34.2'): this {
    this.#up = true;
    this.hear({ type: 'online', address, serverUs: this.robot.clockUs(this.nowMs) });
    for (const input of this.robot.greeting()) this.hear(input);
    return this;
  }
  drop(): this {
    this.#up = false;
    this.#arriving = [];
    return this.hear({ type: 'offline', why: 'closed' });
  }
  /** The robot's program begins anew while the link is down, and the link comes back. */
  restartRobot(): this {
    if (this.#up) this.drop();
    this.wait(500);
    this.robot.restart(this.nowMs);
    return this.connect();
  }
  /** The robot's program is killed and started, as on a roboRIO: its clock goes on. */
  redeploy(): this {
    if (this.#up) this.drop();
    this.wait(500);
    this.robot.redeploy(this.nowMs);
    return this.connect();
  }
  setRobot(given: Partial<Extract<RobotState, { kind: 'known' }>>): this {
    this.robotState = { ...driven, ...given };
    return this.hear({ type: 'tick' });
  }
  arm(): this {
    return this.hear({ type: 'arm' });
  }
  tap(label: Exclude<Label, 'none'>, direction: MissDirection | null = null): this {
    this.#taps += 1;
    return this.hear({
      type: 'tap',
      id: `tap-${this.#taps}`,
      label,
      direction,
      distanceM: 3,
      serverUs: this.now.serverNowUs,
    });
  }
  /** So many of a stream of shots hit. */
  burst(made: number, of: number): this {
    this.#taps += 1;
    return this.hear({
      type: 'burst',
      id: `burst-${this.#taps}`,
      made,
      of,
      distanceM: 3,
      serverUs: this.now.serverNowUs,
    });
  }
  /** The robot shoots, and its report arrives at once. */
  robotShoots(told: Parameters<BenchRobot['shoot']>[1] = {}): this {
    return this.hear({ type: 'robot-shot', shot: this.robot.shoot(this.nowMs, told) });
  }
  undo(): this {
    return this.hear({ type: 'undo' });
  }
  set(topic: string, value: number): this {
    return this.hear({ type: 'set', topic, value });
  }
  /** Another dashboard writes a value, and the robot's server tells us. */
  otherDashboardWrites(topic: string, value: number): this {
    const serverUs = this.robot.clockUs(this.nowMs);
    const acknowledged = this.robot.hear(topic, value, serverUs);
    this.hear({ type: 'observed', topic, value, serverUs });
    for (const input of acknowledged) this.hear(input);
    return this;
  }
  /** The optimizer answers its question with these values, in the order of the tuned coefficients. */
  answer(next: readonly number[], best: readonly number[] = next): this {
    const { question } = this;
    if (question === null) throw new Error('the optimizer was not asked');
    this.question = null;
    const given = this.lawful ? lawful(question.request, next) : next;
    return this.hear(suggested(question, given, best));
  }

  #carryOut(command: Command, ordering: Situation): readonly Input[] {
    switch (command.type) {
      case 'write':
        return this.#write(command, ordering);
      case 'suggest':
        this.question = command;
        this.questions.push(command);
        return [];
      case 'cancel-suggest':
        this.question = null;
        return [];
      case 'read-again':
        return this.robot.greeting();
      case 'tell':
        this.notices.push(command.notice);
        return [];
    }
  }

  #write(
    { topic, value, attempt }: Extract<Command, { type: 'write' }>,
    ordering: Situation,
  ): readonly Input[] {
    const bounds = this.state.settings?.coefficients.find((known) => known.topic === topic) ?? null;
    const bar = writeBar(this.state, ordering);
    if (!this.takesWrites) return [];
    this.writes.push({ topic, value, attempt, atMs: this.nowMs, bar, bounds });
    const serverUs = this.robot.clockUs(this.nowMs);
    if (this.deliversWrites) {
      const acknowledged = this.robot.hear(topic, value, serverUs);
      const atMs = this.nowMs + this.acknowledgeMs;
      if (this.deliversAcknowledgements)
        this.#arriving.push(...acknowledged.map((input) => ({ atMs, input })));
    }
    return [{ type: 'written', topic, value, attempt, serverUs }];
  }
}

/** What the optimizer may answer that is nearest to a point: within the bounds and the step limits, on the grid, what is fixed unmoved. */
function lawful({ space, current }: SuggestRequest, point: readonly number[]): readonly number[] {
  const cube = unitCube(space);
  const here = pointOf(cube, current);
  return valuesOf(cube, withinSteps(pinnedCube(cube, here, space), pointOf(cube, point), here));
}

/** The answer to a question. */
export function suggested(
  { trial, seed, request }: { trial: number; seed: number; request: SuggestRequest },
  next: readonly number[],
  best: readonly number[] = next,
): Extract<Input, { type: 'suggested' }> {
  const rate = { mean: 0.5, low: 0.3, high: 0.7 };
  const suggestion: Suggestion = {
    next,
    best,
    nextRate: rate,
    bestRate: rate,
    baselineRate: rate,
    reason: { kind: 'explore', dimension: 0, direction: 'up' },
    model: { kind: 'aim', leadNats: 0 },
    rows: request.data.hits.length,
  };
  return { type: 'suggested', trial, seed, suggestion };
}

/** A bench whose robot has told its values and whose tuner is armed. */
export function armedBench(
  traits: Partial<BenchRobotTraits> = {},
  given: Partial<Settings> = {},
): Bench {
  return new Bench(traits).configure(given).connect().arm().wait(50);
}
