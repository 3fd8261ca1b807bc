import { onTestFinished } from 'vitest';
import { NtServer } from './nt-server.ts';
import { RawClient } from './raw-client.ts';
import type { ServerOptions } from './server-options.ts';

/** A server for one test; it is closed when the test ends. */
export async function testServer(options: ServerOptions = {}): Promise<NtServer> {
  const server = await NtServer.listen(options);
  onTestFinished(() => server.close());
  return server;
}

/** A client for one test; it is closed when the test ends. */
export async function testClient(
  server: NtServer,
  ...options: Parameters<typeof RawClient.open> extends [number, ...infer Rest] ? Rest : never
): Promise<RawClient> {
  const client = await RawClient.open(server.port, ...options);
  onTestFinished(() => {
    client.close();
  });
  return client;
}

/** Lets some sending periods pass, as another client sees them go by: then what did not come does not come. */
export async function letPeriodsPass(server: NtServer): Promise<void> {
  const witness = await testClient(server, 'witness');
  server.robot.publish('/witness', 'int');
  witness.subscribe(1, ['/witness']);
  for (let i = 1; i <= 3; i++) {
    server.robot.set('/witness', i);
    await witness.until(() => witness.valuesOf('/witness').includes(i));
  }
  await witness.until(() => witness.pings > 0);
  witness.close();
}
