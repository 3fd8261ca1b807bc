import {
  hostKind,
  permissionFor,
  type NetworkPermission,
  type PageOrigin,
} from '../link/page-origin.ts';

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

/** What a browser calls a permission: since Chrome 145 there are two, before that one for both. */
export type PermissionLabel = NetworkPermission | 'local-network-access';

/** What the browser says of a permission: `untold` where it says nothing. */
interface PermissionSaid {
  readonly label: PermissionLabel;
  readonly state: PermissionState | 'untold';
}
/** What the browser says of each permission. */
export type PermissionsSaid = Readonly<Record<NetworkPermission, PermissionSaid>>;

const both: readonly NetworkPermission[] = ['local-network', 'loopback-network'];
const beforeTheSplit: PermissionLabel = 'local-network-access';

/** Whether the computer is on a network, and whether the browser lets the page out to robots, as far as they tell. */
export class LocalNetwork {
  #permissions = $state.raw<PermissionsSaid>({
    'local-network': { label: 'local-network', state: 'untold' },
    'loopback-network': { label: 'loopback-network', state: 'untold' },
  });
  #onNetwork = $state.raw(true);
  readonly #asks: boolean;

  /** Only a public secure page is asked for a permission: elsewhere the browser's answer means nothing. */
  constructor(page: PageOrigin) {
    this.#asks = page.protocol === 'https:' && hostKind(page) === 'public';
  }

  get permissions(): PermissionsSaid {
    return this.#permissions;
  }
  get onNetwork(): boolean {
    return this.#onNetwork;
  }

  /** Returns whether the browser said that the page may ask that host. */
  mayAsk(host: string): boolean {
    return this.#permissions[permissionFor(host)].state === 'granted';
  }

  /** Follows what the window tells, until it is stopped. */
  attach(page: NetworkWindow): () => void {
    const { navigator } = page;
    const stops: (() => void)[] = [];
    let stopped = false;
    const look = (): void => {
      this.#onNetwork = navigator.onLine;
    };
    const follow = async (permission: NetworkPermission): Promise<void> => {
      const found = await queryFirst(navigator.permissions, [permission, beforeTheSplit]);
      if (stopped || found === null) return;
      const { label, status } = found;
      const read = (): void => {
        this.#permissions = { ...this.#permissions, [permission]: { label, state: status.state } };
      };
      status.addEventListener('change', read);
      stops.push(() => {
        status.removeEventListener('change', read);
      });
      read();
    };
    page.addEventListener('online', look);
    page.addEventListener('offline', look);
    look();
    if (this.#asks) for (const permission of both) void follow(permission);
    return () => {
      stopped = true;
      page.removeEventListener('online', look);
      page.removeEventListener('offline', look);
      for (const stop of stops) stop();
    };
  }
}

/** The first of the labels that the browser knows, and how it stands; null for none. */
async function queryFirst(
  permissions: Pick<Permissions, 'query'> | undefined,
  labels: readonly PermissionLabel[],
): Promise<{ readonly label: PermissionLabel; readonly status: PermissionStatus } | null> {
  if (permissions === undefined) return null;
  for (const label of labels)
    try {
      return { label, status: await permissions.query({ name: label as PermissionName }) };
    } catch {
      // The browser does not know this name: perhaps the next.
    }
  return null;
}
