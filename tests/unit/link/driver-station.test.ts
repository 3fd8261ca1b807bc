import { describe, expect, test } from 'vitest';

import { driverStation, robotIn } from '../../../src/link/driver-station.ts';
import { fakeWires } from './fake-wire.ts';

const robot = { host: '10.12.34.2', port: 5810 };

test.each([
  '{"robotIp":"0.0.0.0"}',
  '{"robotIp":""}',
  '{"robotIp":"robot.local"}',
  '{"robotIp":"10.12.34.256"}',
  '{"robotIp":167_774_722}',
  '{"robotIp":167774722}',
  '{"dockedHeight":200}',
  '"10.12.34.2"',
  'null',
  'not JSON',
  '',
])('%s tells no robot', (frame) => {
  expect(robotIn(frame)).toBeNull();
});

describe('the Driver Station', () => {
  const ask = (runs = true) => {
    const { open, wires } = fakeWires();
    const asked: string[] = [];
    const { lookUp } = driverStation(open, (url) => {
      asked.push(url);
      return Promise.resolve(runs);
    });
    const abort = new AbortController();
    return { wires, asked, abort, answer: lookUp(abort.signal) };
  };

  test('is asked by a socket only where something answers HTTP', async () => {
    const { wires, asked, answer } = ask(false);
    expect(await answer).toBeNull();
    expect([asked, wires]).toEqual([['http://127.0.0.1:6768/'], []]);
  });

  test('tells the robot in its first frame that has one, and is left', async () => {
    const { wires, answer } = ask();
    await Promise.resolve();
    const wire = wires[0]!;
    expect([wire.url, wire.protocols]).toEqual(['ws://127.0.0.1:6768/ipws', []]);
    wire.open('');
    wire.events.text('{"robotIp":"0.0.0.0","dockedHeight":200}');
    wire.events.text('{"robotIp":"10.12.34.2","dockedHeight":200}');
    expect(await answer).toEqual(robot);
    expect(wire.closed).toBe(true);
  });

  test('that hangs up has told nothing', async () => {
    const { wires, answer } = ask();
    await Promise.resolve();
    wires[0]!.events.closed(1006, '');
    expect(await answer).toBeNull();
  });

  test('is left when it is not to be asked any more', async () => {
    const { wires, abort, answer } = ask();
    await Promise.resolve();
    abort.abort();
    expect(await answer).toBeNull();
    expect(wires[0]!.closed).toBe(true);
  });

  test('cannot be asked where the platform forbids it', async () => {
    const { lookUp } = driverStation(
      () => {
        throw new DOMException('insecure', 'SecurityError');
      },
      () => Promise.resolve(true),
    );
    expect(await lookUp(new AbortController().signal)).toBeNull();
  });
});
