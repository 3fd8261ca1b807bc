import { execFile } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { nextFreePort, occupantOf } from './ports.ts';
import { testServer } from './test-server.ts';

/** A program that takes connections and hangs up: no robot. */
async function otherProgram(host = '127.0.0.1'): Promise<number> {
  const program = createServer((socket) => socket.destroy());
  onTestFinished(() => {
    program.close();
  });
  await new Promise<void>((resolve) => {
    program.listen(0, host, resolve);
  });
  return (program.address() as AddressInfo).port;
}

test('a robot on a port is told from another program, and does not count the question as a client', async () => {
  const server = await testServer();
  expect(await occupantOf(server.port)).toBe('robot');
  expect(await occupantOf(await otherProgram())).toBe('another program');
  expect(server.received).toEqual([]);
});

test('the next free port is the wanted one, or one after those that are taken', async () => {
  const taken = await otherProgram();
  expect(await nextFreePort(taken)).toBeGreaterThan(taken);
  const free = await nextFreePort(taken);
  expect(await nextFreePort(free)).toBe(free);
});

test('the robot’s command line says in a sentence that its port is taken', async () => {
  const { port } = await testServer();
  const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', cli, '--port', `${port}`]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is taken: a robot already answers there. Choose another with --port.\n`,
  });
});
