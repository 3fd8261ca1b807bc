/** What of IndexedDB says nothing: opening, what is asked within a transaction, or the end of a transaction. */
type Muted = 'open' | 'requests' | 'transactions';

/** A mute of the page's IndexedDB. */
export interface Mute {
  /** From now on these say nothing; what they have to say waits. */
  mute(...muted: Muted[]): void;
  /** All speak again; what waited is said now, or never, as when a browser has forgotten it. */
  speak(held: 'late' | 'never'): void;
}

/**
 * Lets IndexedDB fall silent: every event of what is muted is held back. Needs nothing from outside, so that it can run in
 * a page; gives the mute, which is also `globalThis.idbMute`.
 */
export function muteIdb(): Mute {
  let muted: readonly Muted[] = [];
  let held: (() => void)[] = [];
  const kindOf = (target: object): Muted =>
    target instanceof IDBOpenDBRequest
      ? 'open'
      : target instanceof IDBRequest
        ? 'requests'
        : 'transactions';
  for (const { prototype } of [IDBRequest, IDBTransaction]) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
    const add = prototype.addEventListener;
    prototype.addEventListener = function (
      this: EventTarget,
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ) {
      const heard = (event: Event): void => {
        const tell = (): void => {
          if (typeof listener === 'function') listener.call(this, event);
          else listener?.handleEvent(event);
        };
        if (muted.includes(kindOf(this))) held.push(tell);
        else tell();
      };
      add.call(this, type, heard, options);
    };
  }
  const mute: Mute = {
    mute: (...which) => {
      muted = which;
    },
    speak: (late) => {
      muted = [];
      const waiting = held;
      held = [];
      if (late === 'late') for (const tell of waiting) tell();
    },
  };
  Object.assign(globalThis, { idbMute: mute });
  return mute;
}
