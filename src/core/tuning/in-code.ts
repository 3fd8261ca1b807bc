import type { Coefficient, Values } from './coefficient.ts';
import type { TuningEvent } from './events.ts';
import { own } from './own.ts';
import type { InCode, TuningState } from './state.ts';
import { onRobot } from './values.ts';

/** WPILib's preferences outlive the program: what they are at its beginning is not what the code says. */
const persistent = '/Preferences/';

/** What is known of robot code after one more event; `before` is the state before it. */
export function inCodeAfter(before: TuningState, event: TuningEvent): InCode {
  const known = before.inCode;
  if (event.type === 'observed' || event.type === 'confirmed') {
    const { topic, value } = event;
    // What the laptop that tuned before has said of the code is older than what this one reads first.
    const isSaid = own(before.otherSession?.code ?? {}, topic) !== undefined;
    const first = (own(before.known, topic) ?? []).length === 0 && !isSaid;
    return first ? withTold(known, { [topic]: value }) : known;
  }
  // Any other sign makes everything be read again.
  if (event.type === 'code-restarted' && event.boot !== null)
    return withTold(known, toldSinceOnline(before));
  if (event.type === 'taken') {
    const takenBack = Object.keys(event.values).length === 0;
    return takenBack
      ? { ...known, said: {}, seen: {} }
      : { ...known, said: { ...known.said, ...event.values }, seen: robotsValues(before) };
  }
  return known;
}

/** The value that robot code has, as far as is known; null where it is not. */
export function inCode(state: TuningState, topic: string): number | null {
  const { said, told } = state.inCode;
  return own(said, topic) ?? own(told, topic) ?? own(state.baseline ?? {}, topic) ?? null;
}

/** The coefficients whose value on the robot is not in its code, unless the operator knows of it already. */
export function onlyOnRobot(state: TuningState): readonly Coefficient[] {
  return (state.settings?.coefficients ?? []).filter(({ topic }) => {
    const there = onRobot(state, topic);
    const coded = inCode(state, topic);
    if (there === undefined || coded === null) return false;
    const seen = own(state.inCode.seen, topic);
    return !isSame(there, coded) && !(seen !== undefined && isSame(there, seen));
  });
}

/** Whether two values are one as far as a topic of type `float` can tell. */
export const isSame = (a: number, b: number): boolean => Math.fround(a) === Math.fround(b);

/** The robot knows better than the operator what its code has. */
function withTold(inCode: InCode, told: Values): InCode {
  const news = Object.entries(told).filter(
    ([topic]) => !(topic.startsWith(persistent) && own(inCode.told, topic) !== undefined),
  );
  if (news.length === 0) return inCode;
  return {
    told: { ...inCode.told, ...Object.fromEntries(news) },
    said: without(inCode.said, news),
    seen: without(inCode.seen, news),
  };
}

const without = (values: Values, told: readonly (readonly [string, number])[]): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([topic]) => !told.some(([other]) => other === topic)),
  );

/** What the robot had when it was back and nothing had been sent yet: a code that began anew told its defaults then. */
function toldSinceOnline({ known, lastOnline }: TuningState): Values {
  const onlineUs = lastOnline?.serverUs ?? 0;
  return Object.fromEntries(
    Object.entries(known).flatMap(([topic, entries]) => {
      const firstSent = entries.findIndex(
        ({ by, serverUs }) => by === 'sent' && serverUs > onlineUs,
      );
      const last = firstSent < 0 ? entries.at(-1) : entries[firstSent - 1];
      return last === undefined ? [] : [[topic, last.value]];
    }),
  );
}

const robotsValues = (state: TuningState): Values =>
  Object.fromEntries(
    Object.keys(state.known).flatMap((topic) => {
      const value = onRobot(state, topic);
      return value === undefined ? [] : [[topic, value]];
    }),
  );
