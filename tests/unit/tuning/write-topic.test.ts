import { expect, test } from 'vitest';

import { writeTopic } from '../../../src/core/tuning/write-topic.ts';

test.each([
  ['/Tunables/Hood/Angle/value', '/Tunables/Hood/Angle/tune'],
  ['/Tunables/Hood/Angle', '/Tunables/Hood/Angle'],
  ['/Tunables/value/Angle', '/Tunables/value/Angle'],
  ['/Tuning/Angle/value', '/Tuning/Angle/value'],
  ['/SmartDashboard/value', '/SmartDashboard/value'],
])('%s is written to %s', (topic, written) => {
  expect(writeTopic(topic)).toBe(written);
});
