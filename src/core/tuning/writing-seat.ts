/**
 * Who of all laptops on one robot may write to it. They see each other only through the robot's server: whoever has the
 * seat publishes the tuner's heartbeat. To take over is to publish it too, and to wait until nobody else does: who has the
 * seat leaves it as soon as the server names another publisher. So two never write at once.
 */
export type Standing =
  /** Connected a moment ago: who else is there is not known yet, and nothing is published. */
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'ours';
      /** Publishers from which the seat was taken in spite of them: they had fallen silent. */
      readonly ignored: readonly string[];
    }
  | {
      readonly kind: 'theirs';
      /** As the server lists it; null where it does not tell. */
      readonly name: string | null;
      /** Whether nothing has been heard of it for a while: the seat is free. */
      readonly silent: boolean;
      /** Whether it was asked to leave and did not. */
      readonly stayed: boolean;
    }
  /** The other was asked to leave. */
  | {
      readonly kind: 'taking';
      readonly sinceMs: number;
      readonly name: string | null;
      /** Everybody who published when we asked. */
      readonly from: readonly string[];
      readonly ignored: readonly string[];
    };

/** What is seen of other tuners, in the present connection. Times are the page's own, ms. */
export interface SeatSigns {
  readonly nowMs: number;
  readonly connectedAtMs: number;
  /** When the server answered a question that was asked after all the others; null while it has not. */
  readonly answeredAtMs: number | null;
  /** Who publishes the heartbeat, but for us and the robot; null where the server does not tell. */
  readonly others: readonly string[] | null;
  /** When the heartbeat, not by us, last changed; null while it has not. */
  readonly beatAtMs: number | null;
}

/** Silence after which a tuner counts as gone: three heartbeats of a paused one, ms. */
export const silenceMs = 3_000;
/** How long one who was asked to leave has for it, ms. */
const leaveWithinMs = 3_000;
/** News that was under way when the server answered has come after this, ms. */
const graceMs = 200;
/** How long a server that does not answer is waited for, ms. */
const answerWithinMs = 1_000;

/** The standing after a connection came up: who had the seat asks anew, for somebody may have taken it meanwhile. */
export const afterConnecting = (standing: Standing): Standing =>
  standing.kind === 'theirs' ? standing : { kind: 'asking' };

/** The standing by what is seen now; the same object where nothing changes. `own` is our name, as the server lists it. */
export function seen(standing: Standing, signs: SeatSigns, own: string): Standing {
  const others = signs.others ?? [];
  // Where the server names who publishes, that alone counts.
  const beats = signs.others === null && !isSilent(signs) && signs.beatAtMs !== null;
  switch (standing.kind) {
    case 'asking':
      if (others.length > 0 || beats) return theirs(others);
      return isSettled(signs) ? { kind: 'ours', ignored: [] } : standing;
    case 'ours': {
      const { ignored } = standing;
      const live = others.filter((other) => !ignored.includes(other));
      if (live.length > 0 || beats) return theirs(live);
      const still = ignored.filter((other) => others.includes(other));
      return still.length === ignored.length ? standing : { kind: 'ours', ignored: still };
    }
    case 'theirs': {
      const silent = isSettled(signs) && (others.length > 0 ? isSilent(signs) : !beats);
      const name = others.find((other) => other === standing.name) ?? others[0] ?? standing.name;
      return silent === standing.silent && name === standing.name
        ? standing
        : { ...standing, silent, name };
    }
    case 'taking': {
      const { from, ignored, name } = standing;
      const live = others.filter((other) => !ignored.includes(other));
      if (live.length === 0 && !beats) return { kind: 'ours', ignored };
      // Of two who take over at once, the later by name goes on.
      if (live.some((other) => !from.includes(other) && other > own)) return theirs(live);
      return signs.nowMs - standing.sinceMs < leaveWithinMs
        ? standing
        : { kind: 'theirs', name, silent: false, stayed: true };
    }
  }
}

/** The operator takes the seat. */
export function taken(standing: Standing, signs: SeatSigns): Standing {
  if (standing.kind !== 'theirs') return standing;
  const from = signs.others ?? [];
  const ignored = standing.silent ? from : [];
  return { kind: 'taking', sinceMs: signs.nowMs, name: standing.name, from, ignored };
}

const theirs = (others: readonly string[]): Standing => ({
  kind: 'theirs',
  name: others[0] ?? null,
  silent: false,
  stayed: false,
});

const isSilent = ({ nowMs, connectedAtMs, beatAtMs }: SeatSigns): boolean =>
  nowMs - Math.max(connectedAtMs, beatAtMs ?? 0) > silenceMs;

function isSettled({ nowMs, connectedAtMs, answeredAtMs }: SeatSigns): boolean {
  return answeredAtMs === null
    ? nowMs - connectedAtMs >= answerWithinMs
    : nowMs - answeredAtMs >= graceMs;
}
