import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { robotPort } from './cli-options.ts';
import { NtServer } from './nt-server.ts';
import { openBrowser } from './open-browser.ts';
import { isPortTaken, nextFreePort, occupantOf } from './ports.ts';
import { RobotProgram } from './robot-program.ts';

/** Where the built page is served, if nobody else is there. */
const pagePort = 4173;
/** A robot that is badly off at first, about 25 % hits, and can be tuned to 93 %. */
const world = 7;
/** About as fast as a person can load a real shooter. */
const shotPeriodMs = 1000;

const root = fileURLToPath(new URL('../../', import.meta.url));
if (existsSync(`${root}dist/index.html`)) await start();
else {
  process.stderr.write('There is no built page in dist/. Run npm run build first.\n');
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const robot = await startRobot();
  const port = await nextFreePort(pagePort);
  const page = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port, strictPort: true },
  });
  const address = `http://localhost:${port}`;
  if (port !== pagePort) print(`Port ${pagePort} is taken; the page is on ${port} instead.`);
  print(`MLtune:          ${address}`);
  print(robot === null ? await whyNoRobot() : `Simulated robot: ws://localhost:${robotPort}`);
  print(`Ctrl+C stops ${robot === null ? 'the page' : 'both'}.`);
  openBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void Promise.all([page.close(), robot?.close()]).then(() => process.exit(0));
    });
}

/** A robot that shoots by itself; null when its port is taken. */
async function startRobot(): Promise<NtServer | null> {
  try {
    const server = await NtServer.listen({ port: robotPort, record: false });
    new RobotProgram(server, { variant: 'shoot3', world }).shootEvery(shotPeriodMs);
    return server;
  } catch (error) {
    if (isPortTaken(error)) return null;
    throw error;
  }
}

async function whyNoRobot(): Promise<string> {
  switch (await occupantOf(robotPort)) {
    case 'robot':
      return (
        `A robot already answers at ws://localhost:${robotPort}; it is left alone, ` +
        'and no simulated robot is started.'
      );
    case 'another program':
      return (
        `Another program has port ${robotPort}, so no simulated robot is started. ` +
        'Stop it and run npm start again to have one.'
      );
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
