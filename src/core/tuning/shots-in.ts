import type { Values } from './coefficient.ts';
import { confirmationOf } from './confirmation.ts';
import type { Happening } from './events.ts';
import { isSame } from './in-code.ts';
import type { IncomingLabel, IncomingShot } from './incoming-shot.ts';
import type { Command, Input } from './input.ts';
import { happened, nothing } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import { restartTrial } from './restart.ts';
import { bootOf, indexOfShot } from './shot-records.ts';
import { defaultShotLimits } from './shot.ts';
import type { Label, MissDirection, Shot } from './shot.ts';
import type { TuningState } from './state.ts';
import { implausible, notFinite } from './validity.ts';
import { noNumberAt, onRobotAt, tuned } from './values.ts';

/**
 * A tap. A robot that reports its own shots is never counted twice: the tap labels its oldest shot without a
 * result, and where none waits, corrects the newest one. Otherwise the tap is a shot.
 */
export function interpretTap(state: TuningState, tap: Extract<Input, { type: 'tap' }>): Outcome {
  const { label, direction } = tap;
  if (indexOfShot(state, tap.id) >= 0) return nothing;
  if (state.online !== null && state.robotReports) {
    const reported = state.shots.filter(
      ({ shot, voided }) => shot.source !== 'operator' && !voided,
    );
    const target = reported.find((record) => record.label === 'none') ?? reported.at(-1);
    if (target !== undefined)
      return happened({ type: 'label', shotId: target.shot.id, label, direction, by: 'operator' });
  }
  return withAlert(state, [tappedShot(state, tap, label, direction)]);
}

/** The shots of a burst that was tapped, with the labels they get. */
export const tappedShots = (
  state: TuningState,
  burst: Extract<Input, { type: 'burst' }>,
  labels: readonly Exclude<Label, 'none'>[],
): Outcome =>
  withAlert(
    state,
    labels.map((label, place) => ({
      ...tappedShot(state, burst, label, null),
      id: `${burst.id}-${place + 1}`,
      burst: burst.id,
    })),
  );

/** A shot of which the page knows what the operator saw, where it was shot from, and what the robot had. */
function tappedShot(
  state: TuningState,
  { id, distanceM, serverUs }: Extract<Input, { type: 'tap' | 'burst' }>,
  label: Exclude<Label, 'none'>,
  direction: MissDirection | null,
): Shot {
  return {
    id,
    source: 'operator',
    serverUs,
    distanceM: finiteOrNull(distanceM),
    ...valuesAt(state, serverUs, {}),
    label,
    direction,
    missX: null,
    missY: null,
    extra: {},
    invalid:
      implausible(
        { distanceM, exitVelocityMps: undefined, pitchRad: undefined },
        state.settings?.limits ?? defaultShotLimits,
      ) ?? noNumbers(state, serverUs, {}),
    recovered: false,
  };
}

/**
 * A shot that the robot reported: new, a repeat, or a repeat that now tells the result. Numbers that are none are
 * named as what makes it invalid, and go no further.
 */
export function interpretShot(state: TuningState, incoming: IncomingShot): Outcome {
  const { key, label } = incoming;
  if (indexOfShot(state, key) >= 0)
    return label === 'none' ? nothing : interpretLabel(state, { key, label });
  const shot = robotShot(state, incoming);
  const atUs = shot.serverUs;
  const outcome = withAlert(state, [shot]);
  const confirmed = confirmedBy(state, incoming);
  const tapped = atUs === null ? [] : tappedOffline(state, incoming, atUs);
  return {
    ...outcome,
    happenings: [...codeRestart(state, incoming), ...confirmed, ...outcome.happenings, ...tapped],
  };
}

/** The shot as the log has it: with the values it was taken with, and what makes it invalid. */
export function robotShot(state: TuningState, incoming: IncomingShot): Shot {
  const { key, source, label, distanceM, missX, missY, serverUs, recovered } = incoming;
  const atUs = finiteOrNull(serverUs);
  const invalid =
    implausible(
      {
        distanceM,
        exitVelocityMps: own(incoming.extra, 'exitVelocity'),
        pitchRad: own(incoming.extra, 'pitchRadians'),
      },
      state.settings?.limits ?? defaultShotLimits,
    ) ??
    notFinite({ time: serverUs, missX, missY, ...incoming.used, ...incoming.extra }) ??
    noNumbers(state, atUs, incoming.used ?? {});
  return {
    id: key,
    source,
    serverUs: atUs,
    distanceM: finiteOrNull(distanceM),
    ...valuesAt(state, atUs, finiteEntries(incoming.used ?? {})),
    label,
    direction: null,
    missX: finiteOrNull(missX),
    missY: finiteOrNull(missY),
    extra: finiteEntries(incoming.extra),
    invalid,
    recovered,
  };
}

/** Robot code that is started anew keeps the robot's clock; its records tell of another boot. */
function codeRestart(state: TuningState, { source, key }: IncomingShot): readonly Happening[] {
  const boot = bootOf({ source, id: key });
  return boot === null || state.boot === null || boot === state.boot
    ? []
    : [{ type: 'code-restarted', boot, sign: 'boot' }, ...restartTrial(state)];
}

