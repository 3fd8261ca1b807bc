import { afterEach, describe, expect, test } from 'vitest';

import type { RobotLink } from '../../src/link/robot-link.ts';
import type { Stage } from './robot-link.contract.ts';
import { patiently } from './patiently.ts';

/** What every implementation of `RobotLink` promises of `attempts`. */
export function attemptsContract(name: string, makeStage: () => Promise<Stage>): void {
  const stages: Stage[] = [];
  const setUp = async (): Promise<Stage> => {
    const stage = await makeStage();
    stages.push(stage);
    return stage;
  };
  afterEach(async () => {
    await Promise.all(stages.splice(0).map((stage) => stage.close()));
  });

  const online = (link: RobotLink): Promise<void> =>
    patiently(() => {
      expect(link.state().kind).toBe('online');
    });
  const connected = async (stage: Stage): Promise<void> => {
    stage.link.connect([stage.robot.address]);
    await online(stage.link);
  };
  /** Lets time pass until a try has ended in such a trouble. */
  const troubled = (stage: Stage, kind: string): Promise<void> =>
    patiently(() => {
      stage.skip(250);
      expect(stage.link.attempts().map(({ trouble }) => trouble?.kind)).toContain(kind);
    });

  describe(`${name} tells how far its attempts came:`, () => {
    test('none while nothing is looked for', async () => {
      const stage = await setUp();
      expect(stage.link.attempts()).toEqual([]);
      await connected(stage);
      stage.link.disconnect();
      expect(stage.link.attempts()).toEqual([]);
    });

    test('one for each address, in order, before any has ended', async () => {
      const stage = await setUp();
      const addresses = [stage.robot.address, (await stage.another()).address];
      stage.link.connect(addresses);
      expect(stage.link.attempts()).toEqual(
        addresses.map((address) => ({ address, answers: false, trouble: null })),
      );
    });

    test('that of the connected address answers and is in no trouble', async () => {
      const stage = await setUp();
      await connected(stage);
      const { address } = stage.robot;
      expect(stage.link.attempts()).toEqual([{ address, answers: true, trouble: null }]);
    });

    test('a robot from which nothing comes back gives no answer', async () => {
      const stage = await setUp();
      stage.robot.freeze(true);
      stage.link.connect([stage.robot.address]);
      await troubled(stage, 'no-answer');
      expect(stage.link.attempts()).toMatchObject([{ answers: false }]);
      stage.robot.freeze(false);
      await online(stage.link);
      expect(stage.link.attempts()).toMatchObject([{ answers: true, trouble: null }]);
    });

    test('a connection that ended says how, at its address', async () => {
      const stage = await setUp();
      await connected(stage);
      const troubles: (string | undefined)[] = [];
      stage.link.onState(() => troubles.push(stage.link.attempts()[0]?.trouble?.kind));
      stage.robot.drop();
      await patiently(() => {
        expect(troubles[0]).toBe('closed');
      });
    });

    test('those of an address that is not looked for any more are gone', async () => {
      const stage = await setUp();
      await connected(stage);
      const { address } = await stage.another();
      stage.link.connect([address]);
      await online(stage.link);
      expect(stage.link.attempts()).toEqual([{ address, answers: true, trouble: null }]);
    });
  });
}
