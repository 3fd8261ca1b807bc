import { expect, test } from 'vitest';

import { AttemptLog } from '../../../src/link/attempts.ts';

const a = { host: 'a', port: 5810 };
const b = { host: 'b', port: 5810 };
const driverStation = { lookUp: () => Promise.resolve(null) };

test('each address has one entry, in the order of the candidates, and one that was looked up comes last', () => {
  const log = new AttemptLog();
  log.begin([a, driverStation, b]);
  const before = log.all;
  log.failed({ host: 'found', port: 5810 }, { kind: 'no-answer' });
  log.failed({ host: 'A', port: 5810 }, { kind: 'turned-down' });
  expect(log.all.map(({ address, trouble }) => [address.host, trouble?.kind])).toEqual([
    ['A', 'turned-down'],
    ['b', undefined],
    ['found', 'no-answer'],
  ]);
  expect(before.map(({ trouble }) => trouble)).toEqual([null, null]);
  log.begin([]);
  expect(log.all).toEqual([]);
});

test('how a try ended stands while the next one gets as far, and not once it gets further', () => {
  const log = new AttemptLog();
  log.begin([a]);
  log.failed(a, { kind: 'turned-down' });
  log.answered(a);
  expect(log.all).toEqual([{ address: a, answers: true, trouble: null }]);
  log.failed(a, { kind: 'stalled' });
  log.answered(a);
  expect(log.all).toEqual([{ address: a, answers: true, trouble: { kind: 'stalled' } }]);
  log.connected(a);
  expect(log.all).toEqual([{ address: a, answers: true, trouble: null }]);
  log.failed(a, { kind: 'no-answer' });
  expect(log.all).toEqual([{ address: a, answers: false, trouble: { kind: 'no-answer' } }]);
});
