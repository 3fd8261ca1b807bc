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
import { gathered } from './after-news.ts';

/** All that a connected robot publishes. */
export interface SeenTopics {
  /** Types by topic, as `double` or `struct:Shot`. */
  readonly types: ReadonlyMap<string, string>;
  /** What the robot says of its topics beside the type, by topic, as `{ unit: 'ft' }`. */
  readonly properties: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
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
  properties: new Map(),
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

/** How long news is gathered before it is told, ms. */
const gatherMs = 100;

/** Tells what the robot publishes, and again when that changes, until it is stopped. */
export function lookAtTopics(
  link: RobotLink,
  ticker: Ticker,
  listener: (seen: SeenTopics) => void,
): Unsubscribe {
  const types = new Map<string, string>();
  const properties = new Map<string, Readonly<Record<string, unknown>>>();
  const schemas = new Map<string, string>();
  const gathering = gathered(ticker, gatherMs, () => {
    listener({
      types: new Map(types),
      properties: new Map(properties),
      schemas: new Map(schemas),
      hasRecord: types.has(shotRecordTopic),
      hasSolver: types.has(firingSolverPrefix + firingSolver.shotTimestamp),
    });
  });
  const watch = link.watch(structSchemaPrefix, { prefix: true }, ({ topic, value }) => {
    const text = schemaTextOf(value);
    if (text === null) return;
    schemas.set(topic.slice(structSchemaPrefix.length), text);
    gathering.news();
  });
  const stopDiscovery = link.discover('', (topic, announcement) => {
    if (announcement === null) {
      types.delete(topic);
      properties.delete(topic);
      if (topic.startsWith(structSchemaPrefix))
        schemas.delete(topic.slice(structSchemaPrefix.length));
    } else {
      types.set(topic, announcement.type);
      properties.set(topic, announcement.properties);
    }
    gathering.news();
  });
  // Also a robot that announces nothing is told of.
  gathering.news();
  return () => {
    gathering.stop();
    stopDiscovery();
    watch.close();
  };
}
