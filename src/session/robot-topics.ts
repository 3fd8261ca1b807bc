import {
  firingSolver,
  firingSolverPrefix,
  interlockTopics,
  shotRecordTopic,
  statusPrefix,
  structSchemaPrefix,
  tunerStatusTopic,
} from '../link/contract.ts';
import type { RobotLink, Unsubscribe } from '../link/robot-link.ts';
import { schemaTextOf } from '../link/shot-sources/struct.ts';
import type { Ticker } from '../link/ticker.ts';

/** All that a connected robot publishes. */
export interface SeenTopics {
  /** Types by topic, as `double` or `struct:Shot`. */
  readonly types: ReadonlyMap<string, string>;
  /** Texts of the schemas, by the name of the struct. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Whether it tells whole shots as records. */
  readonly hasRecord: boolean;
  /** Whether it tells its shots by MLtune's topics. */
  readonly hasSolver: boolean;
}

/** Before anything is known. */
export const nothingSeen: SeenTopics = {
  types: new Map(),
  schemas: new Map(),
  hasRecord: false,
  hasSolver: false,
};

const ours: ReadonlySet<string> = new Set([tunerStatusTopic, ...Object.values(interlockTopics)]);

/** How many topics there are without those that the page itself publishes, or would. */
export function countTopics({ types }: SeenTopics): number {
  return [...types.keys()].filter((topic) => !topic.startsWith(statusPrefix) && !ours.has(topic))
    .length;
}

/** How long news is gathered before it is told, ms: a robot announces a thousand topics at once. */
const gatherMs = 100;

/** Tells what the robot publishes, and again when that changes, until it is stopped. */
export function lookAtTopics(
  link: RobotLink,
  ticker: Ticker,
  listener: (seen: SeenTopics) => void,
): Unsubscribe {
  const types = new Map<string, string>();
  const schemas = new Map<string, string>();
  let stopTimer: Unsubscribe | null = null;
  const tell = (): void => {
    stopTimer = null;
    listener({
      types: new Map(types),
      schemas: new Map(schemas),
      hasRecord: types.has(shotRecordTopic),
      hasSolver: types.has(firingSolverPrefix + firingSolver.shotTimestamp),
    });
  };
  const gather = (): void => {
    stopTimer ??= ticker.after(gatherMs, tell);
  };
  const watch = link.watch(structSchemaPrefix, { prefix: true }, ({ topic, value }) => {
    const text = schemaTextOf(value);
    if (text === null) return;
    schemas.set(topic.slice(structSchemaPrefix.length), text);
    gather();
  });
  const stopDiscovery = link.discover('/', (topic, announcement) => {
    if (announcement === null) {
      types.delete(topic);
      if (topic.startsWith(structSchemaPrefix))
        schemas.delete(topic.slice(structSchemaPrefix.length));
    } else types.set(topic, announcement.type);
    gather();
  });
  // Also a robot that announces nothing is told of.
  gather();
  return () => {
    stopTimer?.();
    stopDiscovery();
    watch.close();
  };
}
