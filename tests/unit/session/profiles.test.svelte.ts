import { describe, expect, test } from 'vitest';
import { profileSettings } from '../../../src/core/profile/profile.ts';
import { Profiles } from '../../../src/session/profiles.svelte.ts';
import type { StorageFault, Stored } from '../../../src/storage/log-store.ts';
import { MemoryProfileStore } from '../../../src/storage/memory-profile-store.ts';
import { settings } from '../tuning/bench.ts';

/** A disk that is full, or broken, when told to. */
class ProfileDisk extends MemoryProfileStore {
  fault: StorageFault['kind'] | null = null;
  override put(...given: Parameters<MemoryProfileStore['put']>): Promise<Stored<void>> {
    return this.#refused() ?? super.put(...given);
  }
  override remove(id: string): Promise<Stored<void>> {
    return this.#refused() ?? super.remove(id);
  }
  #refused(): Promise<Stored<void>> | null {
    return this.fault === null
      ? null
      : Promise.resolve({ ok: false, fault: { kind: this.fault, detail: 'as told' } });
  }
}

function shelf(disk = new ProfileDisk()) {
  let ids = 0;
  const profiles = new Profiles({
    profiles: disk,
    wallMs: () => 1_700_000_000_000 + ids,
    newId: () => `p${(ids += 1)}`,
  });
  return { disk, profiles };
}
const some = (shotsPerTrial: number) => profileSettings(settings({ shotsPerTrial }));
/** Names and shots per trial, which tell profiles apart. */
const held = ({ list }: Profiles) =>
  list.map(({ name, read }) => `${name}: ${read.ok ? read.value.settings.shotsPerTrial : '?'}`);

describe('profiles', () => {
  test('are there at the next visit as they were saved', async () => {
    const { disk, profiles } = shelf();
    await profiles.save('Practice', some(2));
    await profiles.save('Comp', some(3));
    const next = shelf(disk).profiles;
    expect(next.list).toEqual([]);
    await next.look();
    expect(held(next)).toEqual(['Comp: 3', 'Practice: 2']);
    expect(next.list[0]!.read).toMatchObject({ value: { name: 'Comp', settings: some(3) } });
  });

  test('one that is saved under a name that is there takes its place', async () => {
    const { profiles } = shelf();
    await profiles.save('Comp', some(2));
    await profiles.save('Comp', some(3));
    expect(held(profiles)).toEqual(['Comp: 3']);
    expect(profiles.done).toEqual({ kind: 'replaced', name: 'Comp' });
  });

  test('from elsewhere takes no other’s place', async () => {
    const { profiles } = shelf();
    await profiles.save('Comp', some(2));
    await profiles.add({ name: 'Comp', settings: some(3) });
    expect(held(profiles)).toEqual(['Comp: 2', 'Comp 2: 3']);
  });

  test('are renamed, but to no other’s name, and copied', async () => {
    const { profiles } = shelf();
    await profiles.save('Comp', some(2));
    await profiles.save('Practice', some(3));
    const [comp] = profiles.list;
    expect(await profiles.rename(comp!.id, 'Practice')).toBe(false);
    await profiles.rename(comp!.id, 'Finals');
    expect(held(profiles)).toEqual(['Finals: 2', 'Practice: 3']);
    expect(profiles.list[0]!.read).toMatchObject({ value: { name: 'Finals' } });
    await profiles.duplicate(comp!.id);
    expect(held(profiles)).toEqual(['Finals: 2', 'Finals 2: 2', 'Practice: 3']);
  });

  test.each([
    ['deleting', async (p: Profiles) => p.remove(p.list[0]!.id)],
    ['replacing', (p: Profiles) => p.save('Comp', some(9))],
    ['renaming', (p: Profiles) => p.rename(p.list[0]!.id, 'Other')],
    ['copying', (p: Profiles) => p.duplicate(p.list[0]!.id)],
    ['saving', (p: Profiles) => p.save('New', some(9))],
  ] as const)('%s is undone, exactly and once', async (_what, act) => {
    const { disk, profiles } = shelf();
    await profiles.save('Comp', some(2));
    const before = await disk.all();
    expect(await act(profiles)).toBe(true);
    expect(await disk.all()).not.toEqual(before);
    expect(profiles.undoable).toBe(true);
    await profiles.undo();
    expect(await disk.all()).toEqual(before);
    expect(profiles.undoable).toBe(false);
    expect(await profiles.undo()).toBe(false);
  });

  test('of a full disk say so, are as they were, and work again when there is room', async () => {
    const { disk, profiles } = shelf();
    await profiles.save('Comp', some(2));
    disk.fault = 'full';
    expect(await profiles.save('Practice', some(3))).toBe(false);
    expect(profiles.fault?.kind).toBe('full');
    expect(await profiles.remove(profiles.list[0]!.id)).toBe(false);
    expect(held(profiles)).toEqual(['Comp: 2']);
    disk.fault = null;
    expect(await profiles.save('Practice', some(3))).toBe(true);
    expect(profiles.fault).toBeNull();
  });

  test('one that this page can’t read is listed with why, and can be deleted', async () => {
    const { disk, profiles } = shelf();
    const json = '{"format":"mltune-profile","version":99}';
    await disk.put({ id: 'x', name: 'Later', savedMs: 1, json });
    await profiles.look();
    expect(profiles.list[0]!.read).toEqual({ ok: false, fault: { kind: 'newer', version: 99 } });
    expect(await profiles.duplicate('x')).toBe(false);
    expect(await profiles.remove('x')).toBe(true);
    expect(profiles.list).toEqual([]);
  });
});
