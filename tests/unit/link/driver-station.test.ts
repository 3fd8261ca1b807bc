import { describe, expect, test } from 'vitest';

import {
  driverStation,
  fieldControl,
  fieldControlIn,
  robotIn,
} from '../../../src/link/driver-station.ts';

import { HandClock } from '../session/session-world.ts';
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

test.each(['{"robotIp":"10.12.34.2"}', '{"robotIP":"10.12.34.2"}'])(
  '%s tells the robot',
  (frame) => {
    expect(robotIn(frame)).toEqual(robot);
  },
);

test.each([
  ['{"robotIP":"10.12.34.2","fmsControlled":true}', true],
  ['{"fmsControlled":false}', false],
  ['{"fmsControlled":"true"}', null],
  ['{"robotIp":"10.12.34.2"}', null],
  ['not JSON', null],
])('%s says of a field: %s', (frame, said) => {
  expect(fieldControlIn(frame)).toBe(said);
});

describe('the field that controls the Driver Station', () => {
  const againMs = 15_000;
  const follow = (runs = true) => {
    const { open, wires } = fakeWires();
    const ticker = new HandClock();
    const station = { runs };
    const heard: boolean[] = [];
    const stop = fieldControl(
      open,
      () => Promise.resolve(station.runs),
      ticker,
    )((isControlled) => heard.push(isControlled));
    return { wires, ticker, station, heard, stop };
  };

  test('is heard for as long as the socket is open', async () => {
    const { wires, heard, stop } = follow();
    await Promise.resolve();
    wires[0]!.open('');
    wires[0]!.events.text('{"robotIp":"10.12.34.2","fmsControlled":true}');
    wires[0]!.events.text('{"robotIp":"10.12.34.2"}');
    wires[0]!.events.text('{"robotIp":"10.12.34.2","fmsControlled":false}');
    expect([heard, wires[0]!.closed]).toEqual([[true, false], false]);
    stop();
    expect(wires[0]!.closed).toBe(true);
  });

  test('is not said to have left when the socket goes, and is asked for again', async () => {
    const { wires, ticker, heard } = follow();
    await Promise.resolve();
    wires[0]!.events.text('{"fmsControlled":true}');
    wires[0]!.events.closed(1006, '');
    ticker.advance(againMs);
    await Promise.resolve();
    expect([heard, wires.length]).toEqual([[true], 2]);
    wires[1]!.events.text('{"fmsControlled":false}');
    expect(heard).toEqual([true, false]);
  });

  test('is heard of a Driver Station that is opened later', async () => {
    const { wires, ticker, station } = follow(false);
    await Promise.resolve();
    expect(wires).toEqual([]);
    station.runs = true;
    ticker.advance(againMs);
    await Promise.resolve();
    expect(wires.length).toBe(1);
  });
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
