import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseAddress, teamCandidates, type RobotAddress } from '../../../src/link/addresses.ts';

/** The one address that was understood. */
function address(typed: string): RobotAddress | undefined {
  const parsed = parseAddress(typed);
  return parsed.ok ? parsed.candidates[0] : undefined;
}
function errorKind(typed: string): string | null {
  const parsed = parseAddress(typed);
  return parsed.ok ? null : parsed.error.kind;
}

describe('a team number', () => {
  test('gives its number address first, then names, then the cable, all on NT’s port', () => {
    expect(teamCandidates(1234)).toEqual(
      [
        '10.12.34.2',
        'robot.local',
        'roboRIO-1234-FRC.local',
        '172.22.11.2',
        '172.26.0.1',
        '172.27.0.1',
        '172.28.0.1',
        '172.29.0.1',
        '172.30.0.1',
      ].map((host) => ({ host, port: 5810 })),
    );
  });

  test.each([
    ['1', '10.0.1.2'],
    ['99', '10.0.99.2'],
    ['254', '10.2.54.2'],
    [' 9999 ', '10.99.99.2'],
    ['12345', '10.123.45.2'],
    ['25599', '10.255.99.2'],
    ['0254', '10.2.54.2'],
  ])('%s answers at %s', (typed, host) => {
    expect(parseAddress(typed)).toMatchObject({ ok: true, team: Number(typed) });
    expect(address(typed)?.host).toBe(host);
  });

  test.each(['0', '00', '-5', '25600', '99999999', '1'.repeat(400)])('%s is no team', (typed) => {
    expect(parseAddress(typed)).toEqual({
      ok: false,
      error: { kind: 'team-range', team: typed, min: 1, max: 25599 },
    });
  });

  test('of any team makes a valid IP address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25599 }), (team) => {
        const host = address(String(team))?.host ?? '';
        expect(
          host
            .split('.')
            .map(Number)
            .every((octet) => octet >= 0 && octet <= 255),
        ).toBe(true);
        expect(address(host)).toEqual({ host, port: 5810 });
      }),
      { seed: 1 },
    );
  });
});

describe('an address', () => {
  test.each<[string, string, number]>([
    ['10.12.34.2', '10.12.34.2', 5810],
    ['10.12.34.2:5811', '10.12.34.2', 5811],
    ['localhost', 'localhost', 5810],
    ['LocalHost:1', 'localhost', 1],
    ['robot.local', 'robot.local', 5810],
    ['roboRIO-254-FRC.local', 'roborio-254-frc.local', 5810],
    ['robot.local.', 'robot.local.', 5810],
    ['team_pc', 'team_pc', 5810],
    ['ws://10.12.34.2', '10.12.34.2', 5810],
    ['WS://10.12.34.2:5810/', '10.12.34.2', 5810],
    ['ws://10.12.34.2:5810/nt/AdvantageScope', '10.12.34.2', 5810],
    ['[::1]', '[::1]', 5810],
    ['[FE80::1]:5000', '[fe80::1]', 5000],
    ['::1', '[::1]', 5810],
    ['fe80::280:2fff:fe00:1', '[fe80::280:2fff:fe00:1]', 5810],
    ['[::ffff:10.0.0.2]', '[::ffff:10.0.0.2]', 5810],
  ])('%s is %s on port %i', (typed, host, port) => {
    expect(parseAddress(typed)).toEqual({ ok: true, team: null, candidates: [{ host, port }] });
  });

  test.each<[string, string]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['10.12 .34.2', 'spaces'],
    ['my robot', 'spaces'],
    ['http://10.12.34.2', 'scheme'],
    ['wss://10.12.34.2', 'scheme'],
    ['ftp://x', 'scheme'],
    ['javascript://x', 'scheme'],
    ['10.12.34.2/app', 'path'],
    ['ws://10.12.34.2:5810/other/x', 'path'],
    ['host?x', 'path'],
    ['host#x', 'path'],
    ['10.12.34.2:0', 'port'],
    ['10.12.34.2:65536', 'port'],
    ['10.12.34.2:', 'port'],
    ['host:5810x', 'port'],
    ['host:-1', 'port'],
    ['host:1e3', 'port'],
    ['[::1]:99999', 'port'],
    ['10.12.34', 'ip'],
    ['10.12.34.256', 'ip'],
    ['10.12.34.2.1', 'ip'],
    ['010.1.2.3', 'ip'],
    ['1.5', 'ip'],
    ['host name', 'spaces'],
    ['-host', 'host'],
    ['host-.local', 'host'],
    ['a..b', 'host'],
    ['user@host', 'host'],
    ['höst', 'host'],
    ['a'.repeat(64), 'host'],
    ['a.'.repeat(130), 'host'],
    ['[::1', 'host'],
    ['[]', 'host'],
    ['[1::2::3]', 'host'],
    ['1::2::3', 'host'],
    ['%31', 'host'],
    ['.', 'host'],
  ])('“%s” is none: %s', (typed, kind) => {
    expect(errorKind(typed)).toBe(kind);
  });

  test('whatever is typed, reading it never throws, and what it gives is a URL', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.domain()),
        (typed) => {
          const parsed = parseAddress(typed);
          if (!parsed.ok) return;
          for (const { host, port } of parsed.candidates)
            expect(URL.canParse(`ws://${host}:${port}/nt/MLtune`)).toBe(true);
        },
      ),
      { seed: 2, numRuns: 1000 },
    );
  });
});
