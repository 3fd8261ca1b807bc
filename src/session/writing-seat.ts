import {
  afterConnecting,
  seen,
  silenceMs,
  taken,
  type SeatSigns,
  type Standing,
} from '../core/tuning/writing-seat.ts';
import { others } from '../core/tuning/wiring.ts';
import { statusTopic } from '../link/contract.ts';
import { clientsTopic, publishersIn, publishersTopic, robotProgram } from '../link/meta-topics.ts';
import type {
  LinkState,
  NtValue,
  RobotLink,
  Sample,
  Unsubscribe,
  Watch,
  Writer,
} from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { Watches } from './watches.ts';

const heartbeat = statusTopic('Heartbeat');

/** This page's part in who of all laptops on the robot may write to it (see `core/tuning/writing-seat.ts`). */
export class WritingSeat {
  #standing: Standing = { kind: 'asking' };
  readonly #link: RobotLink;
  readonly #ticker: Ticker;
  readonly #publishers: Watch;
  readonly #stops: Unsubscribe[];
  #connection: number | null = null;
  #connectedAtMs = 0;
  #answeredAtMs: number | null = null;
  #beat: NtValue | null = null;
  #beatAtMs: number | null = null;
  #lookedAtMs = 0;
  /** What was read of who publishes, and of which sample. */
  #read: { readonly sample: Sample | null; readonly others: readonly string[] | null } = {
    sample: null,
    others: null,
  };
  /** While we ask the other to leave. */
  #request: Writer | null = null;

  /** @param onChange hears when it is to be looked at anew. */
  constructor(link: RobotLink, ticker: Ticker, onChange: () => void) {
    this.#link = link;
    this.#ticker = ticker;
    const watches = new Watches(link);
    this.#publishers = link.watch(publishersTopic(heartbeat), {}, onChange);
    watches.on(heartbeat, ({ value }) => {
      // The first is what the server had kept; nobody hears his own.
      if (this.#beat !== null && this.#beat !== value) this.#beatAtMs = ticker.nowMs();
      this.#beat = value;
      onChange();
    });
    // Last of all: when it is answered, so are the others.
    watches.on(clientsTopic, () => {
      this.#answeredAtMs ??= ticker.nowMs();
      onChange();
    });
    this.#stops = [
      () => {
        watches.close();
        this.#publishers.close();
      },
    ];
    this.#connect(link.state());
  }

  /** As of the last look. */
  get standing(): Standing {
    return this.#standing;
  }

  /** Whether anything may be published: the seat is ours, and known to be in this connection. */
  get publishes(): boolean {
    return this.#standing.kind === 'ours' && this.#connection !== null;
  }

  /** Brings the standing up to date. Cheap when nothing has changed. */
  look(): void {
    const nowMs = this.#ticker.nowMs();
    this.#connect(this.#link.state());
    // A page that slept may have been taken for gone: it asks before it goes on.
    if (this.#standing.kind === 'ours' && nowMs - this.#lookedAtMs > silenceMs) this.#ask(nowMs);
    this.#lookedAtMs = nowMs;
    if (this.#connection === null) return;
    this.#become(seen(this.#standing, this.#signs(nowMs), this.#link.clientName));
  }

  /** The operator takes the seat: whoever has it is asked to leave. */
  take(): void {
    this.look();
    this.#become(taken(this.#standing, this.#signs(this.#ticker.nowMs())));
    this.look();
  }

  close(): void {
    this.#request?.close();
    this.#request = null;
    for (const stop of this.#stops) stop();
  }

  #connect(state: LinkState): void {
    const connection = state.kind === 'online' ? state.session : null;
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#answeredAtMs = null;
    this.#beat = null;
    this.#beatAtMs = null;
    if (connection === null) return;
    this.#connectedAtMs = this.#ticker.nowMs();
    this.#become(afterConnecting(this.#standing));
  }

  #ask(nowMs: number): void {
    this.#connectedAtMs = nowMs;
    if (this.#answeredAtMs !== null) this.#answeredAtMs = nowMs;
    this.#become(afterConnecting(this.#standing));
  }

  #become(standing: Standing): void {
    this.#standing = standing;
    if (standing.kind === 'taking') this.#request ??= this.#link.writer(heartbeat, 'double');
    else if (this.#request !== null) {
      // Once the seat is ours the same handle carries the heartbeat, and ends with it.
      if (standing.kind !== 'ours') this.#request.close();
      this.#request = null;
    }
  }

  #signs(nowMs: number): SeatSigns {
    const sample = this.#publishers.latest();
    if (sample !== this.#read.sample) {
      const clients = publishersIn(this.#link.unpack(sample?.value));
      const names = { robot: robotProgram, own: this.#link.clientName };
      this.#read = { sample, others: clients === null ? null : others(clients, names) };
    }
    return {
      nowMs,
      connectedAtMs: this.#connectedAtMs,
      answeredAtMs: this.#answeredAtMs,
      others: this.#read.others,
      beatAtMs: this.#beatAtMs,
    };
  }
}
