import { browserPlaces } from './browser-places.ts';
import type { Machine } from './machine.ts';

/** A browser that opened a page, or why each way to one is closed. */
export type Found =
  | {
      readonly kind: 'found';
      readonly path: string;
      readonly version: string;
      readonly how: string;
    }
  | { readonly kind: 'none'; readonly closed: readonly string[]; readonly remedy: string };

/** One way to a browser: the paths it may have led to, or why it is closed here. */
interface Way {
  readonly how: string;
  readonly paths: () => readonly string[] | string;
}

/**
 * Finds or installs a Chromium-like browser, by every way that is open, in order. One counts only once it has
 * opened a page: a stub, a broken installation and a missing library all have a path and a version.
 * @param say prints one line: of what takes long, and of a browser that is passed over.
 */
export async function getBrowser(machine: Machine, say: (line: string) => void): Promise<Found> {
  const closed = new Set<string>();
  for (const { how, paths } of ways(machine, say)) {
    const found = paths();
    if (typeof found === 'string') {
      closed.add(found);
      continue;
    }
    for (const path of found.filter(machine.exists)) {
      const version = await machine.opens(path);
      if (version !== null) return { kind: 'found', path, version, how };
      const why = `${path} is there, but opens no page`;
      if (!closed.has(why)) say(`${why}: looking further.`);
      closed.add(why);
    }
  }
  return { kind: 'none', closed: [...closed], remedy: remedyFor(machine) };
}

function ways(machine: Machine, say: (line: string) => void): readonly Way[] {
  const named = machine.env['CHROMIUM_PATH'] ?? '';
  const places = [...browserPlaces(machine), machine.downloaded];
  return [
    {
      how: 'named by CHROMIUM_PATH',
      paths: () => {
        if (named === '') return 'CHROMIUM_PATH is not set';
        return machine.exists(named) ? [named] : `CHROMIUM_PATH names ${named}, which is not there`;
      },
    },
    {
      how: 'found on this computer',
      paths: () =>
        places.some(machine.exists)
          ? places
          : 'Chrome, Edge, Chromium or Brave is in none of its usual places',
    },
    { how: 'installed with apt-get', paths: () => byPackageManager(machine, say) ?? places },
    { how: 'downloaded by Playwright', paths: () => byPlaywright(machine, say) ?? places },
  ];
}

/** Installs Debian's or Ubuntu's Chromium; returns why it could not. */
function byPackageManager(machine: Machine, say: (line: string) => void): string | null {
  const system = debianLike(machine);
  if (system === null) return 'apt-get is not how this system installs programs';
  const asRoot = rootCommand(machine);
  if (asRoot === null) return 'apt-get needs root, or sudo without a password';
  // On Ubuntu `chromium` is no package; `chromium-browser` brings the snap, where snaps work.
  const name = system === 'ubuntu' ? 'chromium-browser' : 'chromium';
  say(`No browser found. Installing ${name} with apt-get; this takes a minute or two.`);
  const aptGet = (...args: readonly string[]): boolean => {
    const [command = '', ...rest] = [...asRoot, 'apt-get', ...args];
    return machine.run(command, rest);
  };
  if (!aptGet('update', '-qq')) return 'apt-get update failed: the package lists cannot be had';
  return aptGet('install', '-y', '-qq', name) ? null : `apt-get could not install ${name}`;
}

/** Downloads Playwright's Chromium, with its system libraries where that is allowed; returns why it could not. */
function byPlaywright(machine: Machine, say: (line: string) => void): string | null {
  say("Trying Playwright's own download of Chromium.");
  const withLibraries = debianLike(machine) !== null && rootCommand(machine) !== null;
  const install = (...options: readonly string[]): boolean =>
    machine.run('npx', ['--no', 'playwright', 'install', ...options, 'chromium']);
  return (withLibraries && install('--with-deps')) || install()
    ? null
    : "Playwright's download did not arrive";
}

/** The words that must stand before a command that only root may run; null where nobody may. */
function rootCommand(machine: Machine): readonly string[] | null {
  if (machine.isRoot) return [];
  const sudo = ['-n', 'env', 'DEBIAN_FRONTEND=noninteractive'];
  return machine.run('sudo', ['-n', 'true']) ? ['sudo', ...sudo] : null;
}

function debianLike({ platform, osRelease }: Machine): 'debian' | 'ubuntu' | null {
  if (platform !== 'linux') return null;
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, value = '']) =>
    value.split(' '),
  );
  if (ids.includes('ubuntu')) return 'ubuntu';
  return ids.includes('debian') ? 'debian' : null;
}

/** The command that brings a browser, by the system's own name for itself. */
const remedies = [
  ['debian', 'sudo apt-get update && sudo apt-get install chromium'],
  ['ubuntu', 'sudo snap install chromium'],
  ['fedora', 'sudo dnf install chromium'],
  ['arch', 'sudo pacman -S chromium'],
  ['suse', 'sudo zypper install chromium'],
  ['alpine', 'sudo apk add chromium'],
] as const;

function remedyFor(machine: Machine): string {
  if (machine.platform === 'darwin') return 'brew install --cask google-chrome';
  if (machine.platform === 'win32') return 'winget install Google.Chrome';
  const system = debianLike(machine) ?? machine.osRelease;
  const known = remedies.find(([name]) => system.includes(name));
  return known?.[1] ?? "your system's package of Chromium or Google Chrome";
}
