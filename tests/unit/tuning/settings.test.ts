import { describe, expect, test } from 'vitest';

import { sessionFromJson, sessionToJson } from '../../../src/core/log/json.ts';
import { foldAll } from '../../../src/core/tuning/fold.ts';
import { aloneInTable, faultsOf } from '../../../src/core/tuning/settings.ts';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import {
  blankMapping,
  sideKickButtons,
  type NamedSource,
  type ShotMapping,
} from '../../../src/core/tuning/named-source.ts';
import type { Settings } from '../../../src/core/tuning/events.ts';
import { coefficient, drag, settings, turns } from './bench.ts';

const faults = (given: Partial<Settings>) => faultsOf(settings(given));
const faultsWith = (given: Partial<Coefficient>) => faults({ coefficients: [coefficient(given)] });

describe('settings', () => {
  test('without a fault can be used', () => {
    expect(faults({})).toEqual([]);
  });

  test.each<[string, Partial<Coefficient>]>([
    ['bounds-reversed', { min: 0.006, max: 0.001 }],
    ['bounds-reversed', { min: 0.003, max: 0.003 }],
    ['default-outside', { codeDefault: 0.01 }],
    ['log-needs-positive', { min: 0, scale: 'log' }],
    ['step-not-positive', { step: 0 }],
    ['max-step-range', { maxStep: 0 }],
    ['max-step-range', { maxStep: 1.5 }],
    ['no-whole-number', { min: 0.2, max: 0.8, codeDefault: 0.5, integer: true }],
    ['topic-name', { topic: '' }],
    ['topic-name', { topic: '$clients' }],
    ['topic-name', { topic: '/' }],
  ])('have a fault, %s, for %j', (kind, given) => {
    expect(faultsWith(given)).toEqual([{ kind, topic: given.topic ?? drag }]);
  });

  test.each(['min', 'max', 'codeDefault', 'step', 'maxStep'] as const)(
    'name the field that is no number: %s',
    (field) => {
      expect(faultsWith({ [field]: Number.NaN })).toEqual([
        { kind: 'not-a-number', topic: drag, field },
      ]);
    },
  );

  test('need something to tune', () => {
    expect(faults({ coefficients: [] })).toEqual([{ kind: 'no-coefficients' }]);
    expect(faultsWith({ enabled: false })).toEqual([{ kind: 'no-coefficients' }]);
  });

  test('name a topic that is there twice once', () => {
    const coefficients = [coefficient(), coefficient(), coefficient()];
    expect(faults({ coefficients })).toEqual([{ kind: 'topic-twice', topic: drag }]);
  });

  test.each([0, -1, 1.5, Number.NaN])('need a whole number of shots: %s', (shotsPerTrial) => {
    expect(faults({ shotsPerTrial })).toEqual([{ kind: 'shots-per-trial' }]);
  });

  test('need distances that go up from more than nothing', () => {
    expect(faults({ distanceM: [5, 2] })).toEqual([{ kind: 'distance-reversed' }]);
    expect(faults({ distanceM: [0, 2] })).toEqual([{ kind: 'distance-reversed' }]);
    expect(faults({ distanceM: [1, Number.NaN] })).toEqual([
      { kind: 'not-a-number', topic: null, field: 'distance' },
    ]);
  });

  test.each([
    ['goal-height', 0, 0.16],
    ['goal-height', 104, 0.16],
    ['goal-opening', 2.3, 0],
    ['goal-opening', 2.3, 24],
    ['goal-too-near', 4, 0.16],
  ])('have a fault, %s, for a goal %s m high and ± %s m', (kind, heightM, halfOpeningM) => {
    expect(faults({ distanceM: [1, 6], goal: { heightM, halfOpeningM } })).toEqual([{ kind }]);
  });

  const speedAt = (atM: number | null, topic = drag) =>
    coefficient({ topic, role: 'speed-knot', atM });

  test('name the entry of a look-up table whose distance is none', () => {
    const faultsAt = (atM: number | null) => faults({ coefficients: [speedAt(atM)] });
    expect(faultsAt(3.5)).toEqual([]);
    for (const none of [null, Number.NaN, Infinity])
      expect(faultsAt(none)).toEqual([{ kind: 'not-a-number', topic: drag, field: 'atM' }]);
    expect(faultsAt(0)).toEqual([]);
    for (const wrong of [-2, 120])
      expect(faultsAt(wrong)).toEqual([{ kind: 'entry-distance', topic: drag }]);
    expect(faultsWith({ role: 'drag', atM: -2 })).toEqual([]);
  });

  test('name both entries of one table that have one distance, and not those of two tables', () => {
    const angle = coefficient({ topic: '/Tuning/Hood', role: 'angle-knot', atM: 3 });
    expect(faults({ coefficients: [speedAt(3), angle, speedAt(4, turns)] })).toEqual([]);
    expect(faults({ coefficients: [speedAt(3), angle, speedAt(3, turns)] })).toEqual([
      { kind: 'entry-twice', topic: drag },
      { kind: 'entry-twice', topic: turns },
    ]);
  });

  test('take tables of which nobody says what they tell apart by their place', () => {
    const at = (topic: string, table?: string): ReturnType<typeof coefficient> =>
      coefficient({ topic, role: 'other-knot', atM: 3, ...(table === undefined ? {} : { table }) });
    expect(faults({ coefficients: [at(drag, '/Hood/#'), at(turns, '/Tof/#')] })).toEqual([]);
    expect(faults({ coefficients: [at(drag), at(turns)] })).toHaveLength(2);
    expect(aloneInTable(at(drag, '/Hood/#'), [at(drag, '/Hood/#'), at(turns, '/Tof/#')])).toBe(
      true,
    );
  });

  test('tell of an entry that is alone in its table', () => {
    const angle = coefficient({ topic: '/Tuning/Hood', role: 'angle-knot', atM: 3 });
    const other = speedAt(4, turns);
    expect(aloneInTable(speedAt(3), [speedAt(3), other, angle])).toBe(false);
    expect(aloneInTable(speedAt(3), [speedAt(3), { ...other, enabled: false }])).toBe(true);
    expect(aloneInTable(angle, [speedAt(3), other, angle])).toBe(true);
    expect(aloneInTable(coefficient(), [coefficient()])).toBe(false);
  });

  test('can have a goal, and name what of it is no number', () => {
    expect(faults({ goal: { heightM: 2.64, halfOpeningM: 0.49 } })).toEqual([]);
    expect(faults({ goal: { heightM: Number.NaN, halfOpeningM: Infinity } })).toEqual([
      { kind: 'not-a-number', topic: null, field: 'goalHeight' },
      { kind: 'not-a-number', topic: null, field: 'goalOpening' },
    ]);
  });

  const struct: NamedSource = {
    kind: 'struct',
    topic: '/Shooter/Shot',
    enabled: true,
    mapping: { ...blankMapping, distance: 'distance', result: { from: 'hit', hit: 1, miss: 0 } },
  };
  const event: NamedSource = { ...sideKickButtons[0]!, topic: '/Shooter/Count' };
  const mappedTo = <T extends NamedSource>(source: T, mapping: Partial<ShotMapping>): T => ({
    ...source,
    mapping: { ...source.mapping, ...mapping },
  });

  test('can name structs and events as sources of shots', () => {
    expect(faults({ shotSources: [struct, event, ...sideKickButtons] })).toEqual([]);
  });

  test.each<[string, NamedSource]>([
    ['source-topic', { ...struct, topic: '$clients' }],
    ['source-topic', { ...event, topic: '/' }],
    ['source-from', mappedTo(struct, { missX: '' })],
    ['source-from', mappedTo(event, { distance: '' })],
    ['source-result', mappedTo(struct, { result: { from: 'hit', hit: 1, miss: 1 } })],
    ['source-result', mappedTo(struct, { result: { from: 'hit', hit: Number.NaN, miss: 1 } })],
    ['source-result-twice', mappedTo(event, { result: { from: '/Hit', hit: 1, miss: 0 } })],
    ['source-extra', mappedTo(struct, { extra: [{ name: '', from: 'x' }] })],
    [
      'source-extra',
      mappedTo(struct, {
        extra: [
          { name: 'a', from: 'x' },
          { name: 'a', from: 'y' },
        ],
      }),
    ],
  ])('have a fault, %s, for a source: %j', (kind, source) => {
    expect(faults({ shotSources: [source] })).toMatchObject([{ kind, source: source.topic }]);
  });

  test.each([
    [{ kind: 'every', trials: 1 }, 1],
    [{ kind: 'every', trials: 2.5 }, 1],
    [{ kind: 'every', trials: Number.NaN }, 1],
    [{ kind: 'every', trials: 2 }, 0],
    [{ kind: 'never' }, 0],
  ] as const)('compare one trial in at least two, a whole number: %j', (comparison, count) => {
    expect(faults({ comparison })).toEqual(
      Array.from({ length: count }, () => ({ kind: 'comparison-trials' })),
    );
  });

  test('name a source that is there twice, of whichever kind, once', () => {
    const both = [struct, { ...event, topic: struct.topic }, struct];
    expect(faults({ shotSources: both })).toEqual([{ kind: 'source-twice', source: struct.topic }]);
  });

  test('of a log from before there were goals, roles, tables, named sources and comparisons say nothing of them', () => {
    const goal = { heightM: 2.3, halfOpeningM: 0.16 };
    const now = settings({ goal, coefficients: [coefficient({ role: 'speed-knot', atM: 3 })] });
    const stored = JSON.parse(JSON.stringify(now)) as Settings;
    Reflect.deleteProperty(stored, 'goal');
    for (const name of ['shotSources', 'comparison']) Reflect.deleteProperty(stored, name);
    for (const name of ['role', 'atM']) Reflect.deleteProperty(stored.coefficients[0]!, name);
    const read = foldAll([{ seq: 0, atMs: 0, type: 'settings', settings: stored }]);
    expect(read.settings).toEqual({ ...now, goal: null, coefficients: [coefficient()] });
    const file = sessionToJson({ id: 'a', name: 'b', createdMs: 0, events: [] }).replace(
      '[\n\n]',
      `[${JSON.stringify({ seq: 0, atMs: 0, type: 'settings', settings: stored })}]`,
    );
    expect(sessionFromJson(file).ok).toBe(true);
  });
});
