import type { Situation } from './gate.ts';
import { isSame } from './in-code.ts';
import type { Input } from './input.ts';
import { happened, nothing } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import { elapsedMs } from './pace.ts';
import { beganAnew, restartSign, restartTrial } from './restart.ts';
import type { TuningState } from './state.ts';
import { onRobot } from './values.ts';
import { revertsOurs } from './write-conflict.ts';

type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;

/** A value that the robot's server told: news only when it is another one than the robot is known to have. */
export function interpretObserved(
  state: TuningState,
  now: Situation,
  input: Of<'observed'>,
): Outcome {
  const { topic, value } = input;
  if (!Number.isFinite(value)) return nothing;
  const sign = restartSign(state, now, input);
  if (sign !== null) return beganAnew(state, sign);
  if (onRobot(state, topic) === value && !revertsOurs(state, input)) return nothing;
  const write = own(state.writes, topic);
  // After a reconnect the server tells what we sent: that it has it does not mean that the robot's code has read it.
  const ours =
    write?.value === value && (write.phase.kind === 'sent' || write.phase.kind === 'unconfirmed');
  return ours ? nothing : happened(input);
}

/** A value that the robot's code acknowledged, be it no number; a repeat of what is known is no news. */
export function interpretApplied(
  state: TuningState,
  now: Situation,
  input: Of<'applied'>,
): Outcome {
  const { topic, value, serverUs } = input;
  const sign = restartSign(state, now, input);
  if (sign !== null) return beganAnew(state, sign);
  const last = own(state.acknowledged, topic);
  if (!Number.isFinite(value)) {
    const said = String(value);
    return last?.said === said
      ? nothing
      : {
          happenings: [{ type: 'acknowledged-no-number', topic, said, serverUs }],
          commands: [{ type: 'tell', notice: { kind: 'acknowledged-no-number', topic, said } }],
        };
  }
  const write = own(state.writes, topic);
  const awaited = write?.phase.kind === 'sent' || write?.phase.kind === 'unconfirmed';
  const news = last?.value !== value || onRobot(state, topic) !== value;
  return news || (awaited && isSame(write.value, value))
    ? happened({ type: 'confirmed', topic, value, serverUs, by: 'acknowledgement' })
    : nothing;
}

/** A connection is up, with the robot as it was or with one that began anew. */
export function interpretOnline(state: TuningState, now: Situation, input: Of<'online'>): Outcome {
  const { serverUs } = input;
  return hasRestarted(state, now, serverUs)
    ? happened({ type: 'robot-restarted', serverUs }, ...restartTrial(state), input)
    : happened(input);
}

/** A clock that is off by more than this belongs to another boot, µs; less is latency, and an estimate of it. */
const clockSlackUs = 2_000_000;
/** How far the clocks of page and robot may drift apart, as a fraction of the time between; crystals keep 10⁻⁴. */
const clockDrift = 2e-4;

/**
 * Whether the robot's clock is not where it should be since we last spoke with it: behind when its program began anew,
 * ahead when another robot answers. Nothing is written before the operator has said what to do.
 */
function hasRestarted({ lastOnline }: TuningState, now: Situation, serverUs: number): boolean {
  if (lastOnline === null) return false;
  const sinceUs = (now.nowMs - lastOnline.atMs) * 1000;
  const offUs = Math.abs(lastOnline.serverUs + sinceUs - serverUs);
  return offUs > clockSlackUs + clockDrift * elapsedMs(lastOnline.atMs, now.nowMs) * 1000;
}
