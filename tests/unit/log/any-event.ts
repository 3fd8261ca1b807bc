import fc from 'fast-check';

import { roles } from '../../../src/core/aim/family/role.ts';
import { lengthUnits } from '../../../src/core/tuning/length-unit.ts';
import type { Happening, RateInterval, TuningEvent } from '../../../src/core/tuning/events.ts';
import type {
  EventSource,
  ShotMapping,
  StructSource,
} from '../../../src/core/tuning/named-source.ts';
import type { Shot, ShotSource } from '../../../src/core/tuning/shot.ts';

/** Any number, with those that JSON and CSV like to lose more often than chance brings them. */
const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Infinity, -Infinity, 5e-324));
/** Any text: unicode, line ends, quotes, and what a spreadsheet would run. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '=1+1',
    "'=1",
    '-5',
    '@x',
    'a,b',
    'a "b"\r\nc',
    'é ✓ 射',
    '\uFEFF',
    '\t',
    '$number',
  ),
);
const values = fc.dictionary(fc.oneof(anyText, fc.constant('/Tuning/Drag')), number, {
  maxKeys: 4,
});
const label = fc.constantFrom('hit' as const, 'miss' as const, 'none' as const);
const direction = fc.constantFrom(
  'short' as const,
  'long' as const,
  'left' as const,
  'right' as const,
  null,
);
const pair = fc.tuple(number, number);
const rate: fc.Arbitrary<RateInterval> = fc.record({ mean: number, low: number, high: number });

/** Any shot. */
export const anyShot: fc.Arbitrary<Shot> = fc.record(
  {
    id: anyText,
    source: fc.constantFrom<ShotSource>('operator', 'record', 'firing-solver', 'struct', 'event'),
    serverUs: fc.option(number),
    distanceM: fc.option(number),
    values,
    confirmed: fc.boolean(),
    label,
    direction,
    missX: fc.option(number),
    missY: fc.option(number),
    extra: values,
    invalid: fc.option(anyText),
    recovered: fc.boolean(),
    burst: anyText,
  },
  {
    requiredKeys: [
      'id',
      'source',
      'serverUs',
      'distanceM',
      'values',
      'confirmed',
      'label',
      'direction',
      'missX',
      'missY',
      'extra',
      'invalid',
      'recovered',
    ],
  },
);

const mapping: fc.Arbitrary<ShotMapping> = fc.record(
  {
    distance: fc.option(anyText),
    distanceUnit: fc.constantFrom(...lengthUnits),
    result: fc.option(fc.record({ from: anyText, hit: number, miss: number })),
    missX: fc.option(anyText),
    missY: fc.option(anyText),
    extra: fc.array(fc.record({ name: anyText, from: anyText }), { maxLength: 2 }),
  },
  { requiredKeys: ['distance', 'result', 'missX', 'missY', 'extra'] },
);
const shotSource = fc.oneof(
  fc.record<StructSource>({
    kind: fc.constant('struct'),
    topic: anyText,
    enabled: fc.boolean(),
    mapping,
  }),
  fc.record<EventSource>({
    kind: fc.constant('event'),
    topic: anyText,
    enabled: fc.boolean(),
    change: fc.constantFrom('true', 'number', 'any'),
    label: fc.constantFrom('hit', 'miss', null),
    mapping,
  }),
);

const rule = fc.record({ on: fc.boolean(), shots: number });
const anyCoefficient = fc.record({
  topic: anyText,
  name: anyText,
  unit: anyText,
  min: number,
  max: number,
  codeDefault: number,
  step: number,
  maxStep: number,
  integer: fc.boolean(),
  scale: fc.constantFrom('linear' as const, 'log' as const),
  enabled: fc.boolean(),
  role: fc.constantFrom(...roles, null),
  atM: fc.option(number),
  own: fc.record({ autotune: fc.option(rule), autoAdvance: fc.option(rule) }),
});
const coefficient = fc.oneof(
  anyCoefficient,
  fc.tuple(anyCoefficient, anyText).map(([entry, table]) => ({ ...entry, table })),
);

/** Any label of a match. */
export const anyMatch = fc.record({
  event: anyText,
  type: fc.constantFrom(
    'none' as const,
    'practice' as const,
    'qualification' as const,
    'elimination' as const,
  ),
  number,
});

const reason = fc.oneof(
  fc.constant({ kind: 'chosen' as const }),
  fc.record({ kind: fc.constantFrom('refine', 'compare'), rate }),
  fc.record({
    kind: fc.constant('explore' as const),
    topic: anyText,
    direction: fc.constantFrom('up' as const, 'down' as const),
    rate,
  }),
);
/** Few, so that they meet. */
const pin = fc.constantFrom('pin-1', 'pin-2', '__proto__');

type Rest<K extends Happening['type']> = Omit<Extract<Happening, { readonly type: K }>, 'type'>;

