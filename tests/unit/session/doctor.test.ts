import { describe, expect, test } from 'vitest';

import type { Attempt } from '../../../src/link/attempts.ts';
import {
  examine,
  steps,
  type ConnectionFacts,
  type Finding,
  type Step,
} from '../../../src/session/doctor.ts';
import type { PermissionsSaid } from '../../../src/session/local-network.svelte.ts';

type Trouble = NonNullable<Attempt['trouble']>;

const attempt = (host: string, trouble: Trouble['kind'] | null, answers = false): Attempt => ({
  address: { host, port: 5810 },
  answers,
  trouble:
    trouble === null
      ? null
      : trouble === 'forbidden' || trouble === 'closed'
        ? { kind: trouble, detail: '' }
        : { kind: trouble },
});
/** What a browser says that has the two permissions apart. */
const said = (
  local: PermissionState | 'untold',
  loopback: PermissionState | 'untold',
): PermissionsSaid => ({
  'local-network': { label: 'local-network', state: local },
  'loopback-network': { label: 'loopback-network', state: loopback },
});
const robot = '10.12.34.2';
const page = (url: string): Partial<ConnectionFacts> => ({ page: new URL(url) });
const site = page('https://team.github.io/tune/');

const connecting: ConnectionFacts = {
  page: new URL('http://localhost:8080/'),
  permissions: said('untold', 'untold'),
  onNetwork: true,
  link: { kind: 'connecting', host: robot, attempt: 1, why: null },
  attempts: [attempt(robot, null)],
  topics: 0,
  settled: false,
  robotKnown: false,
  listened: 'unknown',
};
const online: Partial<ConnectionFacts> = {
  link: { kind: 'online', host: robot, session: 1, protocol: '4.1' },
  attempts: [attempt(robot, null, true)],
};
const idle: Partial<ConnectionFacts> = { link: { kind: 'idle' }, attempts: [] };
const tried = (...attempts: readonly Attempt[]): Partial<ConnectionFacts> => ({ attempts });

/** The first line that has not passed, in short. */
function stop(facts: Partial<ConnectionFacts>): readonly [Step, string, Finding['kind'] | null] {
  const line = examine({ ...connecting, ...facts }).find(({ standing }) => standing !== 'passed');
  if (line === undefined) throw new Error('every step has passed');
  return [line.step, line.standing, line.finding?.kind ?? null];
}

describe('the check stops where the connection does:', () => {
  test.each<[string, Partial<ConnectionFacts>, Step, string, Finding['kind']]>([
    ['nothing is looked for', idle, 'host', 'not-reached', 'host-none-sought'],
    [
      'the page will ask',
      { ...site, ...idle, permissions: said('prompt', 'prompt') },
      'page',
      'waiting',
      'page-will-ask',
    ],
    [
      'the browser asks',
      { ...site, permissions: said('prompt', 'prompt') },
      'page',
      'waiting',
      'page-asks',
    ],
    [
      'the browser was told to block it',
      { ...site, permissions: said('denied', 'denied') },
      'page',
      'failed',
      'page-denied',
    ],
    [
      'a page that was not loaded whole',
      tried(attempt(robot, 'not-loaded')),
      'page',
      'failed',
      'page-incomplete',
    ],
    [
      'a browser that blocks every https page',
      { ...site, ...tried(attempt(robot, 'forbidden')) },
      'page',
      'failed',
      'page-barred',
    ],
    [
      'a name from an https page',
      {
        ...site,
        permissions: said('granted', 'granted'),
        ...tried(attempt('robot.lan', 'forbidden')),
      },
      'page',
      'failed',
      'page-name-barred',
    ],
    [
      'a page from a public http address',
      { ...page('http://tune.example.com/'), ...tried(attempt(robot, 'turned-down')) },
      'page',
      'failed',
      'page-public-http',
    ],
    ['an address is being tried', {}, 'host', 'waiting', 'host-sought'],
    ['no network at all', { onNetwork: false }, 'host', 'failed', 'network-none'],
    ['a silent host', tried(attempt(robot, 'no-answer')), 'host', 'failed', 'host-silent'],
    [
      'a host that refuses among silent ones',
      tried(attempt(robot, 'turned-down'), attempt('172.22.11.2', 'no-answer')),
      'host',
      'failed',
      'host-turned-down',
    ],
    [
      'a host that refuses',
      tried(attempt(robot, 'turned-down')),
      'host',
      'failed',
      'host-turned-down',
    ],
    [
      'every host refuses',
      tried(attempt(robot, 'turned-down'), attempt('172.22.11.2', 'turned-down')),
      'host',
      'failed',
      'hosts-turned-down',
    ],
    [
      'an unknown name among silent hosts',
      tried(attempt(robot, 'no-answer'), attempt('robot.local', 'turned-down')),
      'host',
      'failed',
      'host-silent',
    ],
    [
      'a name that fails',
      tried(attempt('robot.lan', 'turned-down')),
      'host',
      'failed',
      'name-turned-down',
    ],
    [
      'no simulation, though on no network',
      { onNetwork: false, ...tried(attempt('127.0.0.1', 'turned-down')) },
      'host',
      'failed',
      'simulator-absent',
    ],
    [
      'the socket is opening',
      tried(attempt(robot, null, true)),
      'socket',
      'waiting',
      'socket-opens',
    ],
    ['no sockets', tried(attempt(robot, 'refused', true)), 'socket', 'failed', 'socket-refused'],
    [
      'a hanging handshake',
      tried(attempt(robot, 'stalled', true)),
      'socket',
      'failed',
      'socket-stalled',
    ],
    [
      'an old server',
      tried(attempt(robot, 'no-protocol', true)),
      'protocol',
      'failed',
      'protocol-foreign',
    ],
    ['no clock', tried(attempt(robot, 'no-clock', true)), 'clock', 'failed', 'clock-untold'],
    ['a lost connection', tried(attempt(robot, 'silent', true)), 'clock', 'waiting', 'link-lost'],
    ['no topic yet', online, 'topics', 'waiting', 'topics-awaited'],
    ['no topic at all', { ...online, settled: true }, 'topics', 'failed', 'topics-none'],
    ['no state yet', { ...online, topics: 5 }, 'state', 'waiting', 'state-awaited'],
    ['no state at all', { ...online, topics: 5, settled: true }, 'state', 'failed', 'state-untold'],
    [
      'no reader',
      { ...online, topics: 5, robotKnown: true, listened: 'no' },
      'listener',
      'failed',
      'listener-absent',
    ],
    [
      'perhaps no reader',
      { ...online, topics: 5, robotKnown: true },
      'listener',
      'waiting',
      'listener-unknown',
    ],
  ])('%s', (_what, facts, step, standing, finding) => {
    expect(stop(facts)).toEqual([step, standing, finding]);
  });

  test('nowhere, when a robot is connected and all is told', () => {
    const facts = {
      ...connecting,
      ...online,
      topics: 5,
      robotKnown: true,
      listened: 'yes',
    } as const;
    expect(examine(facts).map(({ step, standing }) => [step, standing])).toEqual(
      steps.map((step) => [step, 'passed']),
    );
  });
});

