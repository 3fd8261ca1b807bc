import { NtServer } from '../robot/nt-server.ts';
import { RobotProgram } from '../robot/robot-program.ts';
import { busyTopics, periodMs } from './busy-topics.ts';

// A robot in a process of its own that publishes far more than the app reads, as AdvantageKit does.

const server = await NtServer.listen({ record: false });
new RobotProgram(server, { variant: 'shoot3', world: 7 });
for (const topic of busyTopics) server.robot.publish(topic, 'double');

let round = 0;
let dueMs = performance.now();
setInterval(() => {
  // What a busy machine held up is made up for: so many values a second, whatever the timers do.
  for (; dueMs <= performance.now(); dueMs += periodMs) {
    round++;
    busyTopics.forEach((topic, i) => {
      server.robot.set(topic, round + i / busyTopics.length);
    });
  }
}, periodMs / 4);

process.on('disconnect', () => process.exit());
process.send?.({ port: server.port });
