import { expect, test } from 'vitest';
import { sideKickButtons } from '../../../src/core/tuning/named-source.ts';
import { offerFor } from '../../../src/core/tuning/offer.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { SettingsEditor } from '../../../src/ui/setup/settings-editor.svelte.ts';
import { coefficient, drag, settings, turns, twoCoefficients } from '../tuning/bench.ts';

test('what is saved comes back unchanged, and is no change', () => {
  const saved = settings({
    coefficients: [
      coefficient({
        role: 'speed-knot',
        atM: 3.5,
        own: { autotune: { on: false, shots: 4 }, autoAdvance: { on: true, shots: 20 } },
      }),
      ...twoCoefficients.slice(1),
    ],
    search: 'one-at-a-time',
    autoAdvance: { on: true, shots: 12 },
    forceGlobal: { autotune: true, autoAdvance: false },
    comparison: { kind: 'every', trials: 5 },
    bias: { towards: 'down', amount: 0.35 },
    approve: true,
    burst: 12,
    goal: { heightM: 2.64, halfOpeningM: 0.49 },
    shotSources: [
      ...sideKickButtons,
      {
        kind: 'struct',
        topic: '/Shooter/Shot',
        enabled: false,
        mapping: {
          distance: 'distance',
          result: { from: 'result', hit: 2, miss: 1 },
          missX: null,
          missY: 'error.y',
          extra: [{ name: 'rpm', from: 'rpm[0]' }],
        },
      },
    ],
  });
  const editor = new SettingsEditor(saved);
  expect(editor.changed).toBe(false);
  expect(editor.settings).toEqual(saved);
  expect(editor.faults).toEqual([]);
});

test('bursts switched off keep the number that was typed, and have no fault', () => {
  const editor = new SettingsEditor(settings({ burst: 12 }));
  editor.draft.burstShots = 'x';
  expect(editor.faults).toEqual([{ kind: 'burst-size' }]);
  editor.draft.bursts = false;
  expect(editor.settings.burst).toBe(0);
  expect(editor.faults).toEqual([]);
  expect(editor.draft.burstShots).toBe('x');
});

test('a goal is none until something of it is typed, and then all of it is asked for', () => {
  const editor = new SettingsEditor(settings());
  expect(editor.settings.goal).toBeNull();
  editor.draft.goalHeightM = '2.3';
  expect(editor.faults).toEqual([{ kind: 'not-a-number', topic: null, field: 'goalOpening' }]);
  editor.draft.halfOpeningM = '0.16';
  expect(editor.settings.goal).toEqual({ heightM: 2.3, halfOpeningM: 0.16 });
  expect(editor.faults).toEqual([]);
});

test('text that is no number is kept as it was typed, and is a fault', () => {
  const editor = new SettingsEditor(settings({ coefficients: [coefficient({ topic: drag })] }));
  editor.draft.coefficients[0]!.min = '0,3x';
  expect(editor.faults).toEqual([{ kind: 'not-a-number', topic: drag, field: 'min' }]);
  expect(editor.changed).toBe(true);
  expect(editor.draft.coefficients[0]!.min).toBe('0,3x');
});

test('new settings show in a draft in which nothing was typed', () => {
  const editor = new SettingsEditor(defaultSettings([], 1));
  const saved = settings({ coefficients: twoCoefficients });
  editor.follow(saved);
  expect(editor.settings).toEqual(saved);
  expect(editor.changed).toBe(false);
});

test('new settings overwrite nothing that was typed', () => {
  const editor = new SettingsEditor(settings({ coefficients: twoCoefficients }));
  editor.draft.shotsPerTrial = '7';
  editor.follow(settings({ coefficients: twoCoefficients, shotsPerTrial: 2 }));
  expect(editor.draft.shotsPerTrial).toBe('7');
  editor.drop();
  expect(editor.draft.shotsPerTrial).toBe('2');
});

test('what the robot offers meanwhile joins a draft that has no coefficients yet', () => {
  const editor = new SettingsEditor(defaultSettings([], 1));
  editor.draft.shotsPerTrial = '3';
  editor.follow(settings({ coefficients: twoCoefficients }));
  expect(editor.settings.coefficients).toEqual(twoCoefficients);
  expect(editor.settings.shotsPerTrial).toBe(3);
});