const rests: { readonly [K in Happening['type']]: fc.Arbitrary<Rest<K>> } = {
  settings: fc.record({
    settings: fc.record({
      coefficients: fc.array(coefficient, { maxLength: 2 }),
      autotune: fc.boolean(),
      shotsPerTrial: number,
      approve: fc.boolean(),
      burst: number,
      search: fc.constantFrom('joint', 'one-at-a-time'),
      autoAdvance: rule,
      forceGlobal: fc.record({ autotune: fc.boolean(), autoAdvance: fc.boolean() }),
      distanceM: pair,
      goal: fc.option(fc.record({ heightM: number, halfOpeningM: number })),
      comparison: fc.oneof(
        fc.constantFrom({ kind: 'doubt' as const }, { kind: 'never' as const }),
        fc.record({ kind: fc.constant('every' as const), trials: number }),
      ),
      bias: fc.record({ towards: fc.constantFrom('center', 'up', 'down'), amount: number }),
      limits: fc.record({ distanceM: pair, exitVelocityMps: pair, pitchRad: pair }),
      liveDistance: fc.record({
        topic: anyText,
        unit: fc.option(fc.constantFrom(...lengthUnits)),
      }),
      shotSources: fc.array(shotSource, { maxLength: 2 }),
      interlocks: fc.record({ shotLogged: fc.boolean(), coefficientsUpdated: fc.boolean() }),
      afterRestart: fc.constantFrom('ask' as const, 'trial' as const, 'adopt' as const),
      benchMode: fc.boolean(),
      seed: number,
    }),
  }),
  baseline: fc.record({ values }),
  shot: fc.record({ shot: anyShot }),
  'shot-amended': fc.record({ shot: anyShot }),
  label: fc.record(
    {
      shotId: anyText,
      label,
      direction,
      by: fc.constantFrom('operator' as const, 'robot' as const),
      burst: anyText,
    },
    { requiredKeys: ['shotId', 'label', 'direction', 'by'] },
  ),
  void: fc.record({ shotId: anyText }),
  matched: fc.record({ tap: anyText, shotId: anyText }),
  undo: fc.record({ target: number }),
  trial: fc.record({
    trial: number,
    kind: fc.constantFrom(
      'baseline' as const,
      'proposal' as const,
      'edited' as const,
      'best' as const,
      'restart' as const,
    ),
    values,
    reason,
    seed: fc.option(number),
  }),
  proposal: fc.record({
    after: number,
    kind: fc.constantFrom('proposal', 'best'),
    values,
    reason,
    seed: fc.option(number),
  }),
  'proposal-edited': fc.record({ topic: anyText, value: number }),
  'proposal-accepted': fc.constant({}),
  'proposal-refused': fc.constant({}),
  'proposal-reopened': fc.constant({}),
  'proposal-withdrawn': fc.record({
    why: fc.constantFrom('settings', 'other-values', 'turn', 'finished', 'robot-values', 'restart'),
  }),
  pinned: fc.record({ pin, name: anyText, values }),
  'pin-renamed': fc.record({ pin, name: anyText }),
  'pin-removed': fc.record({ pin }),
  'pin-returned': fc.record({ pin }),
  turn: fc.record({
    topic: fc.option(anyText),
    why: fc.constantFrom('begin', 'success', 'skip', 'back', 'chosen', 'settings'),
  }),
  verdict: fc.record({
    verdict: fc.record(
      {
        best: values,
        bestRate: rate,
        baselineRate: rate,
        rows: number,
        model: fc.constantFrom('aim', 'general'),
      },
      { requiredKeys: ['best', 'bestRate', 'baselineRate', 'rows'] },
    ),
  }),
  adjusted: fc.record({ topic: anyText, value: number, fits: number }),
  sent: fc.record({ topic: anyText, value: number, attempt: number, serverUs: number }),
  confirmed: fc.record({
    topic: anyText,
    value: number,
    serverUs: number,
    by: fc.constantFrom('acknowledgement' as const, 'shot' as const),
  }),
  'acknowledged-no-number': fc.record({ topic: anyText, said: anyText, serverUs: number }),
  unconfirmed: fc.record({ topic: anyText, value: number }),
  observed: fc.record({ topic: anyText, value: number, serverUs: number }),
  'write-conflict': fc.record({
    topic: anyText,
    how: fc.constantFrom('reverted' as const, 'changing' as const),
    value: number,
  }),
  'write-conflict-over': fc.record({ topic: anyText }),
  'other-session': fc.record({
    report: fc.record({
      trial: number,
      shots: number,
      trialShots: number,
      baseline: values,
      code: values,
      best: fc.option(values),
    }),
  }),
  'took-over': fc.record({ from: fc.option(anyText), known: fc.boolean() }),
  overridden: fc.constant({}),
  asked: fc.constant({}),
  armed: fc.constant({}),
  disarmed: fc.record({ cause: fc.constantFrom('operator' as const, 'e-stop' as const) }),
  hold: fc.record({ on: fc.boolean() }),
  finished: fc.record({ with: fc.constantFrom('best' as const, 'as-is' as const) }),
  online: fc.record({ address: anyText, serverUs: number }),
  offline: fc.record({ why: anyText }),
  'code-restarted': fc.record(
    { boot: fc.option(anyText), sign: fc.constantFrom('boot' as const, 'weak-default' as const) },
    { requiredKeys: ['boot'] },
  ),
  'robot-restarted': fc.record({ serverUs: number }),
  'restart-answered': fc.record({ choice: fc.constantFrom('best' as const, 'adopt' as const) }),
  match: fc.record({ match: fc.option(anyMatch) }),
  taken: fc.record({ values }),
  note: fc.record({ text: anyText }),
};

const happening = fc.oneof(
  ...Object.entries(rests).map(([type, rest]) =>
    (rest as fc.Arbitrary<object>).map((fields) => ({ type, ...fields }) as Happening),
  ),
);

/** Any log: every kind of event, in its places. */
export const anyLog: fc.Arbitrary<readonly TuningEvent[]> = fc
  .array(fc.tuple(happening, number), { maxLength: 12 })
  .map((events) => events.map(([what, atMs], seq) => ({ ...what, seq, atMs })));
