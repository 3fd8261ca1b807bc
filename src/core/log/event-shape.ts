import { roles, type Opening } from '../aim/family/role.ts';
import type { Coefficient } from '../tuning/coefficient.ts';
import type {
  ComparisonRule,
  Happening,
  MatchLabel,
  RateInterval,
  Settings,
  TrialReason,
  TuningEvent,
  Verdict,
} from '../tuning/events.ts';
import { lengthUnits } from '../tuning/length-unit.ts';
import type { LiveDistance } from '../tuning/live-distance.ts';
import type { EventSource, NamedSource, ShotMapping } from '../tuning/named-source.ts';
import type { NamedNumber, ResultRule, StructSource } from '../tuning/named-source.ts';
import type { SessionReport } from '../tuning/other-session.ts';
import type { Rule } from '../tuning/rules.ts';
import type { Label, MissDirection, Shot, ShotLimits } from '../tuning/shot.ts';
import { addedLater, count, fields, flag, listOf, number, numbers, oneOf } from './shape.ts';
import { orAbsent, orNull, pair, tagged, text, type Shape } from './shape.ts';

const rule = fields<Rule>({ on: flag, shots: number });

const coefficient = fields<Coefficient>({
  topic: text,
  name: text,
  unit: text,
  min: number,
  max: number,
  codeDefault: number,
  step: number,
  maxStep: number,
  integer: flag,
  scale: oneOf('linear', 'log'),
  enabled: flag,
  role: addedLater(orNull(oneOf(...roles))),
  atM: addedLater(orNull(number)),
  table: orAbsent(text),
  own: addedLater(
    fields<Coefficient['own']>({ autotune: orNull(rule), autoAdvance: orNull(rule) }),
  ),
});

const mapping = fields<ShotMapping>({
  distance: orNull(text),
  distanceUnit: orAbsent(oneOf(...lengthUnits)),
  result: orNull(fields<ResultRule>({ from: text, hit: number, miss: number })),
  missX: orNull(text),
  missY: orNull(text),
  extra: listOf(fields<NamedNumber>({ name: text, from: text })),
});

const namedSource = tagged<NamedSource, 'kind'>('kind', {
  struct: fields<Omit<StructSource, 'kind'>>({ topic: text, enabled: flag, mapping }),
  event: fields<Omit<EventSource, 'kind'>>({
    topic: text,
    enabled: flag,
    change: oneOf('true', 'number', 'any'),
    label: oneOf('hit', 'miss', null),
    mapping,
  }),
});

/** How a session tunes, as a log or a profile has it. */
export const settings = fields<Settings>({
  coefficients: listOf(coefficient),
  autotune: flag,
  shotsPerTrial: number,
  approve: addedLater(flag),
  burst: addedLater(number),
  search: addedLater(oneOf('joint', 'one-at-a-time')),
  autoAdvance: addedLater(rule),
  forceGlobal: addedLater(fields<Settings['forceGlobal']>({ autotune: flag, autoAdvance: flag })),
  distanceM: pair,
  comparison: addedLater(
    tagged<ComparisonRule, 'kind'>('kind', {
      doubt: fields({}),
      never: fields({}),
      every: fields({ trials: number }),
    }),
  ),
  goal: addedLater(orNull(fields<Opening>({ heightM: number, halfOpeningM: number }))),
  bias: addedLater(
    fields<Settings['bias']>({ towards: oneOf('center', 'up', 'down'), amount: number }),
  ),
  limits: fields<ShotLimits>({ distanceM: pair, exitVelocityMps: pair, pitchRad: pair }),
  liveDistance: addedLater(
    fields<LiveDistance>({ topic: text, unit: orNull(oneOf(...lengthUnits)) }),
  ),
  shotSources: addedLater(listOf(namedSource)),
  interlocks: fields<Settings['interlocks']>({ shotLogged: flag, coefficientsUpdated: flag }),
  afterRestart: addedLater(oneOf('ask', 'trial', 'adopt')),
  benchMode: flag,
  seed: number,
});

const label: Shape<Label> = oneOf('hit', 'miss', 'none');
const direction: Shape<MissDirection | null> = oneOf('short', 'long', 'left', 'right', null);

const shot = fields<Shot>({
  id: text,
  source: oneOf('operator', 'record', 'firing-solver', 'struct', 'event'),
  serverUs: orNull(number),
  distanceM: orNull(number),
  values: numbers,
  confirmed: flag,
  label,
  direction,
  missX: orNull(number),
  missY: orNull(number),
  extra: numbers,
  invalid: orNull(text),
  recovered: flag,
  burst: orAbsent(text),
});

const rate = fields<RateInterval>({ mean: number, low: number, high: number });

