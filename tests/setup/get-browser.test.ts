import { describe, expect, test } from 'vitest';
import { browserPlaces } from './browser-places.ts';
import { getBrowser } from './get-browser.ts';
import type { Machine } from './machine.ts';

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';
const ubuntu = 'ID=ubuntu\nID_LIKE=debian\n';
const downloaded = '/home/pat/.cache/ms-playwright/chromium/chrome';

/** A computer in words: which files it has, which of them open a page, and what its commands do. */
function computer({
  has = [],
  broken = [],
  succeeds = {},
  ...parts
}: Partial<Machine> & {
  readonly has?: readonly string[];
  readonly broken?: readonly string[];
  /** Commands that succeed, by their words, and the files that they bring. */
  readonly succeeds?: Readonly<Record<string, readonly string[]>>;
}): { readonly machine: Machine; readonly commands: string[]; readonly said: string[] } {
  const files = new Set(has);
  const commands: string[] = [];
  return {
    commands,
    said: [],
    machine: {
      platform: 'linux',
      env: {},
      home: '/home/pat',
      isRoot: false,
      osRelease: debian,
      downloaded,
      exists: (path) => files.has(path),
      run: (command, args) => {
        const words = [command, ...args].join(' ');
        commands.push(words);
        const brought = succeeds[words];
        for (const file of brought ?? []) files.add(file);
        return brought !== undefined;
      },
      opens: (path) => Promise.resolve(broken.includes(path) ? null : '156.0'),
      ...parts,
    },
  };
}

const find = ({ machine, said }: ReturnType<typeof computer>): ReturnType<typeof getBrowser> =>
  getBrowser(machine, (line) => {
    said.push(line);
  });

const update = 'apt-get update -qq';
const install = 'apt-get install -y -qq chromium';
const withSudo = (command: string): string =>
  `sudo -n env DEBIAN_FRONTEND=noninteractive ${command}`;
const playwright = 'npx --no playwright install chromium';

describe('the browser for the tests', () => {
  test('is the one that CHROMIUM_PATH names, before any other', async () => {
    const named = computer({
      env: { CHROMIUM_PATH: '/opt/mine/chrome' },
      has: ['/opt/mine/chrome', '/usr/bin/chromium'],
    });
    expect(await find(named)).toMatchObject({
      path: '/opt/mine/chrome',
      how: 'named by CHROMIUM_PATH',
    });
    expect(named.commands).toEqual([]);
  });

  test('is an installed one where CHROMIUM_PATH names a program that opens no page, and that is said', async () => {
    const wrong = computer({
      env: { CHROMIUM_PATH: '/bin/true' },
      has: ['/bin/true', '/usr/bin/google-chrome'],
      broken: ['/bin/true'],
    });
    expect(await find(wrong)).toMatchObject({ path: '/usr/bin/google-chrome' });
    expect(wrong.said).toEqual(['/bin/true is there, but opens no page: looking further.']);
  });

  test.each([
    ['linux', '/snap/bin/chromium'],
    ['linux', '/opt/brave.com/brave/brave'],
    ['linux', '/var/lib/flatpak/exports/bin/com.google.Chrome'],
    ['linux', '/home/pat/.local/share/flatpak/exports/bin/org.chromium.Chromium'],
    ['linux', '/opt/tools/bin/chromium'],
    ['darwin', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['darwin', '/home/pat/Applications/Brave Browser.app/Contents/MacOS/Brave Browser'],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', 'C:\\Users\\pat\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'],
  ] as const)('is found on %s at %s', async (platform, path) => {
    const env = {
      PATH: '/usr/bin:/opt/tools/bin',
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\pat\\AppData\\Local',
    };
    expect(await find(computer({ platform, env, has: [path] }))).toMatchObject({ path });
  });

  test('is installed as root with the package lists fetched first, and a line says so', async () => {
    const bare = computer({
      isRoot: true,
      succeeds: { [update]: [], [install]: ['/usr/bin/chromium'] },
    });
    expect(await find(bare)).toMatchObject({
      path: '/usr/bin/chromium',
      how: 'installed with apt-get',
    });
    expect(bare.commands).toEqual([update, install]);
    expect(bare.said).toHaveLength(1);
  });

  test('is installed with sudo where that asks for no password', async () => {
    const bare = computer({
      succeeds: {
        'sudo -n true': [],
        [withSudo(update)]: [],
        [withSudo(install)]: ['/usr/bin/chromium'],
      },
    });
    expect(await find(bare)).toMatchObject({ path: '/usr/bin/chromium' });
  });

  test("is Playwright's where Ubuntu's package is a stub that does not start", async () => {
    const stub = 'apt-get install -y -qq chromium-browser';
    const bare = computer({
      isRoot: true,
      osRelease: ubuntu,
      broken: ['/usr/bin/chromium-browser'],
      succeeds: {
        [update]: [],
        [stub]: ['/usr/bin/chromium-browser'],
        'npx --no playwright install --with-deps chromium': [downloaded],
      },
    });
    expect(await find(bare)).toMatchObject({
      path: downloaded,
      how: 'downloaded by Playwright',
    });
  });

  test("is Playwright's without its libraries where nobody may install them", async () => {
    const bare = computer({ succeeds: { [playwright]: [downloaded] } });
    expect(await find(bare)).toMatchObject({ path: downloaded });
    expect(bare.commands).toEqual(['sudo -n true', 'sudo -n true', playwright]);
  });

  test('is told to be missing with every closed way and the command of the system', async () => {
    const found = await find(computer({ env: { CHROMIUM_PATH: '/gone' } }));
    expect(found).toEqual({
      kind: 'none',
      closed: [
        'CHROMIUM_PATH names /gone, which is not there',
        'Chrome, Edge, Chromium or Brave is in none of its usual places',
        'apt-get needs root, or sudo without a password',
        "Playwright's download did not arrive",
      ],
      remedy: 'sudo apt-get update && sudo apt-get install chromium',
    });
  });

  test.each([
    ['ID=fedora\n', 'sudo dnf install chromium'],
    ['ID=manjaro\nID_LIKE=arch\n', 'sudo pacman -S chromium'],
    ['ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'sudo zypper install chromium'],
    ['ID=alpine\n', 'sudo apk add chromium'],
    [ubuntu, 'sudo snap install chromium'],
  ])('has its command on a system that calls itself %j', async (osRelease, remedy) => {
    expect(await find(computer({ osRelease }))).toMatchObject({ kind: 'none', remedy });
  });

  test('is looked for in no folder that a relative PATH names', () => {
    const places = browserPlaces({ platform: 'linux', env: { PATH: '.:bin' }, home: '/home/pat' });
    expect(places.filter((path) => !path.startsWith('/'))).toEqual([]);
  });
});
