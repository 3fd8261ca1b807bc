import type { Saying } from './tab-claim.ts';

/** Where the pages of one origin speak to each other; each hears all, itself included. */
export interface Channel {
  say(saying: Saying): void;
  /** One listener. */
  listen(listener: (saying: Saying) => void): void;
}

/** The browser's channel of that name. It gives nobody his own words, so that one end speaks and another hears. */
export function openChannel(name: string): Channel {
  const voice = new BroadcastChannel(name);
  const ear = new BroadcastChannel(name);
  return {
    say: (saying) => {
      voice.postMessage(saying);
    },
    listen: (listener) => {
      ear.onmessage = ({ data }: MessageEvent<Saying>) => {
        listener(data);
      };
    },
  };
}
