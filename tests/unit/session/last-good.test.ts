import { expect, test } from 'vitest';

import { lastGoodOf, rememberLastGood } from '../../../src/session/last-good.ts';
import { openPreferences } from '../../../src/storage/preferences.ts';
import { textStorage } from './session-world.ts';

const fresh = () => openPreferences(textStorage);

test('the newest host of a team is the one that is remembered', () => {
  const preferences = fresh();
  expect(lastGoodOf(preferences, 1234)).toBeNull();
  rememberLastGood(preferences, 1234, 'robot.local');
  rememberLastGood(preferences, 254, '172.22.11.2');
  rememberLastGood(preferences, 1234, '10.12.34.2');
  expect([lastGoodOf(preferences, 1234), lastGoodOf(preferences, 254)]).toEqual([
    '10.12.34.2',
    '172.22.11.2',
  ]);
});

test('a robot of another team is not remembered as one’s own', () => {
  const preferences = fresh();
  rememberLastGood(preferences, 1234, '10.56.78.2');
  expect(lastGoodOf(preferences, 1234)).toBeNull();
});

test('eight teams are remembered, and the one that was new first is forgotten', () => {
  const preferences = fresh();
  for (let team = 1; team <= 9; team++) rememberLastGood(preferences, team, 'robot.local');
  expect([1, 2, 9].map((team) => lastGoodOf(preferences, team))).toEqual([
    null,
    'robot.local',
    'robot.local',
  ]);
});

test('what is stored and no address is not dialled', () => {
  const preferences = fresh();
  preferences.set('lastGood', [{ team: 1234, host: 'no address' }]);
  expect(lastGoodOf(preferences, 1234)).toBeNull();
});
