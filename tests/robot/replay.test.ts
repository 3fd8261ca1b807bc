import { describe, expect, test } from 'vitest';
import { compare } from './replay/compare.ts';
import { knownDifferences } from './replay/known-differences.ts';
import { replay } from './replay/replay.ts';
import { recordings, scenarios, traceOf } from './replay/trace.ts';

// What WPILib's own servers answered in recorded conversations is what the simulated server answers to the same
// clients and the same robot program, in virtual time. `negotiation.test.ts` has those of the handshake.

const conversations = scenarios.filter((scenario) => scenario !== '15-negotiation');

test('there are recordings to replay', () => {
  expect(conversations.length).toBeGreaterThan(30);
});

describe.each(recordings)(
  'the simulated server answers as the recorded one did (%s)',
  (recording) => {
    test.each(conversations)('in %s', (scenario) => {
      const lines = traceOf(scenario, recording);
      const differences = compare(lines, replay(lines, recording));
      const known = knownDifferences.find(
        (entry) => entry.scenario === scenario && entry.recording === recording,
      );
      if (known === undefined) expect(differences).toEqual([]);
      // What no longer differs as it did has to leave the table, or the table has to say why.
      else expect(differences, JSON.stringify(differences, null, 1)).toHaveLength(known.count);
    });
  },
);

test('a replay that comes out otherwise is seen', () => {
  const lines = traceOf('01a-topicsonly-then-values', 'r26');
  const heard = replay(lines, 'r26').filter(({ kind }) => kind !== 'ping');
  expect(compare(lines, heard.slice(0, -1))).toHaveLength(1);
  expect(compare(lines, [...heard, ...heard.slice(-1)])).toHaveLength(1);
  expect(compare(lines, [heard[1]!, heard[0]!, ...heard.slice(2)]).length).toBeGreaterThan(0);
  expect(compare(lines, replay(traceOf('01a-topicsonly-then-values', 'r27'), 'r27'))).not.toEqual(
    [],
  );
});
