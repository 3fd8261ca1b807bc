import type { LengthUnit } from '../../core/tuning/length-unit.ts';
import {
  blankMapping,
  type EventChange,
  type NamedSource,
  type ShotMapping,
} from '../../core/tuning/named-source.ts';
import { numberIn } from './number-in.ts';

/** A way in for shots as it is being typed; empty texts stand for nothing. */
export interface SourceDraft {
  readonly kind: NamedSource['kind'];
  readonly topic: string;
  enabled: boolean;
  /** Of an event only, like the next. */
  change: EventChange;
  label: '' | 'hit' | 'miss';
  distance: string;
  /** Empty: as its topic tells. */
  distanceUnit: LengthUnit | '';
  result: string;
  hit: string;
  miss: string;
  missX: string;
  missY: string;
  extra: { name: string; from: string }[];
}

export function draftOfSource(source: NamedSource): SourceDraft {
  const { kind, topic, enabled } = source;
  const { distance, distanceUnit, result, missX, missY, extra } = source.mapping;
  return {
    kind,
    topic,
    enabled,
    change: source.kind === 'event' ? source.change : 'any',
    label: source.kind === 'event' ? (source.label ?? '') : '',
    distance: distance ?? '',
    distanceUnit: distanceUnit ?? '',
    result: result?.from ?? '',
    hit: String(result?.hit ?? 1),
    miss: String(result?.miss ?? 0),
    missX: missX ?? '',
    missY: missY ?? '',
    extra: extra.map(({ name, from }) => ({ name, from })),
  };
}

/** A struct of which nothing is mapped yet. */
export const blankStruct = (topic: string): SourceDraft =>
  draftOfSource({ kind: 'struct', topic, enabled: true, mapping: blankMapping });

/** An event of which nothing is known but its topic and its type. */
export const blankEvent = (topic: string, type: string | undefined): SourceDraft =>
  draftOfSource({
    kind: 'event',
    topic,
    enabled: true,
    change: changeOf(type ?? ''),
    label: null,
    mapping: blankMapping,
  });

function changeOf(type: string): EventChange {
  switch (type) {
    case 'boolean':
      return 'true';
    case 'int':
    case 'double':
    case 'float':
      return 'number';
    default:
      return 'any';
  }
}

/** The source that the draft says, faults included. */
export function sourceIn(draft: SourceDraft): NamedSource {
  const { kind, topic, enabled, change, label } = draft;
  const mapping = mappingIn(draft);
  return kind === 'struct'
    ? { kind, topic, enabled, mapping }
    : { kind, topic, enabled, change, label: label === '' ? null : label, mapping };
}

function mappingIn({
  distance,
  distanceUnit,
  result,
  hit,
  miss,
  missX,
  missY,
  extra,
}: SourceDraft): ShotMapping {
  const from = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
  const resultFrom = from(result);
  return {
    distance: from(distance),
    ...(distanceUnit === '' ? {} : { distanceUnit }),
    result:
      resultFrom === null ? null : { from: resultFrom, hit: numberIn(hit), miss: numberIn(miss) },
    missX: from(missX),
    missY: from(missY),
    extra: extra.map((noted) => ({ name: noted.name.trim(), from: noted.from.trim() })),
  };
}
