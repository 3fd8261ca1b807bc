import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { preview, type PreviewServer } from 'vite';
import { robotPort } from './cli-options.ts';
import { NtServer } from './nt-server.ts';
import { isPortTaken, nextFreePort, occupantOf } from './ports.ts';
import { RobotProgram } from './robot-program.ts';

/** Where the built page is served, if nobody else is there. */
const pagePort = 4173;
/** A robot that is badly off at first, about 25 % hits, and can be tuned to 93 %. */
const world = 7;
/** About as fast as a person can load a real shooter. */
const shotPeriodMs = 1000;

const inBackground = { stdio: 'ignore', detached: true } as const;
const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';

const page = await servePage();
const robot = await startRobot();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void Promise.all([page.close(), robot?.close()]).then(() => process.exit(0));
  });

async function servePage(): Promise<PreviewServer> {
  const port = await nextFreePort(pagePort);
  const served = await preview({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port, strictPort: true },
  });
  if (port !== pagePort) print(`Port ${pagePort} is taken; the page is on ${port} instead.`);
  const address = `http://localhost:${port}`;
  print(`MLtune:          ${address}`);
  openBrowser(address);
  return served;
}

async function startRobot(): Promise<NtServer | null> {
  try {
    const server = await NtServer.listen({ port: robotPort, record: false });
    const program = new RobotProgram(server, { variant: 'shoot3', world });
    program.shootEvery(shotPeriodMs);
    print(`Simulated robot: ws://localhost:${robotPort}`);
    print('Ctrl+C stops both.');
    return server;
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    print(await sentenceFor(robotPort));
    return null;
  }
}

async function sentenceFor(port: number): Promise<string> {
  switch (await occupantOf(port)) {
    case 'robot':
      return `A robot already answers at ws://localhost:${port}; it is left alone, and no simulated robot is started.`;
    case 'another program':
      return `Another program has port ${port}, so no simulated robot is started. Stop it and run npm start again to have one.`;
  }
}

/** Only for a person at a terminal; BROWSER=none says no, and BROWSER=name says which. */
function openBrowser(address: string): void {
  const { BROWSER: choice, CI: ci } = process.env;
  if (!process.stdout.isTTY || ci !== undefined || choice === 'none') return;
  const child =
    process.platform === 'win32' && choice === undefined
      ? spawn('cmd', ['/c', 'start', '', address], inBackground)
      : spawn(choice ?? opener, [address], inBackground);
  // A computer without a browser to open: the address has been printed.
  child.once('error', () => undefined);
  child.unref();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
