import { hostKind, type PageOrigin } from '../link/page-origin.ts';
import type { ConnectionFacts } from './doctor.ts';

/** As much of a window as tells whether the page gets out to robots. */
export interface NetworkWindow {
  readonly navigator: {
    readonly onLine: boolean;
    /** Not there in old browsers, nor everywhere on insecure pages. */
    readonly permissions?: Pick<Permissions, 'query'>;
  };
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
  removeEventListener(type: 'online' | 'offline', listener: () => void): void;
}

/** The permission by its name, and by the one it had before. */
const names = ['local-network', 'local-network-access'];

/** Whether the computer is on a network, and whether the browser lets the page into it, as far as they tell. */
export class LocalNetwork {
  #permission = $state.raw<ConnectionFacts['permission']>('untold');
  #onNetwork = $state.raw(true);
  readonly #asks: boolean;

  /** Only a public secure page is asked for a permission: elsewhere the browser's answer means nothing. */
  constructor(page: PageOrigin) {
    this.#asks = page.protocol === 'https:' && hostKind(page) === 'public';
  }

  get permission(): ConnectionFacts['permission'] {
    return this.#permission;
  }
  get onNetwork(): boolean {
    return this.#onNetwork;
  }

  /** Follows what the window tells, until it is stopped. */
  attach(page: NetworkWindow): () => void {
    const { navigator } = page;
    let status: PermissionStatus | null = null;
    let stopped = false;
    const look = (): void => {
      this.#onNetwork = navigator.onLine;
      if (status !== null) this.#permission = status.state;
    };
    page.addEventListener('online', look);
    page.addEventListener('offline', look);
    look();
    if (this.#asks)
      void queryFirst(navigator.permissions).then((found) => {
        if (stopped || found === null) return;
        status = found;
        status.addEventListener('change', look);
        look();
      });
    return () => {
      stopped = true;
      page.removeEventListener('online', look);
      page.removeEventListener('offline', look);
      status?.removeEventListener('change', look);
    };
  }
}

/** The first of the names that the browser knows; null for none. */
async function queryFirst(
  permissions: Pick<Permissions, 'query'> | undefined,
): Promise<PermissionStatus | null> {
  for (const name of names)
    try {
      return (await permissions?.query({ name: name as PermissionName })) ?? null;
    } catch {
      // The browser does not know this name: perhaps the next.
    }
  return null;
}
