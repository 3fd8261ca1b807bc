import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

import { findBrowser } from './tests/setup/find-browser.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** ntcore-ts-client's only door to the network; ours stands in for it (src/link/nt4-socket.ts). */
const socket = here('src/link/nt4-socket.ts');
const alias = { 'isomorphic-ws': socket };

const revisionOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Public files that the page itself never asks for: shops and readers look at them. */
const forPeopleOnly = ['screenshot.png', 'screenshot-tablet.png'];

/** Replaces `self.__WB_MANIFEST` in sw.js with every built and public file, and its revision. */
function precacheManifest(): Plugin {
  return {
    name: 'precache-manifest',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const built = Object.values(bundle)
          .filter(({ fileName }) => fileName !== 'sw.js')
          .map((file) => ({
            url: file.fileName,
            revision: revisionOf(file.type === 'chunk' ? file.code : file.source),
          }));
        const copied = readdirSync(here('public'))
          .filter((name) => !forPeopleOnly.includes(name))
          .map((name) => ({
            url: name,
            revision: revisionOf(readFileSync(here(`public/${name}`))),
          }));
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') this.error('the build has no sw.js chunk');
        worker.code = worker.code.replace(
          'self.__WB_MANIFEST',
          JSON.stringify([...built, ...copied]),
        );
      },
    },
  };
}

/** How long a test may take, or wait for what it was promised, ms: a busy machine must not fail it. */
const patienceMs = 30_000;

/** What is promised within so many seconds: nothing else runs beside it. */
const timed = 'tests/e2e/faults.test.ts';

export default defineConfig({
  base: './',
  // Bundled dependencies are cached, with a copy of our socket in them that must not outlive it.
  cacheDir: here(`node_modules/.vite/${revisionOf(readFileSync(socket))}`),
  resolve: { alias },
  build: {
    rolldownOptions: {
      // Who starts the app is not who tunes its build.
      checks: { bundlerTimings: false },
      input: { index: here('index.html'), sw: here('src/sw.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  plugins: [svelte(), precacheManifest()],
  test: {
    // By default one core of two would stand idle.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: patienceMs,
          environment: 'node',
          include: [
            'tests/unit/**/*.test.ts',
            'tests/contracts/**/*.test.ts',
            'tests/robot/**/*.test.ts',
            'tests/setup/**/*.test.ts',
            'tests/faults/**/*.test.ts',
            'tests/match/**/*.test.ts',
            'tests/hostile/**/*.test.ts',
          ],
          // Without this the alias under ntcore-ts-client is silently dropped.
          deps: { optimizer: { ssr: { enabled: true, include: ['ntcore-ts-client'] } } },
        },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'state',
          testTimeout: patienceMs,
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.svelte.ts'],
        },
      },
      {
        extends: true,
        // Found only while the tests run otherwise, which reloads the page under them.
        optimizeDeps: { include: ['axe-core'] },
        test: {
          name: 'browser',
          testTimeout: 2 * patienceMs,
          expect: { poll: { timeout: patienceMs } },
          include: ['tests/browser/**/*.test{,.svelte}.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findBrowser(),
                args: ['--no-sandbox', '--disable-quic'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [timed],
          testTimeout: 4 * patienceMs,
        },
      },
      {
        test: {
          name: 'e2e-timed',
          include: [timed],
          testTimeout: 2 * patienceMs,
          fileParallelism: false,
        },
      },
    ],
  },
});
