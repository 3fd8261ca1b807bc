import type { Lasting } from '../session/lasting-storage.svelte.ts';
import type { LogStore, StorageFault, Workbench } from '../session/workbench.svelte.ts';

/** What the words on storage depend on. */
export interface Keeping {
  readonly fault: StorageFault | null;
  readonly kind: LogStore['kind'];
  /** Entries that are in memory alone. */
  readonly unstored: number;
  /** Whether the robot is set to wait until a shot is stored. */
  readonly robotWaits: boolean;
}

/** How the log of a workbench is kept now. */
export function keepingOf({ session, storeFault }: Workbench): Keeping {
  return {
    fault: session.storageFault ?? storeFault,
    kind: session.storageKind,
    unstored: session.unstored,
    robotWaits: session.state.settings?.interlocks.shotLogged === true,
  };
}

/** For how long the browser keeps what is stored. */
export function lastingWords(lasting: Lasting): string {
  switch (lasting) {
    case 'not-asked':
      return '';
    case 'granted':
      return 'The browser promised to keep it until you remove it.';
    case 'refused':
      return 'The browser did not promise to keep it: when the disk runs short, or after weeks without a visit, it may delete it. Export what must last; where this page can be installed, an installed page is kept longer.';
    case 'unavailable':
      return 'A page from this address can’t ask the browser to keep it for good: export what must last.';
  }
}

/** What the operator must know of the log's keeping; null while all is well. */
export function storageWords({ fault, kind, unstored, robotWaits }: Keeping): string | null {
  if (fault === null && kind !== 'memory') return null;
  const released = robotWaits
    ? ' The robot is told not to wait for “shot logged” meanwhile, for no shot is stored.'
    : '';
  return `${faultWords(fault, unstored)}${released}`;
}

function faultWords(fault: StorageFault | null, unstored: number): string {
  const entries = unstored === 1 ? '1 entry is' : `${unstored} entries are`;
  const sofar = unstored === 0 ? '' : ` So far ${entries} not stored.`;
  switch (fault?.kind) {
    case undefined:
      return 'The log is kept in memory only and is gone when this page is closed. Export it before.';
    case 'full':
      return `The disk is full. The log goes on in memory and is gone when this page is closed: export it, then free some space. MLtune tries again by itself.${sofar}`;
    case 'unavailable':
      return `This browser does not let the page store anything (${fault.detail}). The log is kept in memory only: export it before you close the page.${sofar}`;
    case 'overdue':
      return `The storage of this browser does not answer (${fault.detail}). New entries are kept in memory only, and are lost when this page is closed: export them before. MLtune tries again by itself; if it stays so, export, then close the browser and open it again.${sofar}`;
    case 'deleted':
      return 'The stored log of this session was deleted: site data was cleared, or the session was removed. All of it is still in memory, and is gone when this page is closed: export it now.';
    case 'conflict':
      return 'Another window writes to this session. What this page has is in memory only: export it, and work in one window.';
  }
}
