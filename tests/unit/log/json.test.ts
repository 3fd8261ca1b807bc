import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  sessionFromJson,
  sessionToJson,
  type SessionDocument,
} from '../../../src/core/log/json.ts';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { notes, shotAt } from '../../contracts/log-store.contract.ts';
import { anyLog, anyText } from './any-event.ts';

const document = (events: readonly TuningEvent[]): SessionDocument => ({
  id: 's1',
  name: 'Practice field',
  createdMs: 1_700_000_000_000,
  events,
});

/** The file of a short session, as plain data to be damaged. */
function plainFile(): Record<string, unknown> {
  return JSON.parse(sessionToJson(document([shotAt(0, 3.5), ...notes(1, 2)]))) as Record<
    string,
    unknown
  >;
}

describe('a session as JSON', () => {
  test('comes back exactly, whatever happened in it', () => {
    fc.assert(
      fc.property(anyLog, anyText, (events, name) => {
        const session = { ...document(events), name };
        expect(sessionFromJson(sessionToJson(session))).toEqual({ ok: true, value: session });
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  test('tells that its robot was the demo robot, and of no other', () => {
    const demo = { ...document([]), demo: true } as const;
    expect(sessionFromJson(sessionToJson(demo))).toEqual({ ok: true, value: demo });
    expect(sessionToJson(document([]))).not.toContain('demo');
  });

  test('has a line for each event', () => {
    const json = sessionToJson(document(notes(0, 3)));
    expect(json.trim().split('\n')).toHaveLength(5);
  });

  test('reads only what is a session, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(sessionFromJson(text)).toMatchObject({ ok: false });
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(sessionFromJson('{"a":')).toMatchObject({ fault: { kind: 'not-json' } });
    expect(sessionFromJson('{"a":1}')).toEqual({ ok: false, fault: { kind: 'not-a-session' } });
  });

  test('cut off anywhere it is refused', () => {
    const json = sessionToJson(document([shotAt(0), ...notes(1, 1)])).trimEnd();
    for (let end = 0; end < json.length; end++)
      expect(sessionFromJson(json.slice(0, end))).toMatchObject({ fault: { kind: 'not-json' } });
  });

  test('of a newer version is refused by that version', () => {
    const json = JSON.stringify({ ...plainFile(), version: 7 });
    expect(sessionFromJson(json)).toEqual({ ok: false, fault: { kind: 'newer', version: 7 } });
  });

  test('without any one of its fields is refused with the place of the damage', () => {
    const paths: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, item] of Object.entries(value)) {
        const at = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
        if (!Array.isArray(value)) paths.push(at);
        walk(item, at);
      }
    };
    walk(plainFile(), 'session');
    const free = /\.(values|extra)\.|\$number/;
    for (const path of paths.filter((at) => !free.test(at))) {
      const file = plainFile();
      const names = path.split(/[.[\]]+/).slice(1);
      const last = names.pop()!;
      const parent = names.reduce<unknown>(
        (value, name) => (value as Record<string, unknown>)[name],
        file,
      );
      Reflect.deleteProperty(parent as object, last);
      const read = sessionFromJson(JSON.stringify(file));
      if (read.ok) expect.unreachable(`${path} was not missed`);
      if (['session.format', 'session.version'].includes(path))
        expect(read.fault).toEqual({ kind: 'not-a-session' });
      else expect(read.fault).toMatchObject({ kind: 'damaged', at: path });
    }
    expect(paths.length).toBeGreaterThan(20);
  });

  test.each([
    ['an event twice', [...notes(0, 2), ...notes(1, 1)], 'session.events[2].seq'],
    ['a gap', [...notes(0, 1), ...notes(2, 1)], 'session.events[1].seq'],
    ['an unknown kind of event', [{ seq: 0, atMs: 0, type: 'dance' }], 'session.events[0].type'],
    ['a text for a number', [{ seq: 0, atMs: '0', type: 'armed' }], 'session.events[0].atMs'],
    [
      'a number that is marked and unknown',
      [{ seq: 0, atMs: { $number: 'many' }, type: 'armed' }],
      'session.events[0].atMs',
    ],
  ])('with %s is refused with the place of the damage', (_damage, events, at) => {
    const json = JSON.stringify({ ...plainFile(), events });
    expect(sessionFromJson(json)).toMatchObject({ ok: false, fault: { kind: 'damaged', at } });
  });
});
