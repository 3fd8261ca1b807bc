import type { ReportedShot } from './shot-reports.ts';
import type { RobotSide } from './robot-side.ts';
import { schemaText, writeStruct, type FieldToWrite } from './struct-writer.ts';

const topic = '/Shooter/Shot';

const aim: readonly FieldToWrite[] = [
  { name: 'pitch', type: 'double' },
  { name: 'yaw', type: 'double' },
];
const fields: readonly FieldToWrite[] = [
  { name: 'aim', type: 'Aim', struct: aim },
  { name: 'distance', type: 'double' },
  { name: 'exitVelocity', type: 'float' },
  { name: 'result', type: 'enum {unknown=0, miss=1, hit=2} uint8', bits: 2 },
];
const written = fields.map((field) =>
  field.bits === undefined ? field : { ...field, type: 'uint8' },
);

/** Robot code that logs each shot as a struct of its own, with a struct in it. */
export function publishStruct(robot: RobotSide): void {
  for (const [name, parts] of [
    ['SimShot', fields],
    ['Aim', aim],
  ] as const) {
    const schema = `/.schema/struct:${name}`;
    robot.publish(schema, 'structschema');
    robot.set(schema, new TextEncoder().encode(schemaText(parts)));
  }
  robot.publish(topic, 'struct:SimShot');
}

export function reportStruct(robot: RobotSide, shot: ReportedShot): void {
  const values = {
    aim: { pitch: shot.pitchRad, yaw: shot.yawRad },
    distance: shot.distanceM,
    exitVelocity: shot.exitVelocityMps,
    result: shot.hit ? 2 : 1,
  };
  robot.set(topic, Uint8Array.from(writeStruct(written, values)));
}
