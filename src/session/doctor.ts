import type { Attempt } from '../link/attempts.ts';
import { isIpV4, isIpV6 } from '../link/addresses.ts';
import {
  hostKind,
  isLoopback,
  mayReach,
  permissionFor,
  type PageOrigin,
} from '../link/page-origin.ts';
import type { LinkState } from '../link/robot-link.ts';
import type { PermissionLabel, PermissionsSaid } from './local-network.svelte.ts';

/** All that is known of a connection and what it needs. */
export interface ConnectionFacts {
  readonly page: PageOrigin;
  /** Whether the browser lets the page out, by the permission that an address needs. */
  readonly permissions: PermissionsSaid;
  /** False only where the computer is on no network for sure. */
  readonly onNetwork: boolean;
  readonly link: LinkState;
  readonly attempts: readonly Attempt[];
  /** Topics that the robot has announced. */
  readonly topics: number;
  /** Whether announcements have calmed down. */
  readonly settled: boolean;
  /** Whether the robot tells its state. */
  readonly robotKnown: boolean;
  /** Whether robot code reads what we write. */
  readonly listened: 'yes' | 'no' | 'unknown';
}

/** The steps from a page to a robot that can be tuned, in their order. */
export const steps = [
  'page',
  'host',
  'socket',
  'protocol',
  'clock',
  'topics',
  'state',
  'listener',
] as const;
export type Step = (typeof steps)[number];

/** How a step stands. */
export type Standing = 'passed' | 'failed' | 'waiting' | 'not-reached';

/** What was found at a step, for the words. */
export type Finding =
  | { readonly kind: 'page-free' | 'page-allowed' | 'page-will-ask' }
  | { readonly kind: 'page-asks' | 'page-denied'; readonly label: PermissionLabel }
  | { readonly kind: 'page-public-http' | 'page-incomplete' | 'network-none' }
  | { readonly kind: 'page-barred' | 'page-name-barred'; readonly host: string }
  | { readonly kind: 'host-none-sought' }
  | { readonly kind: 'host-sought'; readonly addresses: number }
  | {
      readonly kind: 'host-answers' | 'host-silent';
      readonly host: string;
      readonly others: number;
    }
  | { readonly kind: 'host-turned-down'; readonly host: string; readonly port: number }
  | { readonly kind: 'hosts-turned-down'; readonly addresses: number }
  | { readonly kind: 'simulator-absent'; readonly port: number }
  | { readonly kind: 'name-turned-down'; readonly host: string }
  | { readonly kind: 'socket-open' | 'socket-opens' }
  | { readonly kind: 'socket-refused'; readonly host: string; readonly port: number }
  | { readonly kind: 'socket-stalled'; readonly host: string }
  | { readonly kind: 'protocol-agreed'; readonly protocol: '4.1' | '4.0' }
  | { readonly kind: 'protocol-foreign'; readonly host: string; readonly port: number }
  | { readonly kind: 'clock-told' | 'clock-untold' | 'link-lost' }
  | { readonly kind: 'topics-told'; readonly topics: number }
  | { readonly kind: 'topics-awaited' | 'topics-none' }
  | { readonly kind: 'state-told' | 'state-awaited' | 'state-untold' }
  | { readonly kind: 'listener-heard' | 'listener-absent' | 'listener-unknown' };

/** One line of the check. */
export interface CheckLine {
  readonly step: Step;
  readonly standing: Standing;
  /** Null where there is nothing to say: the step was not reached, or its neighbours say it. */
  readonly finding: Finding | null;
}

type Result = readonly [standing: Standing, finding: Finding | null];
const passed = (finding: Finding | null = null): Result => ['passed', finding];
const failed = (finding: Finding): Result => ['failed', finding];
const waiting = (finding: Finding): Result => ['waiting', finding];
const notReached: Result = ['not-reached', null];

/** Reads the facts: a line for each step. What follows a step that has not passed is not reached. */
export function examine(facts: ConnectionFacts): readonly CheckLine[] {
  const results: Result[] = [];
  for (const look of [ofPage, ofHost, ofSocket, ofProtocol, ofClock])
    results.push(results.every(([standing]) => standing === 'passed') ? look(facts) : notReached);
  for (const look of [ofTopics, ofState, ofListener])
    results.push(facts.link.kind === 'online' ? look(facts) : notReached);
  return steps.map((step, place) => {
    const [standing, finding] = results[place] ?? notReached;
    return { step, standing, finding };
  });
}

function ofPage({ page, permissions, link, attempts }: ConnectionFacts): Result {
  const isPublic = hostKind(page) === 'public';
  if (link.kind === 'online') return passed({ kind: isPublic ? 'page-allowed' : 'page-free' });
  if (attempts.some(({ trouble }) => trouble?.kind === 'not-loaded'))
    return failed({ kind: 'page-incomplete' });
  const barred = attempts.find(({ trouble }) => trouble?.kind === 'forbidden');
  if (barred !== undefined && attempts.every(({ trouble }) => trouble?.kind === 'forbidden')) {
    const { host } = barred.address;
    return failed({ kind: mayReach(page, host) ? 'page-barred' : 'page-name-barred', host });
  }
  if (!isPublic) return passed({ kind: 'page-free' });
  if (page.protocol === 'http:')
    return attempts.length > 0 && attempts.every(isTurnedDown)
      ? failed({ kind: 'page-public-http' })
      : passed();
  return ofPermissions(permissions, link, attempts);
}

/**
 * How the permissions stand that the addresses need: of those at which something answers, where there are any, as the others are not
 * what the connection waits for.
 */