test('a topic is in the list once, however often it is added', () => {
  const editor = new SettingsEditor(defaultSettings([], 1));
  editor.add(coefficient({ topic: drag }));
  editor.add(coefficient({ topic: drag }));
  editor.addTopic(drag);
  expect(editor.draft.coefficients).toHaveLength(1);
  editor.remove(drag);
  expect(editor.draft.coefficients).toHaveLength(0);
});

test('the order changes by places, stops at its ends, and is what is saved', () => {
  const editor = new SettingsEditor(settings({ coefficients: twoCoefficients }));
  const topics = (): readonly string[] => editor.settings.coefficients.map(({ topic }) => topic);
  editor.move(drag, 1);
  expect(topics()).toEqual([turns, drag]);
  expect(editor.changed).toBe(true);
  editor.move(drag, 5);
  expect(topics()).toEqual([turns, drag]);
  editor.move(drag, -3);
  expect(topics()).toEqual([drag, turns]);
  editor.move('/not/there', 0);
  expect(topics()).toEqual([drag, turns]);
  expect(editor.changed).toBe(false);
});

test('a rule of its own that is switched off is none, and keeps what was typed in it', () => {
  const editor = new SettingsEditor(settings({ coefficients: twoCoefficients }));
  const rule = editor.draft.coefficients[0]!.rules.autotune;
  rule.own = true;
  rule.shots = '6';
  expect(editor.settings.coefficients[0]!.own.autotune).toEqual({ on: true, shots: 6 });
  rule.own = false;
  expect(editor.settings.coefficients[0]!.own.autotune).toBeNull();
  expect(rule.shots).toBe('6');
});

test('at the middle no amount counts, whatever stands in its field', () => {
  const editor = new SettingsEditor(settings());
  editor.draft.biasAmount = 'much';
  expect(editor.settings.bias).toEqual({ towards: 'center', amount: 0 });
  expect(editor.faults).toEqual([]);
  editor.draft.towards = 'up';
  expect(editor.faults).toEqual([{ kind: 'bias-amount' }]);
});

test('a long number is shown by its step, stays exact, and once another is saved nothing is left to save', () => {
  const saved = settings({
    coefficients: [coefficient({ topic: drag, max: 0.9123456789, step: 0.01 })],
  });
  const editor = new SettingsEditor(saved);
  expect(editor.draft.coefficients[0]!.max).toBe('0.912');
  expect(editor.settings.coefficients[0]!.max).toBe(0.9123456789);
  editor.draft.coefficients[0]!.max = '0.8';
  editor.follow(editor.settings);
  expect(editor.changed).toBe(false);
  expect(editor.settings.coefficients[0]!.max).toBe(0.8);
});

test('once it is saved nothing is left to save, though the fields say it in other letters', () => {
  const editor = new SettingsEditor(settings({ burst: 20, coefficients: twoCoefficients }));
  editor.draft.bursts = false;
  editor.draft.shotsPerTrial = '04';
  editor.follow(editor.settings);
  expect(editor.changed).toBe(false);
  expect(editor.draft.shotsPerTrial).toBe('4');
  editor.draft.shotsPerTrial = '04';
  editor.follow(settings({ coefficients: twoCoefficients, shotsPerTrial: 5 }));
  expect(editor.draft.shotsPerTrial).toBe('04');
});

test('a coefficient that is called like another one is added with what tells both apart', () => {
  const editor = new SettingsEditor(settings({ coefficients: [] }));
  editor.add(coefficient({ topic: '/Tuning/Presets/Hub/HoodAngle', name: 'Hood angle' }));
  editor.addTopic('/Tuning/Presets/Tower/HoodAngle');
  expect(editor.draft.coefficients.map(({ name }) => name)).toEqual([
    'Hub hood angle',
    'Tower hood angle',
  ]);
});

test('a number of 0 of which nothing tells the bounds leaves their fields empty, and cannot be saved so', () => {
  const editor = new SettingsEditor(settings({ coefficients: [] }));
  const topic = '/Tuning/Hood/kI';
  editor.add(offerFor({ topic, type: 'double', properties: {}, value: 0 })!.coefficient);
  const [draft] = editor.draft.coefficients;
  expect(draft).toMatchObject({ min: '0', max: '', step: '', codeDefault: '0' });
  expect(editor.faults).toEqual([{ kind: 'not-a-number', topic, field: 'max' }]);
  draft!.max = '0.5';
  expect(editor.faults).toEqual([]);
  expect(editor.settings.coefficients[0]).toMatchObject({ min: 0, max: 0.5, step: 0.001 });
});
