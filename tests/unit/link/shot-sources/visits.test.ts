import { describe, expect, test, vi } from 'vitest';

import type { Visit } from '../../../../src/core/tuning/visit.ts';
import type { LinkState, RobotLink } from '../../../../src/link/robot-link.ts';
import { followVisits } from '../../../../src/link/shot-sources/visits.ts';

/** A robot that is reached at `wallMs`, when its clock shows `serverUs`. */
interface Meeting {
  readonly wallMs: number;
  readonly serverUs: number;
}

/** What is told of these meetings, one connection each. */
function visitsOf(meetings: readonly Meeting[]): Visit[] {
  const visits: Visit[] = [];
  let now: Meeting = { wallMs: 0, serverUs: 0 };
  let state: LinkState = { kind: 'idle' };
  let tell = (): void => undefined;
  const link: Pick<RobotLink, 'state' | 'serverNowUs' | 'rttMs' | 'onState'> = {
    state: () => state,
    rttMs: () => rttMs,
    serverNowUs: () => (state.kind === 'online' ? now.serverUs : null),
    onState: (listener) => {
      tell = () => {
        listener(state);
      };
      return vi.fn();
    },
  };
  followVisits(
    link,
    () => now.wallMs,
    (visit) => visits.push(visit),
  );
  meetings.forEach((meeting, i) => {
    now = meeting;
    state = { kind: 'online', host: 'robot', session: i + 1, protocol: '4.1' };
    tell();
    state = { kind: 'idle' };
    tell();
  });
  return visits;
}

const rttMs = 20;
const startMs = 1_700_000_000_000;
const after = (sinceMs: number, bootedMs = 0): Meeting => ({
  wallMs: startMs + sinceMs,
  serverUs: (sinceMs - bootedMs) * 1000,
});

describe('a connection', () => {
  test('is the first, or again with the same boot, however long it took', () => {
    const visits = visitsOf([after(60_000), after(61_000), after(3_600_000)]);
    expect(visits.map(({ kind }) => kind)).toEqual(['first', 'again', 'again']);
    expect(new Set(visits.map(({ boot }) => boot))).toEqual(new Set([String(startMs)]));
    expect(visits.map(({ sinceUs }) => sinceUs)).toEqual(
      [60e6, 61e6, 3600e6].map((nowUs) => nowUs - (rttMs / 2) * 1000),
    );
  });

  test('is with the same boot when its clock is a little off', () => {
    const visits = visitsOf([after(60_000), after(70_000, 400), after(80_000, -400)]);
    expect(visits.map(({ kind }) => kind)).toEqual(['first', 'again', 'again']);
    expect(new Set(visits.map(({ boot }) => boot)).size).toBe(1);
  });

  test('is with a rebooted robot when its clock began anew, even if it shows more than before', () => {
    const visits = visitsOf([
      after(10_000),
      after(90_000, 70_000),
      after(99_000, 70_000),
      after(400_000, 100_000),
    ]);
    expect(visits.map(({ kind }) => kind)).toEqual(['first', 'rebooted', 'again', 'rebooted']);
    expect(new Set(visits.map(({ boot }) => boot)).size).toBe(3);
  });
});
