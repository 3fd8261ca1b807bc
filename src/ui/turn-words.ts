import type { TurnProgress } from '../core/tuning/turn-over.ts';
import type { IconName } from './controls/icons.ts';
import { shots } from './text.ts';

/** Where a coefficient is in a round of turns. */
export type TurnPlace = 'had' | 'now' | 'to-come';

/** A coefficient's place as picture and words, with what a tap on it does. */
export function placeWords(place: TurnPlace): { readonly icon: IconName; readonly words: string } {
  switch (place) {
    case 'had':
      return { icon: 'check', words: 'has had its turn. Go back to it' };
    case 'now':
      return { icon: 'resume', words: 'its turn' };
    case 'to-come':
      return { icon: 'proposed', words: 'to come. Go to it now' };
  }
}

/** How far the coefficient whose turn it is has come, and when the next one has its turn. */
export function progressWords({ rule, shots: own, hits, needed }: TurnProgress): string {
  const sofar = own === 0 ? 'No shots of its own yet.' : `${hits} of ${shots(own)} of its own hit.`;
  return rule.on
    ? `${sofar} Handed on at ${needed} of its last ${rule.shots}.`
    : `${sofar} Handed on by Skip.`;
}

/** What is said instead while no coefficient has its turn. */
export const noTurnWords = (complete: boolean): string =>
  complete
    ? 'All have had their turn. Next begins a new round; a tap on one goes back to it.'
    : 'The first one has its turn once the tuner is armed and has read the values.';
