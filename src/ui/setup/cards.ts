import type { Settings } from '../../core/tuning/events.ts';
import type { SettingsFault } from '../../core/tuning/settings.ts';

/** The cards of Setup, in the order in which a team needs them first. Each can be opened at any time. */
export const cards = ['robot', 'what', 'shots', 'wiring', 'goal'] as const;
export type Card = (typeof cards)[number];

/** What can be open in Setup: a card, or what belongs to this page and to no robot. */
const pages = [...cards, 'page'] as const;
export type Page = (typeof pages)[number];

/** How far a card is. `skipped` is also what can't be checked with this robot. */
export type Mark = 'done' | 'to-do' | 'attention' | 'skipped';

/** The card on which a fault is mended. */
export function cardOf(fault: SettingsFault): 'what' | 'shots' | 'goal' {
  if ('source' in fault || fault.kind === 'live-distance-topic') return 'shots';
  return fault.kind === 'no-coefficients' || ('topic' in fault && fault.topic !== null)
    ? 'what'
    : 'goal';
}

/** Whether what a card says of the settings differs between the two. */
export function differsOn(card: Card, one: Settings, other: Settings): boolean {
  return JSON.stringify(partOf(card, one)) !== JSON.stringify(partOf(card, other));
}

function partOf(
  card: Card,
  { coefficients, shotSources, liveDistance, ...rest }: Settings,
): unknown {
  switch (card) {
    case 'robot':
    case 'wiring':
      return null;
    case 'what':
      return coefficients;
    case 'shots':
      return { shotSources, liveDistance };
    case 'goal':
      return rest;
  }
}

/** The card after this one; null after the last. */
export const cardAfter = (card: Card): Card | null => cards[cards.indexOf(card) + 1] ?? null;

/** The page of Setup that an address such as `#/setup/robot` leads to; null for none. */
export const linkedPage = (hash: string): Page | null =>
  pages.find((page) => hash === `#/setup/${page}`) ?? null;

/** What is open at first: what was left, else the first card with something to do, else what is tuned. */
export function openedFirst(left: string, marks: Readonly<Record<Card, Mark>>): Page {
  return (
    pages.find((page) => page === left) ??
    cards.find((card) => marks[card] === 'to-do' || marks[card] === 'attention') ??
    'what'
  );
}
