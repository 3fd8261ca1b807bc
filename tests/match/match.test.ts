import { describe, expect, test, type TestContext } from 'vitest';
import { stationGenerations, type StationGeneration } from '../robot/driver-station.ts';
import { someMatch } from '../robot/robot-program.ts';
import { attempts, type Attempt } from './attempts.ts';
import { SessionStage } from './session-stage.ts';

/** Sets the stage, and lets an attempt be made in a match, or without one. */
async function tried(
  { before, attach, make }: Attempt,
  generation: StationGeneration,
  hasField: boolean,
  { onTestFinished }: TestContext,
) {
  const stage = await SessionStage.set(generation, hasField);
  onTestFinished(() => stage.close());
  await before?.(stage);
  const { length: shotsBefore } = stage.robot.ledger;
  if (attach === undefined) {
    stage.attachField();
    await stage.knowsMatch();
  } else await attach(stage);
  await make(stage);
  await stage.comesToRest();
  return { stage, shots: stage.robot.ledger.slice(shotsBefore) };
}

describe.concurrent.each(stationGenerations)(
  'in a match that WPILib %s tells of, nothing is written and every shot is logged:',
  (generation) => {
    test.for(attempts)('$name', async (attempt, context) => {
      const { stage, shots } = await tried(attempt, generation, true, context);
      expect(stage.writtenInMatch).toBe(0);

      const keys = shots.map(({ boot, id }) => `${boot}:${id}`);
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
  test.for(attempts)('$name', async (attempt, context) => {
    const { stage } = await tried(attempt, '2026', false, context);
    expect(stage.writtenInMatch).toBeGreaterThan(0);
  });
});
