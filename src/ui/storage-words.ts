import type { LogStore, StorageFault } from '../session/workbench.svelte.ts';

/** What the operator must know of the log's keeping; null while all is well. */
export function storageWords(fault: StorageFault | null, kind: LogStore['kind']): string | null {
  if (fault === null)
    return kind === 'memory'
      ? 'The log is kept in memory only and is gone when this page is closed. Export it before.'
      : null;
  switch (fault.kind) {
    case 'full':
      return 'The disk is full. The log goes on in memory and is gone when this page is closed: export it, then free some space.';
    case 'unavailable':
      return `This browser does not let the page store anything (${fault.detail}). The log is kept in memory only: export it before you close the page.`;
    case 'conflict':
      return 'Another window wrote to this session. The log goes on in memory here: export it, and work in one window.';
  }
}
