import type { Settings } from '../../core/tuning/events.ts';
import type { GateReason } from '../../core/tuning/gate.ts';
import type { SettingsFault } from '../../core/tuning/settings.ts';
import { unknownWiring, type Wiring } from '../../core/tuning/wiring.ts';
import { cardOf, cards, differsOn, type Card, type Mark } from './cards.ts';

/** How far a card is, and that in a few words. */
export interface CardState {
  readonly mark: Mark;
  readonly words: string;
}

/** All that the state of a card depends on. */
export interface CardFacts {
  readonly demo: boolean;
  readonly link: 'idle' | 'connecting' | 'online';
  /** Where it is connected to, or looks; null while idle. */
  readonly host: string | null;
  /** Whether looking for the robot met something that is to be mended. */
  readonly stuck: boolean;
  /** Whether the robot that answered is another team's. */
  readonly stranger: boolean;
  /** The settings that hold; null before there are any. */
  readonly held: Settings | null;
  /** What is saved and what is typed, as the same form says them. */
  readonly saved: Settings;
  readonly typed: Settings;
  readonly faults: readonly SettingsFault[];
  readonly wirings: Readonly<Record<string, Wiring>>;
  /** Topics that others keep setting. */
  readonly conflicts: Readonly<Record<string, unknown>>;
  /** Tuned coefficients that nothing can be written to, by topic. */
  readonly closed?: Readonly<Record<string, unknown>>;
  /** Whether the robot tells of its shots by itself. */
  readonly tellsShots: boolean;
  /** What a tap is logged with, m; null while nobody told. */
  readonly distanceM: number | null;
  /** Why it can't be armed; null when it can. */
  readonly bar: GateReason | null;
  readonly skipped: readonly string[];
}

const done = (words: string): CardState => ({ mark: 'done', words });
const toDo = (words: string): CardState => ({ mark: 'to-do', words });
const attention = (words: string): CardState => ({ mark: 'attention', words });

/** How far each card is. */
export function cardStates(facts: CardFacts): Readonly<Record<Card, CardState>> {
  const entries = cards.map((card) => [card, passedOver(card, stateOf(card, facts), facts)]);
  return Object.fromEntries(entries) as Record<Card, CardState>;
}

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

function passedOver(card: Card, state: CardState, facts: CardFacts): CardState {
  const passed =
    state.mark === 'to-do' &&
    facts.skipped.includes(card) &&
    !differsOn(card, facts.saved, facts.typed);
  return passed ? { mark: 'skipped', words: 'Skipped' } : state;
}

/** What the form says of a card before anything else counts; null where it says nothing. */
function typedState(card: Card, { faults, saved, typed }: CardFacts): CardState | null {
  const nothingYet = typed.coefficients.length === 0;
  const own = faults.filter(
    (fault) => cardOf(fault) === card && !(nothingYet && fault.kind === 'no-coefficients'),
  );
  if (own.length > 0) return attention(`${count(own.length, 'thing')} to mend`);
  return differsOn(card, saved, typed) ? toDo('Not saved yet') : null;
}

function stateOf(card: Card, facts: CardFacts): CardState {
  switch (card) {
    case 'robot':
      return robotState(facts);
    case 'what':
      return typedState(card, facts) ?? whatState(facts);
    case 'shots':
      return typedState(card, facts) ?? shotsState(facts);
    case 'wiring':
      return wiringState(facts);
    case 'goal':
      return typedState(card, facts) ?? goalState(facts);
  }
}

function robotState({ demo, link, host, stuck, stranger }: CardFacts): CardState {
  switch (link) {
    case 'online':
      if (demo) return done('The demo robot');
      return stranger ? attention('Another team’s robot') : done(`Connected to ${host}`);
    case 'connecting':
      return stuck ? attention('Not reached yet') : toDo('Looking for it');
    case 'idle':
      return toDo('Not connected');
  }
}

const on = (settings: Settings | null) =>
  (settings?.coefficients ?? []).filter(({ enabled }) => enabled);

function whatState({ held }: CardFacts): CardState {
  const tuned = on(held).length;
  return tuned === 0 ? toDo('Nothing chosen yet') : done(count(tuned, 'value'));
}

function shotsState({ typed, tellsShots, distanceM, link }: CardFacts): CardState {
  const named = typed.shotSources.length;
  if (named > 0) return done(`Read from ${count(named, 'topic')}`);
  if (tellsShots) return done('The robot tells them');
  if (link !== 'online') return toDo('Not known yet');
  return distanceM === null ? toDo('Taps need a distance') : done('You tap them');
}

function wiringState({ held, link, wirings, conflicts, closed = {} }: CardFacts): CardState {
  const tuned = on(held);
  if (tuned.length === 0) return toDo('After what to tune');
  if (link !== 'online') return toDo('Needs the robot');
  const barred = Object.keys(closed).length;
  if (barred > 0) return attention(`${barred} of ${tuned.length} can’t be written`);
  const known = tuned.map(({ topic }) => wirings[topic] ?? unknownWiring);
  const taken = tuned.filter(({ topic }) => Object.hasOwn(conflicts, topic)).length;
  if (taken > 0) return attention(`${taken} of ${tuned.length} set by others`);
  const unread = known.filter(({ read }) => read === 'no').length;
  if (unread > 0) return attention(`${unread} of ${tuned.length} not read`);
  const shared = known.filter(({ otherWriters }) => otherWriters.length > 0).length;
  if (shared > 0) return attention(`${shared} of ${tuned.length} written twice`);
  if (known.every(({ read }) => read === 'yes')) return done('The robot reads all');
  return { mark: 'skipped', words: 'Not told by this robot' };
}

function goalState({ bar, typed }: CardFacts): CardState {
  if (bar === 'robot-unknown') return attention('Robot state unknown');
  if (typed.goal === null) return toDo('No goal given');
  return done(`Goal at ${typed.goal.heightM} m`);
}
