import { describe, expect, test } from 'vitest';
import { help, readArguments } from './cli-options.ts';

describe('the command line', () => {
  test('without arguments is a robot on the usual port that shoots once a second', () => {
    expect(readArguments([])).toMatchObject({
      kind: 'run',
      options: { port: 5810, variant: 'shoot3', world: 0, rate: 1, report: 'firing-solver' },
    });
  });

  test('takes every option', () => {
    const args =
      '--port 0 --host 0.0.0.0 --variant mixed6 --world 3 --rate 0.5 --report both --season 2027 --networked ' +
      '--clock-offset=-3600 --restart-every 60 --drop-every 10 --fms --disabled --quiet --tunables --tables lists';
    expect(readArguments(args.split(' '))).toEqual({
      kind: 'run',
      options: {
        port: 0,
        host: '0.0.0.0',
        variant: 'mixed6',
        world: 3,
        rate: 0.5,
        report: 'both',
        season: '2027',
        networked: true,
        clockOffsetS: -3600,
        restartEveryS: 60,
        dropEveryS: 10,
        fms: true,
        disabled: true,
        quiet: true,
        tunables: true,
        tables: 'lists',
      },
    });
  });

  test('can be a robot that looks its shots up', () => {
    expect(readArguments(['--variant', 'table4', '--tables', 'numbered'])).toMatchObject({
      options: { variant: 'table4', tables: 'numbered' },
    });
  });

  test('explains every option it takes', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    for (const flag of [
      'port',
      'host',
      'variant',
      'world',
      'rate',
      'report',
      'season',
      'networked',
      'fms',
      'tables',
    ])
      expect(help).toContain(`--${flag}`);
  });

  test.each([
    [['--port', 'abc'], '--port must be a whole number from 0 to 65535, not "abc".'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
    [['--port='], '--port must be a whole number from 0 to 65535, not "".'],
    [['--world', '1.5'], '--world must be a whole number from 0 to 2147483648, not "1.5".'],
    [['--rate', 'NaN'], '--rate must be a number from 0 to 1000, not "NaN".'],
    [
      ['--report', 'none'],
      '--report must be one of record, firing-solver, both, struct, event, not "none".',
    ],
    [['--wrold', '3'], "Unknown option '--wrold'"],
    [['shoot3'], "Unexpected argument 'shoot3'"],
  ])('answers %j with a sentence', (args, sentence) => {
    expect(readArguments(args)).toEqual({
      kind: 'mistake',
      sentence: expect.stringContaining(sentence) as unknown,
    });
  });
});
