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

/** One subscription of one peer. Its identity is the object, while a peer may replace what it says. */
export interface Subscription {
  readonly subuid: number;
  topics: readonly string[];
  options: SubscribeOptions;
}

/** What is wrong with the options of a `subscribe`, or null. */
export function subscribeComplaint(options: Readonly<Record<string, unknown>>): string | null {
  const { periodic } = options;
  if (periodic !== undefined && typeof periodic !== 'number')
    return 'periodic value must be a number';
  if (periodic !== undefined && (periodic < 0 || periodic * 1000 > noPeriodMs))
    return 'periodic value out of range';
  for (const key of ['all', 'topicsonly', 'prefix'])
    if (options[key] !== undefined && typeof options[key] !== 'boolean')
      return `${key} value must be a boolean`;
  return null;
}

/** Whether a subscription covers a topic; `isMeta` says that the server made the topic itself. */
export function covers({ topics, options }: Subscription, name: string, isMeta: boolean): boolean {
  return topics.some((topic) =>
    options.prefix === true ? name.startsWith(topic) && (!isMeta || topic !== '') : topic === name,
  );
}

/** ntcore's default of `periodic`, ms. */
export const defaultPeriodMs = 100;
/** ntcore rounds periods to this, ms. */
const periodStepMs = 10;
/** ntcore's shortest period, ms: below it a client would starve the robot. */
const shortestPeriodMs = 5;
/** The period of a topic or a client without any subscription: for ever. */
export const noPeriodMs = 2 ** 32 - 1;

/** How often the server sends for a subscription, ms: rounded and floored as ntcore does. */
export function periodMsOf({ periodic }: SubscribeOptions): number {
  const ms = periodic === undefined ? defaultPeriodMs : Math.floor(periodic * 1000);
  const rounded = Math.floor((ms + periodStepMs / 2) / periodStepMs) * periodStepMs;
  return Math.max(shortestPeriodMs, rounded);
}

/** The period that serves several: the greatest that divides all. */
export function commonPeriodMs(periodsMs: readonly number[]): number {
  if (periodsMs.length === 0) return noPeriodMs;
  return Math.max(shortestPeriodMs, periodsMs.reduce(greatestCommonDivisor));
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
