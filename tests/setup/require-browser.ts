import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.ts';

// Runs before the tests: they need a Chromium, and get one where the machine has none.
if (findBrowser() === '') {
  console.log('No Chromium found: getting one with Playwright …');
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
if (findBrowser() === '') {
  console.error(
    'The tests need Chromium: install Chrome, Edge or Chromium (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.',
  );
  process.exit(1);
}
