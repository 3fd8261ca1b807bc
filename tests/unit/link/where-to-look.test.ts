import { describe, expect, test } from 'vitest';

import { isLookup, teamCandidates, type Candidate } from '../../../src/link/addresses.ts';
import {
  hostKind,
  mayFetch,
  mayReach,
  robotOfPage,
  type PageOrigin,
} from '../../../src/link/page-origin.ts';
import { whereToLook, whoseRobot } from '../../../src/link/where-to-look.ts';

const page = (url: string): PageOrigin => new URL(url);
const site = page('https://team.github.io/tune/');
const laptop = page('http://localhost:8080/');
const robots = page('http://10.12.34.2:5801/app/');
const driverStation = { lookUp: () => Promise.resolve(null) };
const names = (candidates: readonly Candidate[]): readonly string[] =>
  candidates.map((candidate) => (isLookup(candidate) ? 'driver station' : candidate.host));
const look = (from: PageOrigin, lastGood: string | null = null): readonly string[] =>
  names(whereToLook({ team: 1234, lastGood, page: from, driverStation }));
const own = names(teamCandidates(1234));

describe('a team’s robot is looked for', () => {
  test('where it answered last, where the page came from, where the Driver Station sees it, and at its own addresses', () => {
    expect(look(page('http://192.168.1.7:5801/'), '172.22.11.2')).toEqual([
      '172.22.11.2',
      '192.168.1.7',
      'driver station',
      ...own.filter((host) => host !== '172.22.11.2'),
    ]);
  });

  test('at each place once, at the likeliest turn', () => {
    expect(look(robots, '10.12.34.2')).toEqual(['10.12.34.2', 'driver station', ...own.slice(1)]);
    expect(look(laptop, 'ROBORIO-1234-FRC.LOCAL')).toEqual([
      'ROBORIO-1234-FRC.LOCAL',
      'driver station',
      ...own.filter((host) => host !== 'roboRIO-1234-FRC.local'),
    ]);
  });

  test('not on this computer, though the page came from it', () => {
    expect(look(laptop)).toEqual(['driver station', ...own]);
    expect(look(page('http://127.0.0.1:4173/'))).toEqual(['driver station', ...own]);
    expect(look(page('file:///stick/mltune.html'))).toEqual(['driver station', ...own]);
  });

  test('from a public page without the Driver Station, which the browser would ask for, and without what it refuses', () => {
    expect(look(site)).toEqual(own);
    expect(look(site, 'roborio-1234-frc.lan')).toEqual(own);
    expect(look(page('http://tune.example.com/'))).toEqual(own);
  });
});

test.each<[string, ReturnType<typeof hostKind>]>([
  ['http://localhost:5173/', 'loopback'],
  ['https://localhost/', 'loopback'],
  ['http://127.3.2.1/', 'loopback'],
  ['http://[::1]/', 'loopback'],
  ['http://10.12.34.2:5801/', 'private'],
  ['http://172.16.0.1/', 'private'],
  ['http://172.31.9.9/', 'private'],
  ['http://172.32.0.1/', 'public'],
  ['http://192.168.0.2/', 'private'],
  ['http://169.254.1.1/', 'private'],
  ['http://[fd00::1]/', 'private'],
  ['http://[fe80::1]/', 'private'],
  ['http://[2001:db8::1]/', 'public'],
  ['http://robot.local/', 'private'],
  ['http://roborio-1234-frc.lan/', 'private'],
  ['http://robot/', 'private'],
  ['https://10.12.34.2/', 'private'],
  ['https://team.github.io/', 'public'],
  ['http://203.0.113.10/', 'public'],
  ['http://10.example.com/', 'public'],
  ['file:///home/me/mltune.html', 'file'],
])('a page from %s is from a %s host', (url, kind) => {
  expect(hostKind(page(url))).toBe(kind);
});

test.each<[string, string | null]>([
  ['http://10.12.34.2:5801/app/', '10.12.34.2'],
  ['http://robot.local:5801/', 'robot.local'],
  ['https://10.12.34.2/', null],
  ['http://localhost:8080/', null],
  ['https://team.github.io/', null],
  ['file:///x.html', null],
])('the robot that served %s is %s', (url, host) => {
  expect(robotOfPage(page(url))).toBe(host);
});

test.each<[string, boolean]>([
  ['10.12.34.2', true],
  ['[fe80::1]', true],
  ['roboRIO-1234-FRC.local', true],
  ['robot.local.', true],
  ['localhost', true],
  ['robot', false],
  ['roboRIO-1234-FRC.lan', false],
  ['robot.example.com', false],
])('a secure page may reach %s: %s, and any other page may', (host, secure) => {
  expect(mayReach(site, host)).toBe(secure);
  expect(mayReach(laptop, host)).toBe(true);
});

test.each<[number, string, ReturnType<typeof whoseRobot>]>([
  [1234, '10.12.34.2', 'ours'],
  [1234, '10.12.34.5', 'ours'],
  [25599, '10.255.99.2', 'ours'],
  [5, '10.0.5.2', 'ours'],
  [1234, 'roboRIO-1234-FRC.local', 'ours'],
  [254, 'roborio-254-frc.lan', 'ours'],
  [1234, '10.56.78.2', 'another'],
  [1234, '10.12.43.2', 'another'],
  [1234, 'roboRIO-254-FRC.local', 'another'],
  [1234, 'robot.local', 'untold'],
  [1234, '172.22.11.2', 'untold'],
  [1234, '172.30.0.1', 'untold'],
  [1234, '192.168.1.5', 'untold'],
  [1234, 'localhost', 'untold'],
])('for team %i, the robot at %s is %s', (team, host, whose) => {
  expect(whoseRobot(team, host)).toBe(whose);
});

test.each([
  ['10.12.34.2', true, true],
  ['10.12.34.2', false, false],
  ['robot.local', true, true],
  ['roboRIO-1234-FRC.lan', true, false],
])('from a secure page %s is asked for files, allowed %s: %s', (host, allowed, asked) => {
  expect(mayFetch(site, host, allowed)).toBe(asked);
  expect(mayFetch(laptop, host, false)).toBe(true);
});
