import { mulberry32 } from '../../../src/core/stats/random.ts';
import type { NtValue } from '../../../src/link/robot-link.ts';
import { NtServer } from '../../robot/nt-server.ts';
import { RawClient } from '../../robot/raw-client.ts';
import { RobotProgram } from '../../robot/robot-program.ts';
import { bootUs, ServerClock } from '../../robot/server-clock.ts';
import { nonsense } from '../nonsense.ts';
import type { Order, RobotChoice, Told } from './robot-orders.ts';

// A robot in a process of its own, that can be killed: it does as it is told, and tells what it publishes and reads.

const tell = (told: Told): void => {
  process.send?.(told);
};

const choice = JSON.parse(process.argv[2] ?? '') as RobotChoice;
const { port, boots, permuteIds, clockUs = bootUs, missing = 0, floats = false } = choice;
const server = await NtServer.listen({
  port,
  clock: new ServerClock(clockUs),
  record: false,
  ...(permuteIds === undefined ? {} : { permuteIds }),
});
const robot = new RobotProgram(server, {
  variant: 'shoot3',
  world: 7,
  report: 'record',
  boots,
  onShot: ({ boot, id, hit, distanceM }) => {
    tell({ said: 'shot', key: `${boot}:${id}`, hit, distanceM, atMs: Date.now() });
  },
});
robot.coefficients.forEach(({ topic, min, max, step, codeDefault }, place) => {
  const side = server.robot;
  side.unpublish(topic);
  if (place < missing) return;
  // It says that its code's defaults are other ones than those it has, so that there are two ways back.
  const told = codeDefault + (max - codeDefault) / 4;
  side.publish(topic, floats ? 'float' : 'double', { min, max, step, default: told });
  side.setDefault(topic, codeDefault);
  const tellReading = (value: NtValue, us: number): void => {
    // The server shows robot code its own default too; and beyond the bounds it is the other dashboard's.
    if ((us === 0 && value === codeDefault) || Number(value) > max) return;
    tell({ said: 'read', topic, value: Number(value), us, atMs: Date.now() });
  };
  // The page may write what is there already, when a button is pressed twice: that is read too.
  side.onValue(topic, tellReading, true);
});

process.on('message', (order: Order) => {
  void obey(order).then(() => {
    tell({ said: 'done' });
  });
});
// Without its parent nobody needs it.
process.on('disconnect', () => process.exit());
tell({ said: 'listening', port: server.port });

async function obey(order: Order): Promise<void> {
  const { faults } = server;
  switch (order.do) {
    case 'shoot':
      robot.shootEvery(order.everyMs);
      break;
    case 'freeze':
      faults.freeze(order.on);
      break;
    case 'refuse':
      await faults.refuse(order.on);
      if (order.on) faults.dropAll();
      break;
    case 'hang-handshake':
      faults.hangHandshake(order.on);
      if (order.on) faults.dropAll();
      break;
    case 'strand':
      faults.strand();
      break;
    case 'hang-up':
      faults.dropAll();
      break;
    case 'talk-nonsense':
      for (const frame of nonsense) faults.inject(frame);
      break;
    case 'let-another-write': {
      const other = await RawClient.open(server.port, 'other');
      robot.coefficients.forEach(({ topic, min, max }, place) => {
        other.publish(place + 1, topic, 'double');
        other.write([place + 1, 'double', 2 * max - min, server.clock.nowUs()]);
      });
      break;
    }
    case 'jump':
      server.clock.jump(order.us);
      break;
    case 'slow':
      faults.delayMs = order.delayMs;
      faults.incomingDelayMs = order.delayMs;
      faults.stalls = { share: 0.05, ms: order.stallMs, random: mulberry32(1) };
      break;
  }
}
