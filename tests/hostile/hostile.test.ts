import { expect, test } from 'vitest';
import { SessionStage } from '../match/session-stage.ts';
import { hostileInputs, impossibleSources } from './inputs.ts';

/** Every number that is anywhere in a value. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

test.for(hostileInputs)(
  'a session lives through $name: no number of it is broken, the next shot is logged, the next value read',
  async ({ send }, { onTestFinished }) => {
    const stage = await SessionStage.set('2026');
    onTestFinished(() => stage.close());
    const { session, server } = stage;
    session.configure(stage.settings({ shotSources: impossibleSources }));
    await stage.comesToRest();
    send(server);
    await stage.arrives();
    await stage.shoots();
    // A record of another boot is a robot that restarted: it is for the operator to say how to go on.
    if (session.state.restartPending) session.answerRestart('adopt');
    const { written } = stage;
    stage.passes();
    stage.setByHand(0.3);
    await stage.comesToRest();
    expect(stage.written).toBeGreaterThan(written);
    expect(numbersIn(session.state).filter((number) => !Number.isFinite(number))).toEqual([]);
    expect(numbersIn(session.offers).filter((number) => !Number.isFinite(number))).toEqual([]);
    const listeners = session.notices.filter(
      ({ notice }) => notice.kind === 'robot-trouble' && notice.about === 'listener',
    );
    expect(listeners).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