test('of a connection that stops, no later step is said to have passed', () => {
  const troubles = [
    'turned-down',
    'no-answer',
    'refused',
    'stalled',
    'no-protocol',
    'no-clock',
  ] as const;
  for (const trouble of troubles) {
    const answers = trouble !== 'turned-down' && trouble !== 'no-answer';
    const lines = examine({ ...connecting, ...tried(attempt(robot, trouble, answers)) });
    const place = lines.findIndex(({ standing }) => standing === 'failed');
    expect(lines.slice(place + 1).every(({ standing }) => standing === 'not-reached')).toBe(true);
  }
});

test('the attempt that came furthest is told of, whatever the others came to', () => {
  const lines = examine({
    ...connecting,
    attempts: [
      attempt(robot, 'no-answer'),
      attempt('192.168.1.5', 'refused', true),
      attempt('robot.local', 'no-protocol', true),
    ],
  });
  expect(lines.find(({ standing }) => standing === 'failed')).toEqual({
    step: 'protocol',
    standing: 'failed',
    finding: { kind: 'protocol-foreign', host: 'robot.local', port: 5810 },
  });
});

test('a permission is believed only of a public https page', () => {
  for (const url of ['http://localhost:8080/', 'http://10.12.34.2:5801/', 'file:///x.html'])
    expect(stop({ ...page(url), permissions: said('denied', 'denied') })[0]).toBe('host');
});

describe('the permission that counts is that of the address:', () => {
  const simulator = '127.0.0.1';
  const finding = (facts: Partial<ConnectionFacts>) =>
    examine({ ...connecting, ...site, ...facts })[0]?.finding;

  test('a simulated robot whose permission was blocked is said to be blocked, not to be asked for', () => {
    const facts = {
      permissions: said('prompt', 'denied'),
      ...tried(attempt(simulator, 'turned-down')),
    };
    expect(finding(facts)).toEqual({ kind: 'page-denied', label: 'loopback-network' });
  });

  test('a robot on the network does not wait for the permission of a simulated one', () => {
    const facts = { permissions: said('granted', 'denied'), ...tried(attempt(robot, null)) };
    expect(finding(facts)).toEqual({ kind: 'page-allowed' });
  });

  test('of several addresses the blocked one is named', () => {
    const facts = {
      permissions: said('denied', 'prompt'),
      ...tried(attempt(simulator, null), attempt(robot, 'turned-down')),
    };
    expect(finding(facts)).toEqual({ kind: 'page-denied', label: 'local-network' });
  });

  test('where one of several addresses answers, the others are not asked for', () => {
    const facts = {
      permissions: said('denied', 'granted'),
      ...tried(attempt(simulator, null, true), attempt(robot, 'turned-down')),
    };
    expect(finding(facts)).toEqual({ kind: 'page-allowed' });
  });

  test('a browser from before the two asks by the name it has', () => {
    const old = { label: 'local-network-access', state: 'denied' } as const;
    const facts = {
      permissions: { 'local-network': old, 'loopback-network': old },
      ...tried(attempt(simulator, 'turned-down')),
    };
    expect(finding(facts)).toEqual({ kind: 'page-denied', label: 'local-network-access' });
  });
});
