import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { statusTopic } from '../../../src/link/contract.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { Acts } from '../../../src/ui/acts.ts';
import { editorOf } from '../../../src/ui/setup/settings-editor.svelte.ts';
import { unsavedWords } from '../../../src/ui/text.ts';
import { address, pass, sessionWorld } from '../session/session-world.ts';

/** A session that could be armed, with two changes typed in Setup and left there. */
async function withTypedChanges() {
  const world = await sessionWorld();
  const session = new TuningSession(world.parts);
  session.connect([address]);
  await pass(world.clock, 1_000);
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure(defaultSettings(coefficients, 1));
  await pass(world.clock, 1_500);
  const editor = editorOf(session, () => 1);
  editor.draft.approve = true;
  editor.draft.coefficients[0]!.max = '0.7';
  return { ...world, session, editor };
}

describe('while Setup has changes that are neither saved nor discarded', () => {
  test('they are counted, and said in words', async () => {
    const { session } = await withTypedChanges();
    expect([session.unsaved?.changes, session.unsaved?.savable]).toEqual([2, true]);
    expect(session.armingBar).toBe('unsaved-setup');
    expect(session.waiting).toEqual({ kind: 'barred', why: 'unsaved-setup' });
    expect(unsavedWords(2, true, false)).toBe(
      '2 changes in Setup are not saved. Save or discard them before you arm.',
    );
    expect(unsavedWords(1, false, true)).toBe(
      '1 change in Setup is not saved: tuning goes on without it. Something there is marked as wrong: fix it first.',
    );
  });

  test('nothing arms: not the switch, not the key, not another dashboard; and each is answered by why', async () => {
    const { session, robot, clock } = await withTypedChanges();
    const refusals = () =>
      session.notices.flatMap(({ notice }) => (notice.kind === 'refused' ? [notice.why] : []));
    session.arm();
    expect(refusals()).toEqual(['unsaved-setup']);
    const acts = new Acts(
      () => session,
      () => undefined,
    );
    acts.perform('arm', 1_000);
    acts.perform('arm', 1_500);
    expect(refusals()).toHaveLength(2);
    robot.server.set(statusTopic('TunerEnabled'), true);
    await pass(clock, 500);
    expect(refusals()).toHaveLength(3);
    expect(session.state.armed).toBe(false);
    expect(robot.get(statusTopic('TunerEnabled'))).toBe(false);
  });

  test('saved, they hold, and it can be armed', async () => {
    const { session } = await withTypedChanges();
    session.unsaved?.save();
    expect(session.unsaved).toBeNull();
    expect(session.state.settings).toMatchObject({
      approve: true,
      coefficients: [{ max: 0.7 }, {}],
    });
    session.arm();
    expect(session.state.armed).toBe(true);
  });

  test('discarded, the settings are as before, and it can be armed', async () => {
    const { session, editor } = await withTypedChanges();
    const before = session.state.settings;
    session.unsaved?.drop();
    expect([session.unsaved, editor.changed]).toEqual([null, false]);
    expect(session.state.settings).toBe(before);
    session.arm();
    expect(session.state.armed).toBe(true);
  });

  test('what is marked as wrong can’t be saved, only discarded', async () => {
    const { session, editor } = await withTypedChanges();
    editor.draft.coefficients[0]!.max = 'x';
    expect(session.unsaved?.savable).toBe(false);
    session.unsaved?.save();
    expect(session.unsaved).not.toBeNull();
    session.unsaved?.drop();
    expect(session.unsaved).toBeNull();
  });

  test('a tuner that is armed already goes on', async () => {
    const { session, editor, clock } = await withTypedChanges();
    session.unsaved?.drop();
    session.arm();
    editor.draft.approve = true;
    await pass(clock, 500);
    expect(session.state.armed).toBe(true);
    expect(session.waiting.kind).not.toBe('barred');
  });
});
