import { keyTable, type KeyAct } from './keys.ts';

/** What a letter key asks of the page rather than of the session: to go somewhere, and to fetch something. */
export type PageAct =
  | 'next-view'
  | 'previous-view'
  | 'connect'
  | 'simulator'
  | 'demo'
  | 'export-shots'
  | 'export-session'
  | 'continue-here'
  | 'to-current'
  | 'shoot'
  | 'truth'
  | 'leave';

interface Entry {
  readonly key: string;
  readonly act: PageAct;
  readonly words: string;
}

/** The letter keys of the page: with them all can be reached without Space and Enter, which are the Driver Station's. */
export const pageKeys: readonly Entry[] = [
  { key: 'j', act: 'next-view', words: 'the next view' },
  { key: 'k', act: 'previous-view', words: 'the view before' },
  { key: 'c', act: 'connect', words: 'connect to the robot whose team or address was typed' },
  { key: 'z', act: 'simulator', words: 'first screen: use the simulated robot' },
  { key: 'd', act: 'demo', words: 'first screen: try the demo robot' },
  { key: 'e', act: 'export-shots', words: 'export the shots as CSV' },
  { key: 'w', act: 'export-session', words: 'export the session as JSON' },
  { key: 'g', act: 'continue-here', words: 'old session: continue here' },
  { key: 'o', act: 'to-current', words: 'old session: back to the current one' },
];

/** Those that do something only with the demo robot. */
export const demoKeys: readonly Entry[] = [
  { key: 'f', act: 'shoot', words: 'demo robot: shoot' },
  { key: 't', act: 'truth', words: 'demo robot: reveal the truth' },
  { key: 'l', act: 'leave', words: 'demo robot: leave it' },
];

/** All letter keys. */
export const allKeys: readonly {
  readonly key: string;
  readonly act: KeyAct | PageAct;
  readonly words: string;
}[] = [...keyTable, ...pageKeys, ...demoKeys];

/** Whether an act is one of the page. */
export const isPageAct = (act: KeyAct | PageAct): act is PageAct =>
  [...pageKeys, ...demoKeys].some((entry) => entry.act === act);
