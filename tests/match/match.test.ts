import { describe, expect, test, type TestContext } from 'vitest';
import { stationGenerations, type StationGeneration } from '../robot/driver-station.ts';
import { someMatch } from '../robot/robot-program.ts';
import { attempts } from './attempts.ts';
import { SessionStage } from './session-stage.ts';

async function stageFor(
  generation: StationGeneration,
  { onTestFinished }: TestContext,
): Promise<SessionStage> {
  const stage = await SessionStage.set(generation);
  onTestFinished(() => stage.close());
  return stage;
}

describe.concurrent.each(stationGenerations)(
  'in a match that WPILib %s tells of, nothing is written and every shot is logged:',
  (generation) => {
    test.for(attempts)('$name', async ({ before, attach, make }, context) => {
      const stage = await stageFor(generation, context);
      await before?.(stage);
      const { length: shotsBefore } = stage.robot.ledger;
      if (attach === undefined) {
        stage.attachField();
        await stage.knowsMatch();
      } else await attach(stage);
      await make(stage);
      await stage.comesToRest();
      expect(stage.writtenInMatch).toBe(0);

      const keys = stage.robot.ledger.slice(shotsBefore).map(({ boot, id }) => `${boot}:${id}`);
      const logged = stage.session.state.shots.filter(({ shot: { id } }) => keys.includes(id));
      expect(logged).toHaveLength(keys.length);
      for (const { match } of logged) expect(match).toEqual(someMatch);

      // Nor after it: whoever wants to write then has to arm.
      await stage.leavesField();
      await stage.comesToRest();
      expect(stage.writtenInMatch).toBe(0);
    });
  },
);

describe.concurrent('without a match the same is written:', () => {
  test.for(attempts)('$name', async ({ before, make }, context) => {
    const stage = await stageFor('2026', context);
    const { written } = stage;
    await before?.(stage);
    await stage.reconnects();
    await make(stage);
    await stage.comesToRest();
    expect(stage.written).toBeGreaterThan(written);
  });
});
