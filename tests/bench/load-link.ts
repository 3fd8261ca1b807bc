import { createRequire, Module } from 'node:module';

import Nt4Socket from '../../src/link/nt4-socket.ts';
import type { NtcoreLink } from '../../src/link/ntcore-link.ts';

/** The package's only door to the network. */
const packageDoor = 'isomorphic-ws';

/** Puts our socket under ntcore-ts-client, as Vite does in the app, and gives the link on top of it. */
export async function loadLink(): Promise<typeof NtcoreLink> {
  const ours = createRequire(import.meta.url);
  const require = createRequire(ours.resolve('ntcore-ts-client'));
  const path = require.resolve(packageDoor);
  const seam = new Module(path);
  seam.exports = { __esModule: true, default: Nt4Socket };
  seam.loaded = true;
  require.cache[path] = seam;
  return (await import('../../src/link/ntcore-link.ts')).NtcoreLink;
}
