import { getContext, setContext } from 'svelte';
import { letterOn, type OwnLetters } from './letters.ts';

const place = Symbol('letters');

/** How the operator has the letter keys: which are their own; null while letters are no keys. */
type LettersNow = () => OwnLetters | null;

/** Tells everything below how the letter keys are. */
export const tellLetters = (now: LettersNow): void => {
  setContext(place, now);
};

/** How the key for an act is written on its button; empty where it has none. Where nobody tells, all are as usual. */
export function letterHint(): (act: string) => string {
  const now = getContext<LettersNow | undefined>(place);
  return (act) => {
    const own = now === undefined ? {} : now();
    return own === null ? '' : letterOn(act, own);
  };
}
