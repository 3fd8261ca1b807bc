import { help, readArguments, type CliOptions } from './cli-options.ts';
import { practiceStation } from './driver-station.ts';
import { NtServer } from './nt-server.ts';
import { isPortTaken, occupantOf } from './ports.ts';
import { RobotProgram, type LedgerEntry } from './robot-program.ts';
import { bootUs, ServerClock } from './server-clock.ts';

const request = readArguments(process.argv.slice(2));
switch (request.kind) {
  case 'help':
    process.stdout.write(help);
    break;
  case 'mistake':
    fail(`${request.sentence} See npm run robot -- --help.`);
    break;
  case 'run':
    await run(request.options);
    break;
}

async function run(options: CliOptions): Promise<void> {
  const { port, host, variant, world, report, season, networked, rate } = options;
  let server: NtServer;
  try {
    const clock = new ServerClock(bootUs + options.clockOffsetS * 1e6);
    server = await NtServer.listen({ port, host, season, networked, clock, record: false });
  } catch (error) {
    fail(await whyNotListening(error, options));
    return;
  }
  const program = new RobotProgram(server, {
    variant,
    world,
    report,
    otherTunables: options.tunables,
    tables: options.tables,
    station: { ...practiceStation, enabled: !options.disabled },
    ...(options.quiet ? {} : { onShot: printShot }),
  });
  program.setFms(options.fms);
  if (rate > 0) program.shootEvery(1000 / rate);
  every(options.dropEveryS, () => {
    server.faults.dropAll();
    print('cut all connections');
  });
  every(options.restartEveryS, () => {
    void server.restart().then(() => {
      print('the robot has restarted');
    });
  });
  print(`A simulated robot (${variant}, world ${world}) is at ws://${host}:${server.port}.`);
  print(`Its true hit rate is ${percent(program.trueRate())}. Ctrl+C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      program.stop();
      void server.close().then(() => process.exit(0));
    });
}

async function whyNotListening(error: unknown, { port, host }: CliOptions): Promise<string> {
  if (isPortTaken(error)) {
    const occupant = await occupantOf(port);
    const who = occupant === 'robot' ? 'a robot already answers there' : 'another program has it';
    return `Port ${port} is taken: ${who}. Choose another with --port.`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `Cannot listen on ${host}:${port}: ${reason}.`;
}

function every(seconds: number, act: () => void): void {
  if (seconds > 0) setInterval(act, seconds * 1000).unref();
}

function printShot({ number, hit, distanceM, used }: LedgerEntry): void {
  const values = Object.entries(used).map(
    ([topic, value]) => `${topic.replace('/Tuning/', '')} ${Number(value.toPrecision(4))}`,
  );
  print(`${number}: ${hit ? 'hit' : 'miss'} from ${distanceM.toFixed(2)} m; ${values.join(', ')}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