/** How long after a shot its tap comes, ms: it flies, and the operator looks. A clock read over the air may be a little late. */
const tapWithinMs = [-1_000, 6_000] as const;
/** A burst is tapped when its last shot has flown; so long after its first one at most, ms. */
const burstWithinMs = 30_000;

/**
 * A tap made while the robot was away may be of a shot that it tells of when it returns: then they are one shot, with the robot's result or
 * else the operator's. Of several taps the first that fits is meant.
 */
function tappedOffline(
  { shots, lastOnline }: TuningState,
  { key, label }: IncomingShot,
  serverUs: number,
): readonly Happening[] {
  if (lastOnline === null) return [];
  const shotMs = lastOnline.atMs + (serverUs - lastOnline.serverUs) / 1000;
  const tap = shots.find(({ shot, atMs, voided, burst }) => {
    // Without a clock of the robot it was taken offline.
    const isOffline = shot.source === 'operator' && shot.serverUs === null && !voided;
    const laterMs = atMs - shotMs;
    const mostMs = burst === null ? tapWithinMs[1] : burstWithinMs;
    return isOffline && laterMs >= tapWithinMs[0] && laterMs <= mostMs;
  });
  if (tap === undefined) return [];
  const { label: told, direction, burst } = tap;
  return [
    { type: 'matched', tap: tap.shot.id, shotId: key },
    ...(label === 'none' && told !== 'none'
      ? [
          {
            type: 'label',
            shotId: key,
            label: told,
            direction,
            by: 'operator',
            ...(burst === null ? {} : { burst }),
          } as const,
        ]
      : []),
  ];
}

/** A result that came later; only a shot without one takes it. */
export function interpretLabel(state: TuningState, { key, label }: IncomingLabel): Outcome {
  return state.shots[indexOfShot(state, key)]?.label === 'none'
    ? happened({ type: 'label', shotId: key, label, direction: null, by: 'robot' })
    : nothing;
}

/**
 * The values a shot was taken with: what the robot says it used, else what it had at that time; what was never read
 * is left out. Confirmed where robot code itself said of all that are tuned that it uses them.
 */
function valuesAt(
  state: TuningState,
  serverUs: number | null,
  used: Values,
): Pick<Shot, 'values' | 'confirmed'> {
  const values: Record<string, number> = { ...used };
  let confirmed = true;
  for (const { topic, enabled } of state.settings?.coefficients ?? []) {
    if (own(values, topic) !== undefined) continue;
    const held = onRobotAt(state, topic, serverUs);
    if (held !== null) values[topic] = held.value;
    if (enabled) confirmed &&= held?.confirmed ?? false;
  }
  return { values, confirmed };
}

/** The first tuned coefficient for which robot code had no number at a shot that does not tell what it used, as `topic:value`. */
function noNumbers(state: TuningState, serverUs: number | null, used: Values): string | null {
  for (const { topic } of tuned(state)) {
    const said = own(used, topic) === undefined ? noNumberAt(state, topic, serverUs) : null;
    if (said !== null) return `${topic}:${said}`;
  }
  return null;
}

/**
 * What a shot confirms: values on their way that the robot says it used, those it turns out to have had, and another one
 * than its last shot used.
 */
export function confirmedBy(
  state: TuningState,
  { used, held = [], serverUs }: IncomingShot,
): readonly Happening[] {
  if (!Number.isFinite(serverUs)) return [];
  const coefficients = state.settings?.coefficients ?? [];
  return coefficients.flatMap(({ topic }) => {
    const value = own(used ?? {}, topic);
    if (value === undefined || !Number.isFinite(value) || held.includes(topic)) return [];
    const write = own(state.writes, topic);
    const awaited = write?.phase.kind === 'sent' || write?.phase.kind === 'unconfirmed';
    const contradicts =
      write !== undefined &&
      !isSame(write.value, value) &&
      confirmationOf(state, topic).kind !== 'contradicted';
    const news =
      contradicts ||
      onRobotAt(state, topic, serverUs)?.value !== value ||
      own(state.usedByShots, topic)?.value !== value;
    return news || (awaited && isSame(write.value, value))
      ? [{ type: 'confirmed', topic, value, serverUs, by: 'shot' } as const]
      : [];
  });
}

const finiteOrNull = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

const finiteEntries = (values: Readonly<Record<string, number>>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));

/** Invalid shots in a row before the operator is told. */
const alertRun = 5;

/** @param shots one, or those of a burst, which are alike. */
function withAlert(state: TuningState, shots: readonly Shot[]): Outcome {
  const reason = shots.at(-1)?.invalid ?? null;
  return {
    happenings: shots.map((shot) => ({ type: 'shot', shot })),
    commands: invalidAlert(state.invalidRun, state.invalidRun + shots.length, reason),
  };
}

/** The alert after so many invalid shots in a row, where there were fewer before; none for a valid shot. */
export function invalidAlert(
  before: number,
  run: number,
  reason: string | null,
): readonly Command[] {
  const isDue = Math.floor(run / alertRun) > Math.floor(before / alertRun);
  return reason !== null && isDue
    ? [{ type: 'tell', notice: { kind: 'invalid-shots', run, reason } }]
    : [];
}
