import type { StructSource } from '../../core/tuning/named-source.ts';
import { StructShots, type StructTold } from '../../core/tuning/struct-shots.ts';
import { structSchemaPrefix } from '../contract.ts';
import type { Sample } from '../robot-link.ts';
import type { StopTimer, Ticker } from '../ticker.ts';
import type { ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends, ms. */
const periodMs = 20;

/** A schema that has not come so long after the value that needs it is not going to, ms. */
const schemaPatienceMs = 1000;

/** The text of a schema: bytes as a rule. */
export function schemaTextOf(value: Sample['value']): string | null {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return typeof value === 'string' ? value : null;
}

/** The shots of a robot that publishes each as a struct of its own, read by the schemas that it publishes too. */
export function structSource(
  source: StructSource,
  ticker: Ticker,
  wallMs: () => number,
): ShotSource {
  const { topic } = source;
  return {
    start(link, { deliver, complain }) {
      const shots = new StructShots(source);
      const complained = new Set<string>();
      let stopTimer: StopTimer | null = null;

      const say = (detail: string): void => {
        if (complained.has(detail)) return;
        complained.add(detail);
        complain({ kind: 'shot', topic, detail });
      };
      const look = (): void => {
        stopTimer = null;
        if (shots.missing !== null)
          say(`its schema, ${structSchemaPrefix}${shots.missing}, is missing`);
      };
      const tell = ({ shots: told, faults }: StructTold): void => {
        if (shots.missing !== null) stopTimer ??= ticker.after(schemaPatienceMs, look);
        faults.forEach(say);
        told.forEach(deliver);
      };
      const stopVisits = followVisits(link, wallMs, (visit) => {
        complained.clear();
        shots.visit(visit);
      });
      const schemas = link.watch(structSchemaPrefix, { prefix: true }, ({ topic: name, value }) => {
        const text = schemaTextOf(value);
        if (text !== null) tell(shots.hearSchema(name.slice(structSchemaPrefix.length), text));
      });
      const values = link.watch(topic, { all: true, periodMs }, ({ type, value, serverUs }) => {
        tell(shots.hearValue(type, value, serverUs));
      });
      return () => {
        stopTimer?.();
        stopVisits();
        schemas.close();
        values.close();
      };
    },
  };
}
