import type { Workbench } from '../../session/workbench.svelte.ts';

/** What the page remembers of the plots: which are folded, and what they show. */
export type PlotMemory = Pick<Workbench['preferences'], 'get' | 'set'>;

/** What was chosen last under a name; `otherwise` where nothing was that is still among the options. */
export function chosenBefore(
  memory: PlotMemory,
  name: string,
  options: readonly string[],
  otherwise: string,
): string {
  const value = memory.get('plots')[name];
  return value !== undefined && options.includes(value) ? value : otherwise;
}

/** Remembers a choice. */
export function remember(memory: PlotMemory, name: string, value: string): void {
  memory.set('plots', { ...memory.get('plots'), [name]: value });
}
