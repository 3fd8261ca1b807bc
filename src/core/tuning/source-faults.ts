import { readBy, type NamedSource } from './named-source.ts';
import { isTopicName } from './topic-name.ts';

/** What is wrong with a source that the operator named; `source` is its topic. */
export type SourceFault =
  | { readonly kind: 'source-topic'; readonly source: string }
  | { readonly kind: 'source-twice'; readonly source: string }
  /** A part of a shot is to be read from nowhere. */
  | { readonly kind: 'source-from'; readonly source: string; readonly of: NamedSource['kind'] }
  /** Hit and miss are the same number, or none. */
  | { readonly kind: 'source-result'; readonly source: string }
  | { readonly kind: 'source-result-twice'; readonly source: string }
  | { readonly kind: 'source-extra'; readonly source: string };

/** All faults of the named sources; those that are switched off have to be in order too. */
export function sourceFaults(sources: readonly NamedSource[]): readonly SourceFault[] {
  const topics = sources.map(({ topic }) => topic);
  const twice = new Set(topics.filter((topic, index) => topics.indexOf(topic) !== index));
  return [
    ...sources.flatMap(faultsOfOne),
    ...[...twice].map((source) => ({ kind: 'source-twice', source }) as const),
  ];
}

function faultsOfOne(named: NamedSource): readonly SourceFault[] {
  const { kind: of, topic: source, mapping } = named;
  const faults: SourceFault[] = [];
  if (!isTopicName(source)) faults.push({ kind: 'source-topic', source });
  const isThere = (from: string): boolean => (of === 'event' ? isTopicName(from) : from !== '');
  if (!readBy(mapping).every(isThere)) faults.push({ kind: 'source-from', source, of });
  const { result, extra } = mapping;
  if (result !== null) {
    const { hit, miss } = result;
    if (!Number.isFinite(hit) || !Number.isFinite(miss) || hit === miss)
      faults.push({ kind: 'source-result', source });
    if (named.kind === 'event' && named.label !== null)
      faults.push({ kind: 'source-result-twice', source });
  }
  const names = new Set(extra.map(({ name }) => name));
  if (names.size < extra.length || names.has('')) faults.push({ kind: 'source-extra', source });
  return faults;
}
