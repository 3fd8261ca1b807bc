import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inRemark } from '../../../src/core/code/remark.ts';
import { anyTopic } from './any-topic.ts';

test.each([
  ['kg/m³', 'kg/m3'],
  ['29 °', '29 deg'],
  ['µs · Ω', 'us * Ohm'],
  ['“Saturday”', '"Saturday"'],
  ['Größe', 'Gro<U+00DF>e'],
  ['two\nlines', 'two lines'],
  ['ends with \\', 'ends with <U+005C>'],
  ['\\u000a int x;', '<U+005C>u000a int x;'],
  ['🎯', '<U+1F3AF>'],
])('%j is remarked as %j', (text, remark) => {
  expect(inRemark(text)).toBe(remark);
});

test('whatever the text, its remark is one short line of printable ASCII without a backslash', () => {
  fc.assert(
    fc.property(anyTopic, (given) => {
      const remark = inRemark(given);
      expect(remark).toMatch(/^[ -[\]-~]*$/);
      expect(remark.length).toBeLessThanOrEqual(160);
    }),
    { seed: 4, numRuns: 1000 },
  );
});
