import type { FiredShot } from '../../src/sim/shooting-robot.ts';
import { codeDefault, topicOf, type CoefficientName } from '../../src/sim/coefficients.ts';
import { publishEvents, reportEvents } from './event-report.ts';
import type { RobotSide } from './robot-side.ts';
import { publishStruct, reportStruct } from './struct-report.ts';
import { asLists } from './table-topics.ts';

/** How the robot can tell of its shots: one atomic record, MLtune's twelve topics, both; a struct, or a count and SideKick's buttons. */
export const reportForms = ['record', 'firing-solver', 'both', 'struct', 'event'] as const;
export type ReportForm = (typeof reportForms)[number];

/** A shot as the robot is about to report it. */
export interface ReportedShot extends FiredShot {
  /** Grows by one with each shot of a boot, from 1. */
  readonly id: number;
  /** Random at each boot. */
  readonly boot: number;
  /** Robot clock, µs. */
  readonly atUs: number;
  readonly batteryVoltage: number;
}

const recordTopic = '/MLtune/Shot';
const solverPrefix = '/FiringSolver/';

/** The ball, as robot code has it: kg, m². */
const projectileMassKg = 0.215;
const projectileAreaM2 = 0.01767;

/** The twelve topics, in the order in which an MLtune robot sets them. */
const solverTopics = [
  ['ShotTimestamp', 'double'],
  ['Hit', 'boolean'],
  ['Distance', 'double'],
  ['Solution/pitchRadians', 'double'],
  ['Solution/exitVelocity', 'double'],
  ['Solution/yawRadians', 'double'],
  ['DragCoefficient', 'double'],
  ['AirDensity', 'double'],
  ['ProjectileMass', 'double'],
  ['ProjectileArea', 'double'],
  ['TargetHeight', 'double'],
  ['LaunchHeight', 'double'],
] as const;

/** Robot code at boot. The topics have no values before the first shot. */
export function publishReports(robot: RobotSide, form: ReportForm): void {
  if (form === 'struct') publishStruct(robot);
  if (form === 'event') publishEvents(robot);
  if (form === 'record' || form === 'both') robot.publish(recordTopic, 'json');
  if (form === 'firing-solver' || form === 'both')
    for (const [name, type] of solverTopics) robot.publish(solverPrefix + name, type);
}

/** Tells of a shot, in each form that `publishReports` was given. */
export function report(robot: RobotSide, form: ReportForm, shot: ReportedShot): void {
  if (form === 'struct') reportStruct(robot, shot);
  if (form === 'event') reportEvents(robot, shot);
  if (form === 'record' || form === 'both') robot.set(recordTopic, JSON.stringify(record(shot)));
  if (form === 'firing-solver' || form === 'both') setSolverTopics(robot, shot);
}

function record(shot: ReportedShot): object {
  const { id, boot, atUs, distanceM, hit, errorM, used } = shot;
  return {
    id,
    boot,
    t: atUs,
    distance: distanceM,
    hit,
    ...(Number.isFinite(errorM) ? { missY: errorM } : {}),
    used: asLists(used),
    extra: {
      pitchRadians: shot.pitchRad,
      exitVelocity: shot.exitVelocityMps,
      yawRadians: shot.yawRad,
      batteryVoltage: shot.batteryVoltage,
    },
  };
}

/** One `set` after another, as robot code does: the record is torn, and an unchanged field does not arrive at all. */
function setSolverTopics(robot: RobotSide, shot: ReportedShot): void {
  const used = (name: CoefficientName): number => shot.used[topicOf(name)] ?? codeDefault(name);
  const values = [
    shot.atUs / 1e6,
    shot.hit,
    shot.distanceM,
    shot.pitchRad,
    shot.exitVelocityMps,
    shot.yawRad,
    used('DragCoefficient'),
    used('AirDensity'),
    projectileMassKg,
    projectileAreaM2,
    shot.goalHeightM,
    used('LaunchHeight'),
  ];
  for (const [i, [name]] of solverTopics.entries()) robot.set(solverPrefix + name, values[i]!);
}
