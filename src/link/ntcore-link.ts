import type { Dial } from './connection.ts';
import { DialingLink } from './dialing-link.ts';
import type { ConnectionParts } from './ntcore-connection.ts';
import { httpProbe, takesSockets, type Probe } from './probe.ts';
import { systemTicker, type Ticker } from './ticker.ts';
import { pageWake, type Wake } from './wake.ts';
import { browserWire, type OpenWire } from './wire.ts';

/** What surrounds a link; everything but chance has a default that fits a page. */
export interface NtcoreLinkOptions {
  /** Numbers in [0, 1), for the jitter of retries. */
  readonly random: () => number;
  readonly ticker?: Ticker;
  readonly openWire?: OpenWire;
  readonly probe?: Probe;
  readonly wake?: Wake;
  /** What the robot lists us as; without `@`. Each page has its own, to tell itself from others by. */
  readonly clientName?: string;
}

/** The link to a real robot: NetworkTables 4 over a WebSocket, by ntcore-ts-client. */
export class NtcoreLink extends DialingLink {
  readonly clientName: string;

  constructor({
    random,
    ticker = systemTicker,
    openWire = browserWire,
    probe = httpProbe,
    wake = pageWake,
    clientName = `MLtune-${letters(random)}`,
  }: NtcoreLinkOptions) {
    super({
      random,
      ticker,
      probe,
      takesSockets: (address, signal) => takesSockets(openWire, address, signal),
      wake,
      dialling: () => dialling({ clientName, openWire, ticker }),
    });
    this.clientName = clientName;
  }
}

/** The package is the largest part of the page, and of no use before something answers: it is loaded then. */
async function dialling(parts: ConnectionParts): Promise<Dial | null> {
  try {
    const { NtcoreConnection } = await import('./ntcore-connection.ts');
    return (address, events) => new NtcoreConnection(address, parts, events);
  } catch {
    return null;
  }
}

/** Six letters and digits: no two pages on one robot get the same. */
const letters = (random: () => number): string =>
  Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
