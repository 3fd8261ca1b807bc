import { describe, expect, test } from 'vitest';

import { offerFor } from '../../../src/core/tuning/offer.ts';
import {
  appliedTopic,
  driverStation,
  firingSolver,
  firingSolverPrefix,
  interlockTopics,
  liveTopic,
  liveTypes,
  shotRecordTopic,
  statusPrefix,
  statusTopic,
  statusTypes,
  tuningPrefixes,
} from '../../../src/link/contract.ts';
import { isNtType } from '../../../src/link/nt4-types.ts';

const statusTopics = Object.keys(statusTypes).map(statusTopic);
const liveTopics = Object.keys(liveTypes).map((name) =>
  liveTopic('Drag', name as keyof typeof liveTypes),
);
const { shotTimestamp, hit, distance, numbers } = firingSolver;
const solverTopics = [shotTimestamp, hit, distance, ...numbers].map(
  (field) => firingSolverPrefix + field,
);

describe('the table of topics', () => {
  test('has twelve topics of a shot, and no topic twice', () => {
    expect(solverTopics).toHaveLength(12);
    const { controlData, controlWords, tables, distance: liveDistance, ...match } = driverStation;
    expect(solverTopics).toContain(liveDistance);
    const all = [
      ...statusTopics,
      ...liveTopics,
      ...solverTopics,
      controlData,
      ...controlWords,
      ...tables.flatMap((table) => Object.values(match).map((name) => table + name)),
      ...Object.values(interlockTopics),
      shotRecordTopic,
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((topic) => !/^(\/[A-Za-z0-9]+)+$/.test(topic))).toEqual([]);
  });

  test('has a type that can be published for everything the tuner tells', () => {
    expect(Object.values({ ...statusTypes, ...liveTypes }).every(isNtType)).toBe(true);
  });

  test('has nothing of the tuner’s own that would be offered as a coefficient, though it lies beside them', () => {
    for (const topic of [...statusTopics, ...liveTopics]) {
      expect(topic.startsWith(tuningPrefixes[0]) && topic.startsWith(statusPrefix)).toBe(true);
      expect(offerFor({ topic, type: 'double', properties: {}, value: 1 })).toBeNull();
    }
  });

  test('acknowledges a coefficient under its own whole name', () => {
    expect(appliedTopic('/Tuning/DragCoefficient')).toBe('/MLtune/Applied/Tuning/DragCoefficient');
    expect(appliedTopic('Tuning/DragCoefficient')).toBe('/MLtune/Applied/Tuning/DragCoefficient');
  });
});