function ofPermissions(
  permissions: PermissionsSaid,
  link: LinkState,
  attempts: readonly Attempt[],
): Result {
  if (link.kind === 'idle') {
    const { label, state } = permissions['local-network'];
    if (state === 'prompt') return waiting({ kind: 'page-will-ask' });
    return state === 'denied' ? failed({ kind: 'page-denied', label }) : passed();
  }
  const answering = attempts.filter(({ answers }) => answers);
  const needed = (answering.length > 0 ? answering : attempts).map(
    ({ address }) => permissions[permissionFor(address.host)],
  );
  const denied = needed.find(({ state }) => state === 'denied');
  if (denied !== undefined) return failed({ kind: 'page-denied', label: denied.label });
  const asked = needed.find(({ state }) => state === 'prompt');
  if (asked !== undefined) return waiting({ kind: 'page-asks', label: asked.label });
  return needed.length > 0 && needed.every(({ state }) => state === 'granted')
    ? passed({ kind: 'page-allowed' })
    : passed();
}

function ofHost({ link, attempts, onNetwork }: ConnectionFacts): Result {
  if (link.kind === 'online') return passed({ kind: 'host-answers', host: link.host, others: 0 });
  if (link.kind === 'idle') return ['not-reached', { kind: 'host-none-sought' }];
  const others = attempts.length - 1;
  const answering = furthest(attempts);
  if (answering !== undefined)
    return passed({ kind: 'host-answers', host: answering.address.host, others });
  if (!onNetwork && !attempts.some(({ address }) => isLoopback(address.host)))
    return failed({ kind: 'network-none' });
  if (attempts.some(({ trouble }) => trouble === null) || attempts.length === 0)
    return waiting({ kind: 'host-sought', addresses: attempts.length });
  return failed(whyNoneAnswers(attempts));
}

/** What it means that no address answered. A number that turns an attempt down tells more than a name that does. */
function whyNoneAnswers(attempts: readonly Attempt[]): Finding {
  const turned = attempts.filter(isTurnedDown);
  const number = turned.find(({ address: { host } }) => isIpV4(host) || isIpV6(host));
  const one = number ?? (turned.length === attempts.length ? turned[0] : undefined);
  if (one === undefined) {
    const host = attempts[0]?.address.host ?? '';
    return { kind: 'host-silent', host, others: attempts.length - 1 };
  }
  const { host, port } = one.address;
  if (isLoopback(host)) return { kind: 'simulator-absent', port };
  if (number === undefined) return { kind: 'name-turned-down', host };
  return turned.length === attempts.length && attempts.length > 1
    ? { kind: 'hosts-turned-down', addresses: attempts.length }
    : { kind: 'host-turned-down', host, port };
}

function ofSocket({ link, attempts }: ConnectionFacts): Result {
  const attempt = furthest(attempts);
  if (link.kind === 'online' || attempt === undefined) return passed({ kind: 'socket-open' });
  const { host, port } = attempt.address;
  const kind = attempt.trouble?.kind;
  if (kind === undefined) return waiting({ kind: 'socket-opens' });
  if (kind === 'refused') return failed({ kind: 'socket-refused', host, port });
  if (kind === 'stalled') return failed({ kind: 'socket-stalled', host });
  return passed({ kind: 'socket-open' });
}

function ofProtocol({ link, attempts }: ConnectionFacts): Result {
  if (link.kind === 'online') return passed({ kind: 'protocol-agreed', protocol: link.protocol });
  const attempt = furthest(attempts);
  return attempt?.trouble?.kind === 'no-protocol'
    ? failed({ kind: 'protocol-foreign', ...attempt.address })
    : passed();
}

function ofClock({ link, attempts }: ConnectionFacts): Result {
  if (link.kind === 'online') return passed({ kind: 'clock-told' });
  return furthest(attempts)?.trouble?.kind === 'no-clock'
    ? failed({ kind: 'clock-untold' })
    : waiting({ kind: 'link-lost' });
}

function ofTopics({ topics, settled }: ConnectionFacts): Result {
  if (topics > 0) return passed({ kind: 'topics-told', topics });
  return settled ? failed({ kind: 'topics-none' }) : waiting({ kind: 'topics-awaited' });
}

function ofState({ robotKnown, settled }: ConnectionFacts): Result {
  if (robotKnown) return passed({ kind: 'state-told' });
  return settled ? failed({ kind: 'state-untold' }) : waiting({ kind: 'state-awaited' });
}

function ofListener({ listened }: ConnectionFacts): Result {
  switch (listened) {
    case 'yes':
      return passed({ kind: 'listener-heard' });
    case 'no':
      return failed({ kind: 'listener-absent' });
    case 'unknown':
      return waiting({ kind: 'listener-unknown' });
  }
}

/** Troubles of an address that answers, in the order in which a connection passes them. */
const troublesOnTheWay = ['refused', 'stalled', 'no-protocol', 'no-clock', 'silent', 'closed'];

/** The attempt that came furthest of those at which something answers. */
function furthest(attempts: readonly Attempt[]): Attempt | undefined {
  const reached = ({ trouble }: Attempt): number => troublesOnTheWay.indexOf(trouble?.kind ?? '');
  return attempts
    .filter(({ answers }) => answers)
    .reduce<Attempt | undefined>(
      (best, next) => (best === undefined || reached(next) > reached(best) ? next : best),
      undefined,
    );
}

function isTurnedDown({ trouble }: Attempt): boolean {
  return trouble?.kind === 'turned-down';
}
