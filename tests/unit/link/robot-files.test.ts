import { expect, test } from 'vitest';
import { jsonFilesIn } from '../../../src/link/robot-files.ts';
import { testServer } from '../../robot/test-server.ts';

const never = new AbortController().signal;

test('a robot’s web server gives the JSON files of a folder, by name, and nothing else', async () => {
  const files = new Map([
    ['tuner/practice bot.json', '{"b": 2}'],
    ['tuner/comp.json', '{"a": "✓"}'],
    ['tuner/README.md', 'hello'],
    ['tuner/old/2025.json', '{}'],
    ['elastic.json', '{}'],
  ]);
  const { host, port } = await testServer({ files });
  expect(await jsonFilesIn({ host, port }, 'tuner', never)).toEqual([
    { name: 'comp.json', text: '{"a": "✓"}' },
    { name: 'practice bot.json', text: '{"b": 2}' },
  ]);
});

test('a file that is far too large is named and not read', async () => {
  const files = new Map([['tuner/big.json', ' '.repeat(1_000_001)]]);
  const { host, port } = await testServer({ files });
  expect(await jsonFilesIn({ host, port }, 'tuner', never)).toEqual([
    { name: 'big.json', text: null },
  ]);
});

test('a robot without that folder offers nothing', async () => {
  const { host, port } = await testServer();
  expect(await jsonFilesIn({ host, port }, 'tuner', never)).toEqual([]);
});

test('where nobody answers, or not in time, nothing is offered and nothing rejects', async () => {
  const server = await testServer({ files: new Map([['tuner/comp.json', '{}']]) });
  const { host, port } = server;
  expect(await jsonFilesIn({ host, port }, 'tuner', AbortSignal.abort())).toEqual([]);
  await server.close();
  expect(await jsonFilesIn({ host, port }, 'tuner', never)).toEqual([]);
});

test.each(['', '[]', '{}', '{"files":7}', '{"files":[1,null,{"name":3},{"size":1}]}'])(
  'an answer of %j is no listing',
  async (text) => {
    // A file of that name stands where the listing is asked for.
    const { host, port } = await testServer({ files: new Map([['odd/', text]]) });
    expect(await jsonFilesIn({ host, port }, 'odd', never)).toEqual([]);
  },
);
