import type { TuningSession } from '../session/tuning-session.svelte.ts';

/** What a session is called now: the list knows a name that was given after it was opened. */
export function nameOf(
  { header }: Pick<TuningSession, 'header'>,
  listed: readonly { readonly id: string; readonly name: string }[],
): string {
  return listed.find(({ id }) => id === header.id)?.name ?? header.name;
}
