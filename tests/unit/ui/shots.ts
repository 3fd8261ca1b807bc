import type { Label, Shot } from '../../../src/core/tuning/shot.ts';
import type { ShotRecord } from '../../../src/core/tuning/state.ts';

/** A counted shot as the plots and lists see it; `seq` is its place in the log. */
export function shotRecord(
  seq: number,
  label: Label,
  given: Partial<Omit<ShotRecord, 'shot'>> & { readonly shot?: Partial<Shot> } = {},
): ShotRecord {
  const { shot, ...rest } = given;
  return {
    seq,
    amendedSeq: null,
    atMs: seq * 1000,
    label,
    labelledBy: 'robot',
    direction: null,
    voided: false,
    trial: 0,
    burst: null,
    match: null,
    ...rest,
    shot: {
      id: `shot-${seq}`,
      source: 'record',
      serverUs: seq * 1_000_000,
      distanceM: 3,
      values: {},
      confirmed: true,
      label,
      direction: null,
      missX: null,
      missY: null,
      extra: {},
      invalid: null,
      recovered: false,
      ...shot,
    },
  };
}
