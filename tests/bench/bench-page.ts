import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';

import { findBrowser } from '../setup/find-browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const blankPath = '/blank';

/** Runs `use` with an empty page in Chromium that can import every source file of the project by its path. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [
      {
        name: 'blank-page',
        configureServer({ middlewares }) {
          middlewares.use(blankPath, (_request, response) => {
            response.setHeader('Content-Type', 'text/html');
            response.end('<!doctype html><link rel="icon" href="data:,"><title>bench</title>');
          });
        },
      },
    ],
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const address = server.httpServer?.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    await page.goto(`http://127.0.0.1:${address.port}${blankPath}`);
    return await use(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
