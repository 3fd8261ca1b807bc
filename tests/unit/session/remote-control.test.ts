import { describe, expect, test } from 'vitest';

import type { Input } from '../../../src/core/tuning/input.ts';
import { buttons, freshPanel } from '../../../src/core/tuning/remote.ts';
import { statusTopic, statusTypes } from '../../../src/link/contract.ts';
import { RemoteControl } from '../../../src/session/remote-control.ts';
import { address, pass, sessionWorld } from './session-world.ts';

const offered = [...buttons, ...Object.keys(freshPanel)] as (keyof typeof statusTypes)[];
const run = statusTopic('RunOptimization');

/** A robot with another dashboard, that publishes what is given before this page comes; and the control. */
async function world(before: Readonly<Record<string, boolean | number | string>> = {}) {
  const { clock, robot, link } = await sessionWorld();
  const heard: Input[] = [];
  for (const [name, value] of Object.entries(before)) {
    const type = typeof value === 'number' ? 'double' : typeof value;
    robot.server.publish(statusTopic(name), type);
    robot.server.set(statusTopic(name), value);
  }
  const remote = new RemoteControl(link, clock, (input) => heard.push(input));
  link.connect([address]);
  remote.start();
  await pass(clock, 1_000);
  return { clock, robot, link, remote, heard };
}

describe('the controls on other dashboards', () => {
  test('are there to be worked, each with its type', async () => {
    const { robot } = await world();
    for (const name of offered) {
      expect(robot.server.find(statusTopic(name))?.announcement.type).toBe(statusTypes[name]);
      expect(robot.get(statusTopic(name))).not.toBeUndefined();
    }
  });

  test('keep what another dashboard has set', async () => {
    const { robot } = await world({ NewGlobalThreshold: 7 });
    expect(robot.get(statusTopic('NewGlobalThreshold'))).toBe(7);
  });

  test('are put back and heard once when pressed, with what was set beside them', async () => {
    const { robot, heard, clock } = await world();
    robot.server.set(statusTopic('NewGlobalThreshold'), 4);
    await pass(clock, 200);
    robot.server.set(run, true);
    await pass(clock, 300);
    expect(robot.get(run)).toBe(false);
    expect(heard).toEqual([
      {
        type: 'press',
        button: 'RunOptimization',
        panel: { ...freshPanel, NewGlobalThreshold: 4 },
        ageUs: expect.any(Number) as number,
      },
    ]);
  });

  test('count a press from before the connection as nobody’s, and put it back too', async () => {
    const { robot, heard } = await world({ RunOptimization: true });
    expect(heard).toMatchObject([{ type: 'press', ageUs: null }]);
    expect(robot.get(run)).toBe(false);
  });

  test('pass over a value of another type', async () => {
    const { robot, heard, clock } = await world({ RunOptimization: 1 });
    robot.server.set(statusTopic('NewGlobalThreshold'), Number.NaN);
    await pass(clock, 300);
    expect(heard).toEqual([]);
  });

  test('tell of the switch', async () => {
    const { robot, heard, clock } = await world({ TunerEnabled: true });
    robot.server.set(statusTopic('TunerEnabled'), false);
    await pass(clock, 300);
    expect(heard).toMatchObject([
      { type: 'switch', on: true, ageUs: null },
      { type: 'switch', on: false },
    ]);
    expect(heard[1]).not.toMatchObject({ ageUs: null });
  });

  test('are gone once this page does not write any more, and there again when it does', async () => {
    const { robot, heard, remote, clock } = await world();
    remote.stop();
    await pass(clock, 300);
    expect(robot.server.find(run)).toBeUndefined();
    remote.start();
    await pass(clock, 1_000);
    expect(robot.get(run)).toBe(false);
    robot.server.set(run, true);
    await pass(clock, 300);
    expect(heard).toHaveLength(1);
  });

  test('are offered anew after the robot was away, and forget what was set before', async () => {
    const { robot, heard, clock } = await world();
    robot.server.set(statusTopic('NewGlobalThreshold'), 4);
    await pass(clock, 200);
    robot.server.restart();
    await pass(clock, 4_000);
    expect(robot.get(statusTopic('NewGlobalThreshold'))).toBe(freshPanel.NewGlobalThreshold);
    robot.server.set(run, true);
    await pass(clock, 300);
    expect(heard.at(-1)).toMatchObject({ type: 'press', panel: freshPanel });
  });
});
