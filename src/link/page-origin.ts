import { isIpV4, isIpV6 } from './addresses.ts';

/** Where the page came from: as much of `location` as decides what a browser lets it reach. */
export interface PageOrigin {
  /** With its colon, e.g. `https:`. */
  readonly protocol: string;
  /** As in `location`: IPv6 in brackets; empty for a file. */
  readonly hostname: string;
}

/** What kind of host a page came from; `private` is a robot, or another computer of the same network. */
type HostKind = 'loopback' | 'private' | 'public' | 'file';

/** The kind of a page's host, as browsers divide them. A name without dots belongs to the local network. */
export function hostKind({ protocol, hostname }: PageOrigin): HostKind {
  if (protocol === 'file:') return 'file';
  if (isLoopback(hostname)) return 'loopback';
  const isPrivate = isIpV4(hostname)
    ? isPrivateIpV4(hostname)
    : isIpV6(hostname)
      ? /^\[(f[cd]|fe[89ab])/i.test(hostname)
      : /^[^.]+$|\.(local|lan)\.?$/i.test(hostname);
  return isPrivate ? 'private' : 'public';
}

/** Whether a host is this computer. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(host);
}

/** The two permissions by which a browser lets a public https page out: into the network, and to programs of its own computer. */
export type NetworkPermission = 'local-network' | 'loopback-network';

/** The permission that a connection to a host needs. */
export function permissionFor(host: string): NetworkPermission {
  return isLoopback(host) ? 'loopback-network' : 'local-network';
}

/** The host that a robot served the page from, or may have; null where none did. */
export function robotOfPage(page: PageOrigin): string | null {
  return page.protocol === 'http:' && hostKind(page) === 'private' ? page.hostname : null;
}

/**
 * Whether a browser lets the page open a plain socket to a host, as far as the name tells: a secure page reaches only
 * numbers, `.local` names and its own computer, and throws at everything else.
 */
export function mayReach({ protocol }: PageOrigin, host: string): boolean {
  return (
    protocol !== 'https:' ||
    isIpV4(host) ||
    isIpV6(host) ||
    isLoopback(host) ||
    /\.local\.?$/i.test(host)
  );
}

/**
 * Whether a browser lets the page fetch from a host by plain HTTP without a question of its own: a secure page only what its sockets
 * reach too, and only where it has been allowed into the local network.
 */
export function mayFetch(page: PageOrigin, host: string, allowed: boolean): boolean {
  return page.protocol !== 'https:' || (allowed && mayReach(page, host));
}

/** RFC 1918, and the addresses that a computer gives itself. */
function isPrivateIpV4(host: string): boolean {
  const [a = 0, b = 0] = host.split('.').map(Number);
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254)
  );
}
