/** The options of a `subscribe`, as sent: what is absent has its default. */
export interface SubscribeOptions {
  /** Seconds between frames; default 0.1. */
  readonly periodic?: number;
  /** Every value, not only the newest of each period. */
  readonly all?: boolean;
  /** Announcements without values. */
  readonly topicsonly?: boolean;
  /** `topics` are beginnings of names. */
  readonly prefix?: boolean;
}

/** One subscription of one client. */
export interface Subscription {
  readonly subuid: number;
  readonly topics: readonly string[];
  readonly options: SubscribeOptions;
}

/** Whether an unknown object may serve as subscribe options. */
export function isSubscribeOptions(value: unknown): value is SubscribeOptions {
  if (typeof value !== 'object' || value === null) return false;
  const { periodic, all, topicsonly, prefix } = value as Record<string, unknown>;
  return (
    (periodic === undefined || typeof periodic === 'number') &&
    [all, topicsonly, prefix].every((flag) => flag === undefined || typeof flag === 'boolean')
  );
}

/** Names that begin with `$` are the server's own: only a subscription that begins so reaches them. */
export const isMetaName = (name: string): boolean => name.startsWith('$');

/** Whether a subscription covers a topic name. */
export function covers({ topics, options }: Subscription, name: string): boolean {
  return topics.some((topic) => {
    if (options.prefix !== true) return topic === name;
    return name.startsWith(topic) && (!isMetaName(name) || isMetaName(topic));
  });
}

/** ntcore's default of `periodic`, s. */
const defaultPeriodic = 0.1;
/** ntcore rounds periods to this, ms. */
const periodStepMs = 10;
/** ntcore's shortest period, ms: below it a client would starve the robot. */
const shortestPeriodMs = 5;

/** How often the server sends for a subscription, ms: rounded and floored as ntcore does. */
export function periodMsOf({ periodic = defaultPeriodic }: SubscribeOptions): number {
  const rounded = Math.round((periodic * 1000) / periodStepMs) * periodStepMs;
  return Math.max(shortestPeriodMs, rounded);
}
