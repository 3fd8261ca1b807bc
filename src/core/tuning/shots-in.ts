import type { Values } from './coefficient.ts';
import type { Happening } from './events.ts';
import { indexOfShot } from './fold.ts';
import type { IncomingLabel, IncomingShot } from './incoming-shot.ts';
import type { Command, Input } from './input.ts';
import { happened, nothing } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { defaultShotLimits } from './shot.ts';
import type { Shot } from './shot.ts';
import type { TuningState } from './state.ts';
import { onRobotAt } from './values.ts';
import { implausible } from './validity.ts';

/**
 * A tap. A robot that reports its own shots is never counted twice: the tap labels its oldest shot without a
 * result, and where none waits, corrects the newest one. Otherwise the tap is a shot.
 */
export function interpretTap(state: TuningState, tap: Extract<Input, { type: 'tap' }>): Outcome {
  const { label, direction } = tap;
  if (state.online !== null && state.robotReports) {
    const reported = state.shots.filter(
      ({ shot, voided }) => shot.source !== 'operator' && !voided,
    );
    const target = reported.find((record) => record.label === 'none') ?? reported.at(-1);
    if (target !== undefined)
      return happened({ type: 'label', shotId: target.shot.id, label, direction, by: 'operator' });
  }
  const held = valuesAt(state, tap.serverUs, null);
  return withAlert(state, {
    id: tap.id,
    source: 'operator',
    serverUs: tap.serverUs,
    distanceM: tap.distanceM,
    ...held,
    label,
    direction,
    missX: null,
    missY: null,
    extra: {},
    invalid: implausible(
      { distanceM: tap.distanceM, exitVelocityMps: undefined, pitchRad: undefined },
      state.settings?.limits ?? defaultShotLimits,
    ),
    recovered: false,
  });
}

/** A shot that the robot reported: new, a repeat, or a repeat that now tells the result. */
export function interpretShot(state: TuningState, incoming: IncomingShot): Outcome {
  const { key, used, ...told } = incoming;
  if (indexOfShot(state, key) >= 0)
    return told.label === 'none' ? nothing : interpretLabel(state, { key, label: told.label });
  const outcome = withAlert(state, {
    ...told,
    id: key,
    ...valuesAt(state, told.serverUs, used),
    direction: null,
    invalid: implausible(
      {
        distanceM: told.distanceM,
        exitVelocityMps: told.extra['exitVelocity'],
        pitchRad: told.extra['pitchRadians'],
      },
      state.settings?.limits ?? defaultShotLimits,
    ),
  });
  return { ...outcome, happenings: [...confirmedBy(state, incoming), ...outcome.happenings] };
}

/** A result that came later; only a shot without one takes it. */
export function interpretLabel(state: TuningState, { key, label }: IncomingLabel): Outcome {
  return state.shots[indexOfShot(state, key)]?.label === 'none'
    ? happened({ type: 'label', shotId: key, label, direction: null, by: 'robot' })
    : nothing;
}

/** The values a shot was taken with: what the robot says it used, else what it had at that time. */
function valuesAt(
  state: TuningState,
  serverUs: number | null,
  used: Values | null,
): Pick<Shot, 'values' | 'confirmed'> {
  const values: Record<string, number> = { ...used };
  let confirmed = true;
  for (const { topic, codeDefault } of state.settings?.coefficients ?? []) {
    if (values[topic] !== undefined) continue;
    const held = onRobotAt(state, topic, serverUs);
    values[topic] = held?.value ?? codeDefault;
    confirmed &&= held?.confirmed ?? false;
  }
  return { values, confirmed };
}

/** What a shot record confirms: values on their way that the robot says it used. */
function confirmedBy(state: TuningState, { used, serverUs }: IncomingShot): readonly Happening[] {
  return Object.entries(used ?? {}).flatMap(([topic, value]) => {
    const write = state.writes[topic];
    return write?.phase.kind === 'sent' && write.value === value
      ? [{ type: 'confirmed', topic, value, serverUs } as const]
      : [];
  });
}

/** Invalid shots in a row before the operator is told. */
const alertRun = 5;

function withAlert(state: TuningState, shot: Shot): Outcome {
  const run = state.invalidRun + 1;
  const commands: readonly Command[] =
    shot.invalid !== null && run % alertRun === 0
      ? [{ type: 'tell', notice: { kind: 'invalid-shots', run, reason: shot.invalid } }]
      : [];
  return { happenings: [{ type: 'shot', shot }], commands };
}
