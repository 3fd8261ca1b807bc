import type { RobotAddress } from './addresses.ts';
import { DialingLink } from './dialing-link.ts';
import type { InPageServer } from './in-page-server.ts';
import type { Ticker } from './ticker.ts';

/** A link to servers in the same page, in everything else like the one to a real robot. */
export class InPageLink extends DialingLink {
  readonly clientName = 'MLtune';

  constructor(parts: {
    readonly ticker: Ticker;
    readonly random: () => number;
    readonly serverAt: (address: RobotAddress) => InPageServer;
  }) {
    super({
      ticker: parts.ticker,
      random: parts.random,
      wake: () => () => undefined,
      probe: () => Promise.resolve('untold'),
      takesSockets: () => Promise.resolve(false),
      dialling: () => Promise.resolve((address, events) => parts.serverAt(address).connect(events)),
    });
  }
}
