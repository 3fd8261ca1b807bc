import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Who may import whom: each zone of src, the zones it may import, and the npm packages it may use.
 * `only` narrows a package to the files that own it; everything not listed is an error.
 */
const zones = {
  core: { imports: [], packages: ['ml-matrix'] },
  sim: { imports: ['core'], packages: [] },
  worker: { imports: ['core'], packages: [] },
  link: { imports: ['core', 'sim'], packages: [] },
  storage: { imports: ['core'], packages: [] },
  session: { imports: ['core', 'worker', 'link', 'storage'], packages: ['svelte'] },
  ui: { imports: ['core', 'session'], packages: ['svelte'] },
};

/** Files that own a package, or may cross a border that their zone may not. */
const owners = [
  { files: ['src/link/ntcore-connection.ts'], packages: ['ntcore-ts-client'] },
  { files: ['src/link/nt4-codec.ts'], packages: ['@msgpack/msgpack'] },
  { files: ['src/storage/idb-database.ts'], packages: ['idb'] },
  { files: ['src/ui/plots/plot.ts'], packages: ['uplot', 'svelte'] },
  { files: ['src/sw.ts'], packages: ['workbox-precaching'] },
];

const allPackages = [
  '@msgpack/msgpack',
  'idb',
  'isomorphic-ws',
  'ml-matrix',
  'ntcore-ts-client',
  'svelte',
  'uplot',
  'workbox-precaching',
];

function restricted(zone, alsoPackages = []) {
  const { imports, packages } = zones[zone] ?? { imports: Object.keys(zones), packages: [] };
  const otherZones = Object.keys(zones).filter(
    (other) => other !== zone && !imports.includes(other),
  );
  const otherPackages = allPackages.filter(
    (name) => ![...packages, ...alsoPackages].includes(name),
  );
  const patterns = [];
  if (otherZones.length > 0)
    patterns.push({
      regex: `^\\.\\.?/(.*/)?(${otherZones.join('|')})/`,
      message: `src/${zone} may import only: ${[zone, ...imports].join(', ')}`,
    });
  patterns.push({
    regex: `^(${otherPackages.map((name) => name.replaceAll('/', '\\/')).join('|')})(/|$)`,
    message: `this file may not use that package: see the table in eslint.config.js`,
  });
  patterns.push({ regex: '/tests/', message: 'src never imports tests' });
  return { 'no-restricted-imports': ['error', { patterns }] };
}

const zoneRules = Object.keys(zones).map((zone) => ({
  files: [`src/${zone}/**`],
  rules: restricted(zone),
}));
const ownerRules = owners.map(({ files, packages }) => ({
  files,
  rules: restricted(files[0].split('/')[1], packages),
}));
/** The session and the demo link stand on interfaces: only these files of a border may be named. */
const interfaceRules = [
  {
    files: ['src/session/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./(ui|sim)/',
              message:
                'src/session may import only core, worker, and the interfaces of link and storage',
            },
            {
              regex:
                '^\\.\\./link/(?!robot-link\\.ts$|contract\\.ts$|meta-topics\\.ts$|addresses\\.ts$|demo-robot\\.ts$|attempts\\.ts$|page-origin\\.ts$|where-to-look\\.ts$|ticker\\.ts$|shot-sources/)',
              message:
                'the session knows the link only by its interface (robot-link, contract, meta-topics, addresses, demo-robot, attempts, page-origin, where-to-look, ticker, shot-sources)',
            },
            {
              regex: '^\\.\\./storage/(?!log-store\\.ts$|profile-store\\.ts$|preferences\\.ts$)',
              message:
                'the session knows the storage only by its interface (log-store, profile-store, preferences)',
            },
            {
              regex: `^(${allPackages.filter((name) => name !== 'svelte').join('|')})(/|$)`,
              message: 'the session uses no package but svelte',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/link/**'],
    ignores: ['src/link/demo-link.ts', 'src/link/demo-program.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\.?/(.*/)?(sim|ui|session|storage|worker)/',
              message:
                'only demo-link.ts and demo-program.ts may import src/sim; the link imports core',
            },
            {
              regex:
                '^(idb|uplot|svelte|ml-matrix|workbox-precaching|ntcore-ts-client|@msgpack/msgpack)(/|$)',
              message: 'only ntcore-connection.ts and nt4-codec.ts know the packages',
            },
          ],
        },
      ],
    },
  },
];

export default defineConfig(
  zoneRules,
  interfaceRules,
  ownerRules,
  { ignores: ['dist', 'screenshots', '*.config.js'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        tsconfigRootDir: import.meta.dirname,
        project: [
          'tsconfig.json',
          'src/core/tsconfig.json',
          'src/sim/tsconfig.json',
          'src/worker/tsconfig.json',
          'tests/tsconfig.json',
        ],
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['tests/**'],
    languageOptions: { globals: globals.node },
  },
);
