import type { Shelf, ShelfFinds } from '../../core/tuning/browse.ts';

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
