import type { Shelf, ShelfFinds } from '../../core/tuning/browse.ts';
import { isOutput } from '../../core/tuning/program-outputs.ts';
import { otherSpelling } from '../../core/tuning/topic-name.ts';

const names: Readonly<Record<Shelf, string>> = {
  tunables: 'Tunables',
  preferences: 'Preferences',
  dashboard: 'SmartDashboard',
  other: 'Everything else',
};

/** Where the robot keeps them. */
export const shelfWords = (shelf: Shelf): string => names[shelf];

/** What is not listed, and how to find it. */
export function moreWords({
  finds,
  more,
}: { readonly finds: readonly unknown[] } & Pick<ShelfFinds, 'more'>): string {
  const count = `${more.toLocaleString('en')} ${finds.length > 0 ? 'more' : more === 1 ? 'number' : 'numbers'}`;
  return `${count}: search for a part of the name.`;
}

/** Why some numbers of that name are not offered. */
export const outputsWords = (count: number): string =>
  count === 1
    ? '1 number of that name is an output of the program: writing it changes nothing.'
    : `${count.toLocaleString('en')} numbers of that name are outputs of the program: writing them changes nothing.`;

/** What a person should know who types the name of a number; empty for nothing. */
export function hintWords(topic: string, isThere: (topic: string) => boolean): string {
  return isOutput(topic)
    ? 'This is an output of the program: writing it changes nothing.'
    : spellingWords(topic, isThere);
}

/** Says so where the robot has the topic only with, or only without, the slash at its beginning; empty for nothing. */
export function spellingWords(topic: string, isThere: (topic: string) => boolean): string {
  const other = otherSpelling(topic);
  return isThere(topic) || !isThere(other)
    ? ''
    : `The robot has ${other}, and not this one: with and without the slash they are two topics.`;
}
