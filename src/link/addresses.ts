/** Where a robot may answer. */
export interface RobotAddress {
  /** Host name or IP literal, `[…]` around IPv6. */
  readonly host: string;
  readonly port: number;
}

/** Someone who may know where the robot is, asked when his turn comes. */
export interface Lookup {
  /** What he says; null when he says nothing of use. Never rejects, and ends soon after `signal` aborts. */
  readonly lookUp: (signal: AbortSignal) => Promise<RobotAddress | null>;
}

/** A place to try, or someone to ask for one. */
export type Candidate = RobotAddress | Lookup;

/** Whether a candidate has to be asked for its address first. */
export function isLookup(candidate: Candidate): candidate is Lookup {
  return 'lookUp' in candidate;
}

/** The candidates that are addresses already. */
export function addressesIn(candidates: readonly Candidate[]): readonly RobotAddress[] {
  return candidates.filter((candidate): candidate is RobotAddress => !isLookup(candidate));
}

/** Whether two addresses are the same place. */
export function isSame(a: RobotAddress, b: RobotAddress): boolean {
  return a.port === b.port && a.host.toLowerCase() === b.host.toLowerCase();
}

/** Why something typed is no address; what was typed is with the one who asks. */
export type AddressError =
  | { readonly kind: 'empty' }
  /** Digits only, and no team: `team` as typed. */
  | {
      readonly kind: 'team-range';
      readonly team: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'spaces' }
  /** A web or other address of a kind that no robot is reached by, e.g. `https`. */
  | { readonly kind: 'scheme'; readonly scheme: string }
  /** Something after the host and port, e.g. `/app`. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'port'; readonly port: string; readonly min: number; readonly max: number }
  /** Four numbers with dots that are no IP address. */
  | { readonly kind: 'ip'; readonly host: string }
  | { readonly kind: 'host'; readonly host: string };

/** What the operator's words came to: places to try, the most likely first. */
export type ParsedAddress =
  | {
      readonly ok: true;
      /** The team, when that is what was typed. */
      readonly team: number | null;
      readonly candidates: readonly RobotAddress[];
    }
  | { readonly ok: false; readonly error: AddressError };

/** The port on which every robot's NetworkTables 4 server listens. */
export const ntPort = 5810;

/** The largest team number that fits into an address 10.TE.AM.2, with TE up to 255. */
const maxTeam = 25_599;

const maxPort = 65_535;

/**
 * Addresses of a robot on a USB cable, or of its own Wi-Fi: roboRIO first, then Systemcore, whose code and
 * documentation disagree.
 */
const cableHosts = [
  '172.22.11.2',
  '172.26.0.1',
  '172.27.0.1',
  '172.28.0.1',
  '172.29.0.1',
  '172.30.0.1',
] as const;

/**
 * Where a team's robot may answer, the most likely first: its number address, the names that Systemcore and roboRIO
 * give themselves, the cable.
 * @param team 1 to 25599.
 */
export function teamCandidates(team: number): readonly RobotAddress[] {
  const hosts = [
    `10.${Math.floor(team / 100)}.${team % 100}.2`,
    'robot.local',
    `roboRIO-${team}-FRC.local`,
    ...cableHosts,
  ];
  return hosts.map((host) => ({ host, port: ntPort }));
}

/** Reads what the operator typed: a team number, an IP address, a host name, each with or without `:port`. */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed.trim();
  if (text === '') return wrong({ kind: 'empty' });
  if (/\s/.test(text)) return wrong({ kind: 'spaces' });
  if (/^[+-]?\d+$/.test(text)) return parseTeam(text);

  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  if (scheme !== null && scheme[1]?.toLowerCase() !== 'ws')
    return wrong({ kind: 'scheme', scheme: scheme[1]?.toLowerCase() ?? '' });
  return parseHostAndPort(withoutNtPath(text.slice(scheme?.[0].length ?? 0)));
}

function parseTeam(text: string): ParsedAddress {
  const team = Number(text);
  if (team < 1 || team > maxTeam)
    return wrong({ kind: 'team-range', team: text, min: 1, max: maxTeam });
  return { ok: true, team, candidates: teamCandidates(team) };
}

/** A copied `ws:` address ends in a slash, or in the path of another dashboard; neither is a mistake. */
function withoutNtPath(text: string): string {
  return text.replace(/\/(nt\/[^/]*)?$/, '');
}

function parseHostAndPort(text: string): ParsedAddress {
  const slash = text.search(/[/?#]/);
  if (slash >= 0) return wrong({ kind: 'path', path: text.slice(slash) });
  const parts = /^(\[[^\]]*\]|[^:]*)(?::([^:]*))?$/.exec(text);
  // Colons without brackets: an IPv6 address, or nothing.
  const [host, port] = parts === null ? [`[${text}]`, undefined] : [parts[1] ?? '', parts[2]];
  if (port !== undefined && !isPort(port))
    return wrong({ kind: 'port', port, min: 1, max: maxPort });
  if (/^\d[\d.]*$/.test(host) && !isIpV4(host)) return wrong({ kind: 'ip', host });
  if (!isIpV4(host) && !isIpV6(host) && !isHostName(host)) return wrong({ kind: 'host', host });
  const address = { host: host.toLowerCase(), port: port === undefined ? ntPort : Number(port) };
  return { ok: true, team: null, candidates: [address] };
}

function wrong(error: AddressError): ParsedAddress {
  return { ok: false, error };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= maxPort;
}

/** Four numbers from 0 to 255, with dots. */
export function isIpV4(host: string): boolean {
  const octets = host.split('.');
  return (
    octets.length === 4 &&
    octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)
  );
}

/** An IPv6 address in brackets: the grammar of RFC 4291 section 2.2, left to the URL parser that every platform brings. */
export function isIpV6(host: string): boolean {
  return /^\[[\da-f:.]+\]$/i.test(host) && URL.canParse(`ws://${host}/`);
}

/** RFC 1123: labels of letters, digits and inner hyphens, 253 characters in all. Some robots add an underscore. */
function isHostName(host: string): boolean {
  const label = /^[a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?$/i;
  return (
    host.length <= 253 &&
    host
      .replace(/\.$/, '')
      .split('.')
      .every((part) => label.test(part))
  );
}
