import type { ModelKind } from '../bayes-opt/request.ts';

/** Log probability that each model gave a row's label before it knew it; null where the general one was not asked. */
export interface ForetoldRow {
  readonly aim: number;
  readonly general: number | null;
}

/** The model that speaks, and by how many nats it foretold the judged shots better than the other; below 0 when it is kept though behind. */
export interface Choice {
  readonly kind: ModelKind;
  readonly leadNats: number;
}

/** Shots that are judged, the newest that both models foretold: old ones say how fast a model learned, not how well it knows. */
const judgedRows = 40;
/** Lead the other model needs to take over: a lucky streak of that length is one in 150. */
const takeoverNats = 5;
/** Rows and lead of the aim model from which the other need hardly be asked. */
const doubtRows = 40;
const doubtNats = 15;

/**
 * Which model to believe, by the log score of what each foretold. Source: Dawid, JRSS A 147 (1984).
 * @param home the model that is believed until the other leads clearly, and again as soon as it leads itself.
 */
export function chosenModel(foretold: readonly ForetoldRow[], home: ModelKind): Choice {
  const leads: number[] = [];
  let lead = 0;
  let isHome = true;
  for (const { aim, general } of foretold) {
    if (general === null) continue;
    const gain = home === 'aim' ? aim - general : general - aim;
    leads.push(gain);
    lead += gain - (leads.at(-1 - judgedRows) ?? 0);
    isHome = isHome ? lead >= -takeoverNats : lead > 0;
  }
  const away = home === 'aim' ? 'general' : 'aim';
  return isHome ? { kind: home, leadNats: lead } : { kind: away, leadNats: -lead };
}

/** Whether the aim model is so far ahead after `rows` rows that the general one can be left alone. */
export function isBeyondDoubt(foretold: readonly ForetoldRow[], rows: number): boolean {
  const { kind, leadNats } = chosenModel(foretold, 'aim');
  return rows >= doubtRows && kind === 'aim' && leadNats > doubtNats;
}