const verdict = fields<Verdict>({
  best: numbers,
  bestRate: rate,
  baselineRate: rate,
  bands: orAbsent(fields<NonNullable<Verdict['bands']>>({ low: numbers, high: numbers })),
  rows: number,
  model: orAbsent(oneOf('aim', 'general')),
});

const reason = tagged<TrialReason, 'kind'>('kind', {
  chosen: fields({}),
  explore: fields({ topic: text, direction: oneOf('up', 'down'), rate }),
  refine: fields({ rate }),
  compare: fields({ rate }),
});

const match = fields<MatchLabel>({
  event: text,
  type: oneOf('none', 'practice', 'qualification', 'elimination'),
  number,
});

const happening = tagged<Happening, 'type'>('type', {
  settings: fields({ settings }),
  baseline: fields({ values: numbers }),
  shot: fields({ shot }),
  'shot-amended': fields({ shot }),
  label: fields<Omit<Extract<Happening, { readonly type: 'label' }>, 'type'>>({
    shotId: text,
    label,
    direction,
    by: oneOf('operator', 'robot'),
    burst: orAbsent(text),
  }),
  void: fields({ shotId: text }),
  matched: fields({ tap: text, shotId: text }),
  undo: fields({ target: number }),
  trial: fields({
    trial: number,
    kind: oneOf(
      'baseline',
      'proposal',
      'edited',
      'best',
      'code-default',
      'manual',
      'former',
      'other-laptop',
      'restart',
    ),
    values: numbers,
    reason,
    seed: orNull(number),
  }),
  proposal: fields({
    after: number,
    kind: oneOf('proposal', 'best'),
    values: numbers,
    reason,
    seed: orNull(number),
  }),
  'proposal-edited': fields({ topic: text, value: number }),
  'proposal-accepted': fields({}),
  'proposal-refused': fields({}),
  'proposal-reopened': fields({}),
  'proposal-withdrawn': fields({
    why: oneOf('settings', 'other-values', 'turn', 'finished', 'robot-values', 'restart'),
  }),
  pinned: fields({ pin: text, name: text, values: numbers }),
  'pin-renamed': fields({ pin: text, name: text }),
  'pin-removed': fields({ pin: text }),
  'pin-returned': fields({ pin: text }),
  turn: fields({
    topic: orNull(text),
    why: oneOf('begin', 'success', 'skip', 'back', 'chosen', 'settings'),
  }),
  verdict: fields({ verdict }),
  adjusted: fields({ topic: text, value: number, fits: number }),
  sent: fields({ topic: text, value: number, attempt: number, serverUs: number }),
  confirmed: fields({
    topic: text,
    value: number,
    serverUs: number,
    by: oneOf('acknowledgement', 'shot'),
  }),
  'acknowledged-no-number': fields({ topic: text, said: text, serverUs: number }),
  unconfirmed: fields({ topic: text, value: number }),
  observed: fields({ topic: text, value: number, serverUs: number }),
  'write-conflict': fields({ topic: text, how: oneOf('reverted', 'changing'), value: number }),
  'write-conflict-over': fields({ topic: text }),
  'other-session': fields({
    report: fields<SessionReport>({
      trial: number,
      shots: number,
      trialShots: number,
      baseline: numbers,
      code: numbers,
      best: orNull(numbers),
    }),
  }),
  'took-over': fields({ from: orNull(text), known: flag }),
  asked: fields({}),
  armed: fields({}),
  disarmed: fields({
    cause: oneOf(
      'operator',
      'finished',
      'match',
      'e-stop',
      'connection-lost',
      'hidden',
      'reload',
      'viewer',
    ),
  }),
  hold: fields({ on: flag }),
  finished: fields({ with: oneOf('best', 'baseline', 'as-is') }),
  online: fields({ address: text, serverUs: number }),
  offline: fields({ why: text }),
  'robot-restarted': fields({ serverUs: number }),
  'code-restarted': fields<Omit<Extract<Happening, { readonly type: 'code-restarted' }>, 'type'>>({
    boot: orNull(text),
    sign: orAbsent(
      oneOf('boot', 'weak-default', 'code-value', 'start-stamp', 'topic-id', 'announced-again'),
    ),
  }),
  'restart-answered': fields({ choice: oneOf('best', 'trial', 'adopt') }),
  match: fields({ match: orNull(match) }),
  overridden: fields({}),
  taken: fields({ values: numbers }),
  note: fields({ text }),
});

const place = fields<Pick<TuningEvent, 'seq' | 'atMs'>>({ seq: count, atMs: number });

/** Any event of a session's log. A new kind of event does not compile before it has its shape here. */
export const tuningEvent: Shape<TuningEvent> = (value, at) =>
  place(value, at) ?? happening(value, at);
