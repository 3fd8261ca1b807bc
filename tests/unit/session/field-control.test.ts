import { expect, test } from 'vitest';

import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { FieldControl } from '../../../src/session/field-control.ts';
import { address, HandClock, pass } from './session-world.ts';

async function following(pageUrl: string) {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const says: ((isControlled: boolean) => void)[] = [];
  let stops = 0;
  const control = new FieldControl({
    link,
    page: new URL(pageUrl),
    followFieldControl: (told) => {
      says.push(told);
      return () => (stops += 1);
    },
  });
  const before = says.length;
  link.connect([address]);
  await pass(clock, 100);
  return { clock, server, control, says, before, stopped: () => stops };
}

test('the field that controls the Driver Station is listened for once there is a robot, and holds when the robot is away', async () => {
  const { clock, server, control, says, before, stopped } = await following('http://localhost/');
  expect([before, says.length]).toEqual([0, 1]);
  let changes = 0;
  control.tell(() => (changes += 1));
  says[0]!(true);
  says[0]!(true);
  expect([control.isControlled, changes]).toEqual([true, 1]);
  server.restart();
  await pass(clock, 100);
  expect([control.isControlled, says.length]).toEqual([true, 1]);
  says[0]!(false);
  expect([control.isControlled, changes]).toEqual([false, 2]);
  control.close();
  expect(stopped()).toBe(1);
});

test('a page from a public address does not ask the Driver Station: the browser would ask the operator', async () => {
  const { says } = await following('https://team.github.io/');
  expect(says).toEqual([]);
});
