import type { Machine } from './machine.ts';

type Where = Pick<Machine, 'platform' | 'env' | 'home'>;

const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];

/** Paths below a folder of programs on Windows. */
const windowsApps = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** Names of the commands that a Linux distribution, a vendor's package or snap installs. */
const linuxCommands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'brave',
];

const linuxFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** Where the vendors' own packages keep the program itself. */
const linuxPrograms = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/opt/brave.com/brave/brave',
];

const flatpaks = [
  'org.chromium.Chromium',
  'com.google.Chrome',
  'com.microsoft.Edge',
  'com.brave.Browser',
];

/** Returns the paths at which Chrome, Edge, Chromium or Brave may be on such a system, best first. */
export function browserPlaces({ platform, env, home }: Where): readonly string[] {
  if (platform === 'darwin')
    return ['/Applications', `${home}/Applications`].flatMap((folder) =>
      macApps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  if (platform === 'win32')
    return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((folder) =>
      folder === undefined ? [] : windowsApps.map((app) => `${folder}\\${app}`),
    );
  return [
    ...joined([...linuxFolders, ...(env['PATH'] ?? '').split(':')], linuxCommands),
    ...linuxPrograms,
    ...joined(
      ['/var/lib/flatpak/exports/bin', `${home}/.local/share/flatpak/exports/bin`],
      flatpaks,
    ),
  ];
}

function joined(folders: readonly string[], names: readonly string[]): readonly string[] {
  const paths = folders
    .filter((folder) => folder.startsWith('/'))
    .flatMap((folder) => names.map((name) => `${folder}/${name}`));
  return [...new Set(paths)];
}
