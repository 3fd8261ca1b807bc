/** What one connection speaks. `rtt` is time sync only. */
export type Protocol = '4.1' | '4.0' | 'rtt';

/** Subprotocol strings of NT 4.1, in the order in which ntcore prefers them. */
export const subprotocols: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ['v4.1.networktables.first.wpi.edu', '4.1'],
  ['networktables.first.wpi.edu', '4.0'],
  ['rtt.networktables.first.wpi.edu', 'rtt'],
]);

/** The server's choice among what the client offers, or null when they have none in common. */
export function chooseSubprotocol(offered: ReadonlySet<string>): string | null {
  for (const name of subprotocols.keys()) if (offered.has(name)) return name;
  return null;
}

/** The client's name in a request path `/nt/<name>`, or null when the path is another. A query is no part of it. */
export function clientNameOf(url: string): string | null {
  const [, escaped] = /^\/nt\/([^?#]+)/.exec(url) ?? [];
  if (escaped === undefined) return null;
  try {
    return decodeURIComponent(escaped.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
