import { expect, test } from 'vitest';
import { profileSettings } from '../../../src/core/profile/profile.ts';
import { profileToJson } from '../../../src/core/profile/profile-json.ts';
import type { LinkState } from '../../../src/link/robot-link.ts';
import { RobotProfiles } from '../../../src/session/robot-profiles.svelte.ts';
import { settings } from '../tuning/bench.ts';
import { settle } from './session-world.ts';

const online = (session: number, host = '10.12.34.2'): LinkState => ({
  kind: 'online',
  host,
  session,
  protocol: '4.1',
});
const profile = { name: 'Comp', settings: profileSettings(settings()) };

/** A page from there, and whom it asked for files; the answers come when the test gives them. */
function shelf(from = 'http://localhost:4173/') {
  const asked: {
    host: string;
    answer: (files: { name: string; text: string | null }[]) => void;
  }[] = [];
  const profiles = new RobotProfiles(
    new URL(from),
    (host) =>
      new Promise((answer) => {
        asked.push({ host, answer });
      }),
  );
  return { asked, profiles };
}

test('a connected robot is asked once in each connection, and its files are told with their faults', async () => {
  const { asked, profiles } = shelf();
  expect(profiles.shelf.kind).toBe('offline');
  profiles.follow(online(1), false);
  profiles.follow(online(1), false);
  expect(asked.map(({ host }) => host)).toEqual(['10.12.34.2']);
  expect(profiles.shelf.kind).toBe('asking');
  asked[0]!.answer([
    { name: 'comp.json', text: profileToJson(profile) },
    { name: 'layout.json', text: '{}' },
    { name: 'gone.json', text: null },
  ]);
  await settle();
  expect(profiles.shelf).toEqual({
    kind: 'told',
    profiles: [
      { file: 'comp.json', read: { ok: true, value: profile } },
      { file: 'layout.json', read: { ok: false, fault: { kind: 'not-a-profile' } } },
      { file: 'gone.json', read: null },
    ],
  });
  profiles.follow({ kind: 'idle' }, false);
  expect(profiles.shelf.kind).toBe('offline');
  profiles.follow(online(2), false);
  expect(asked).toHaveLength(2);
});

test('an answer of a robot that is gone, or was asked before, is nobody’s', async () => {
  const { asked, profiles } = shelf();
  profiles.follow(online(1), false);
  profiles.follow({ kind: 'idle' }, false);
  asked[0]!.answer([{ name: 'comp.json', text: profileToJson(profile) }]);
  await settle();
  expect(profiles.shelf.kind).toBe('offline');
  profiles.follow(online(2), false);
  void profiles.ask('10.12.34.2');
  asked[2]!.answer([]);
  await settle();
  asked[1]!.answer([{ name: 'comp.json', text: profileToJson(profile) }]);
  await settle();
  expect(profiles.shelf).toEqual({ kind: 'told', profiles: [] });
});

test('a secure page asks only where the browser has let it into the local network', () => {
  const { asked, profiles } = shelf('https://team.github.io/');
  profiles.follow(online(1), false);
  expect(profiles.shelf.kind).toBe('barred');
  expect(asked).toEqual([]);
  profiles.follow(online(1), true);
  expect(asked).toHaveLength(1);
});
