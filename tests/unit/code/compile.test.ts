import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../../../src/core/aim/family/role.ts';
import { codeFor } from '../../../src/core/code/generate.ts';
import { planFor } from '../../../src/core/code/plan.ts';
import {
  forms,
  seasons,
  type CodeRequest,
  type CodeValue,
  type Language,
} from '../../../src/core/code/request.ts';
import { anyText, anyTopic, nastyTopics } from './any-topic.ts';
import { cppPrinting, cppStubs } from './cpp-stubs.ts';
import { javaMain, javaStubs } from './java-stubs.ts';
import { pythonMain, pythonStubs } from './python-stubs.ts';
import { has, printed, withFiles } from './toolchain.ts';

/** Enough that each form meets each season three times. */
const cases = 24;
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 5e-324, -1.7976931348623157e308, 0.1 + 0.2, 1e21, 2 ** 53, 20),
);

const anyValue: fc.Arbitrary<CodeValue> = fc
  .record({
    // No server announces a topic with a NUL in it.
    topic: anyTopic.map((topic) => topic.replaceAll('\0', '')),
    unit: fc.oneof(anyText, fc.constantFrom('', 'm', '°', 'kg/m³')),
    integer: fc.boolean(),
    role: fc.option(fc.oneof(fc.constantFrom(...roles), fc.constant('speed-knot' as const))),
    atM: fc.option(fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10)),
    min: finite,
    max: finite,
    value: finite,
    before: fc.option(finite),
  })
  .map(({ value, before, ...coefficient }) => ({
    coefficient,
    value: coefficient.integer ? Math.round(value) : value,
    before,
  }));

/** Another distance for each entry, as the settings demand. */
const anyValues = fc.uniqueArray(anyValue, {
  maxLength: 7,
  selector: ({ coefficient: { role, atM, topic } }) => (atM === null ? topic : `${role} ${atM}`),
});

const nasty: readonly CodeValue[] = nastyTopics.map((topic, place) => ({
  coefficient: { topic, unit: topic, integer: false, role: null, atM: null, min: -1, max: 1 },
  value: place / 10,
  before: null,
}));

function requests(language: Language): readonly CodeRequest[] {
  const seldom = { seed: 5, numRuns: cases };
  const sampled = fc.sample(fc.tuple(anyValues, fc.array(anyText, { maxLength: 2 })), seldom);
  const all = [...forms.map(() => [nasty, nastyTopics] as const), ...sampled];
  return all.map(([values, about], place) => ({
    language,
    // Each form meets each season.
    season: seasons[(place + Math.floor(place / forms.length)) % seasons.length]!,
    form: forms[place % forms.length]!,
    values,
    about,
    holder: `Case${place}`,
  }));
}

function bitsOf(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** What a program must find in the file, a line for each constant. */
function wanted(request: CodeRequest): readonly string[] {
  const { holder, language } = request;
  const { constants, tables, tunables, published } = planFor(request);
  const keyOf = (topic: string): string =>
    language === 'java' ? topic.replace('/Tuning/', '') : topic;
  return [
    ...constants.map(
      ({ name, value, integer }) => `${name} ${integer ? 'int' : 'double'} ${bitsOf(value)}`,
    ),
    ...tables.map(({ name, entries }) => {
      const pairs = entries.map(({ atM, value }) => `${bitsOf(atM)}:${bitsOf(value)}`);
      return `${name} table ${pairs.join(',')}`;
    }),
    ...tunables.map(({ name, topic, value }) => {
      const key = Buffer.from(keyOf(topic)).toString('hex');
      return `${name} tunable ${key} ${bitsOf(value)}`;
    }),
    ...published.map(
      ({ name, path, value }) =>
        `${name} tunable ${Buffer.from(path).toString('hex')} ${bitsOf(value)}`,
    ),
  ].map((line) => `${holder} ${line}`);
}

/** The values of a request as they stand in its plan. */
function planned(request: CodeRequest): readonly number[] {
  const { constants, tables, tunables, published } = planFor(request);
  return [...constants, ...tunables, ...published, ...tables.flatMap(({ entries }) => entries)].map(
    ({ value }) => value,
  );
}

const sorted = (lines: readonly string[]): readonly string[] => lines.toSorted();

describe('every value is in the code exactly once, and is read back as it was', () => {
  test('in the plan of every language', () => {
    for (const language of ['java', 'cpp', 'python'] as const)
      for (const request of requests(language))
        expect(sorted(planned(request).map(bitsOf))).toEqual(
          sorted(request.values.map(({ value }) => bitsOf(value))),
        );
  });

  test.skipIf(!has('javac') || !has('java'))('by a Java compiler', async () => {
    const given = requests('java');
    const robot = { '2026': 'frc/robot', '2027': 'first/robot' } as const;
    const files = given.map((request) => {
      const { name, text } = codeFor(request);
      return { path: `${robot[request.season]}/${name}`, text };
    });
    const all = [...javaStubs, javaMain, ...files];
    const found = await withFiles(all, async (folder) => {
      const quick = ['-J-XX:TieredStopAtLevel=1', '-proc:none', '-encoding', 'US-ASCII'];
      await printed(folder, 'javac', [...quick, '-d', 'out', ...all.map(({ path }) => path)]);
      const classes = files.map(({ path }) => path.replace('.java', '').replaceAll('/', '.'));
      return printed(folder, 'java', ['-XX:TieredStopAtLevel=1', '-cp', 'out', 'Main', ...classes]);
    });
    expect(sorted(found)).toEqual(sorted(given.flatMap(wanted)));
  });

  test.skipIf(!has('g++'))('by a C++ compiler', async () => {
    const given = requests('cpp');
    const headers = given.map((request) => {
      const { name, text } = codeFor(request);
      return { path: name, text };
    });
    const shown = given.map((request) => {
      const { holder } = request;
      const { constants, tables, ...plan } = planFor(request);
      const tunables = [...plan.tunables, ...plan.published];
      return [
        '{',
        ...[...constants, ...tables].map(
          ({ name }) => `  line("${holder}", "${name}", ${holder}::${name});`,
        ),
        ...(tunables.length === 0 ? [] : [`  ${holder}::Tunables tunables;`]),
        ...tunables.map(({ name }) => `  line("${holder}", "${name}", tunables.${name});`),
        '}',
      ].join('\n');
    });
    const main = {
      path: 'main.cpp',
      text: [
        cppPrinting,
        ...headers.map(({ path }) => `#include "${path}"`),
        'int main() {',
        ...shown,
        '}',
        '',
      ].join('\n'),
    };
    const found = await withFiles([...cppStubs, main, ...headers], async (folder) => {
      const strict = ['-std=c++20', '-O0', '-Wall', '-Wextra', '-Werror', '-I.'];
      await printed(folder, 'g++', [...strict, 'main.cpp', '-o', 'main']);
      return printed(folder, './main', []);
    });
    expect(sorted(found)).toEqual(sorted(given.flatMap(wanted)));
  });

  test.skipIf(!has('python3'))('by Python', async () => {
    const given = requests('python');
    const files = given.map((request) => {
      const { name, text } = codeFor(request);
      return { path: name, text, holder: request.holder };
    });
    const found = await withFiles([...pythonStubs, pythonMain, ...files], (folder) =>
      printed(folder, 'python3', [
        '-B',
        'show.py',
        ...files.map(({ path, holder }) => `${holder}=${path.replace('.py', '')}`),
      ]),
    );
    expect(sorted(found)).toEqual(sorted(given.flatMap(wanted)));
  });
});
