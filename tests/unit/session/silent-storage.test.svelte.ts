import { describe, expect, test } from 'vitest';

import { visits } from './visits.ts';
import { pass } from './session-world.ts';

describe('where storage does not answer when the page is opened', () => {
  test('a session begins in memory and says so; the session of the last visit is not forgotten, and is open again once storage answers', async () => {
    const { clock, store, visit } = visits();
    const first = await visit();
    first.session.note('remember');
    await first.close();
    store.silent = true;
    const bench = await visit();
    expect(bench.storeFault?.kind).toBe('overdue');
    expect(bench.session.header.id).not.toBe(first.session.header.id);
    await pass(clock, 20_000);
    store.silent = false;
    await pass(clock, 30_000);
    expect([bench.storeFault, bench.session.storageFault]).toEqual([null, null]);
    expect(bench.session.header.id).toBe(first.session.header.id);
    expect(bench.sessions.map(({ id }) => id)).toEqual([first.session.header.id]);
  });

  test('what was shot meanwhile is stored once, as a session of its own, and the next visit goes on with it', async () => {
    const { clock, robot, store, visit } = visits();
    const first = await visit();
    await first.close();
    store.silent = true;
    const bench = await visit();
    bench.connect('robot');
    await pass(clock, 1_000);
    bench.adopt(bench.session.offers);
    for (let shot = 0; shot < 3; shot++) {
      robot.shoot(true);
      await pass(clock, 5_000);
    }
    store.silent = false;
    await pass(clock, 30_000);
    const { session } = bench;
    expect(await store.read(session.header.id)).toEqual({ ok: true, value: session.events });
    expect(bench.sessions.map(({ id, shots }) => [id, shots])).toContainEqual([
      session.header.id,
      3,
    ]);
    await bench.close();
    const next = await visit();
    expect(next.session.header.id).toBe(session.header.id);
    expect(next.session.state.shots).toHaveLength(3);
  });

  test('a session that is left meanwhile stays in the list, opens with all its shots, and is stored once', async () => {
    const { clock, store, visit } = visits();
    const bench = await visit();
    store.silent = true;
    for (const label of ['hit', 'miss', 'hit'] as const) bench.session.tap(label);
    await pass(clock, 1_000);
    const left = bench.session;
    await bench.startNew();
    expect(bench.sessions.map(({ id, shots }) => [id, shots])).toContainEqual([left.header.id, 3]);
    expect(await bench.open(left.header.id)).toBe(true);
    expect(bench.session.state.shots).toHaveLength(3);
    await bench.startNew();
    store.silent = false;
    await pass(clock, 40_000);
    const read = await store.read(left.header.id);
    expect(read.ok && read.value.filter(({ type }) => type === 'shot')).toHaveLength(3);
    expect(read.ok && read.value.map(({ seq }) => seq)).toEqual(
      read.ok && read.value.map((_, place) => place),
    );
    expect(bench.storeFault).toBeNull();
  });
});
