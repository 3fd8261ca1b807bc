import { between, type Table } from '../coordinates.ts';
import { fillNormals } from '../normal-stream.ts';
import type { Family } from './family.ts';
import { type Robot, robotOf } from './robot.ts';
import type { Goal } from './role.ts';
import { shotAt } from './shot-at.ts';
import { clamp, fastest, slowest, solveSpeed } from './solve-speed.ts';

/** A robot with look-up tables: its flight, and how far its tables are off at the start. */
interface TableRobot {
  readonly robot: Robot;
  /** Share by which the ball is too fast: at the middle distance, its slope and its bend over half of the range. */
  readonly tooFast: readonly [number, number, number];
  /** What a share more of the wheel gives in shares of the ball's speed: slip makes it less or more than 1. */
  readonly grip: number;
}

/** How far tables that a team wrote are off, standard deviations. */
const offsSd = [0.09, 0.05, 0.025] as const;
const gripSd = 0.1;
/** Values are scattered over the tables' ranges; two of three speeds are so near to what the angle needs (shares of the speed). */
const wide = 0.35;
const near = 0.05;
const degree = Math.PI / 180;
/** Hood angles of which the whole range is less are in rad. */
const mostRad = 2.5;

/** What a hood can do, rad. */
const flattest = 10 * degree;
const steepest = 80 * degree;

const normals = new Float64Array(8);
const needed = { speed: 0, gain: 0 };

/** Robots that look up wheel speed and hood angle; `plainCount` coordinates before those of the tables stay 0. */
export function tableFamily(
  tables: readonly Table[],
  plainCount: number,
  goal: Goal,
): Family<TableRobot> {
  const [nearM, farM] = goal.distanceM;
  const speeds = tables.findIndex(({ role }) => role === 'speed-knot');
  const angles = tables.findIndex(({ role }) => role === 'angle-knot');
  return {
    robot: (cause) => ({
      robot: robotOf([], goal, cause),
      tooFast: [offsSd[0] * cause(), offsSd[1] * cause(), offsSd[2] * cause()],
      grip: 1 + gripSd * cause(),
    }),
    shoot({ robot, tooFast, grip }, i, t, random, coordinates, at, out) {
      const measuredM = nearM + ((t + 1) / 2) * (farM - nearM);
      const off = tooFast[0] + tooFast[1] * t + tooFast[2] * t * t;
      fillNormals(normals, 0, tables.length, random);
      for (let k = 0; k < plainCount; k++) coordinates[at + k] = 0;
      const move = (k: number, share: number): number =>
        (coordinates[at + plainCount + k] = clamp(share, -1, 1));

      const distanceM = measuredM / robot.distanceScale;
      const { drag, rise } = flightOf(robot);
      const law = robot.pitch - robot.pitchFall * (measuredM - robot.middleM);
      const turned =
        angles < 0 ? 0 : move(angles, wide * normals[angles]!) * inRad(tables[angles]!);
      const angle = clamp(law + turned, flattest, steepest);
      solveSpeed(Math.tan(law), distanceM, rise, drag, robot.lift, needed);
      const atStart = needed.speed * (1 + off);
      let exit = atStart;
      if (speeds >= 0) {
        const whole = rangeShare(tables[speeds]!, t) * grip;
        let share = wide * normals[speeds]!;
        if (i % 3 > 0) {
          solveSpeed(Math.tan(angle), distanceM, rise, drag, robot.lift, needed);
          share = (needed.speed / atStart - 1 + near * normals[speeds]!) / whole;
        }
        exit = atStart * (1 + move(speeds, share) * whole);
      }
      shotAt(robot, clamp(exit, slowest, fastest), angle, distanceM, drag, rise, out);
    },
  };
}

/** The table's range as a share of what it says at the start. */
function rangeShare({ t: knots, starts, range }: Table, t: number): number {
  const start = Math.abs(between(knots, t, (i) => starts[i]!));
  return start > 0 ? range / start : 1;
}

const inRad = ({ range }: Table): number => (range < mostRad ? range : range * degree);

/** True drag, 1/m, and how far the goal is above the launch, m. */
function flightOf({ halfAreaPerMass, truth, goalHeightM }: Robot): { drag: number; rise: number } {
  return {
    drag: halfAreaPerMass * truth['air-density'] * truth.drag,
    rise: goalHeightM - truth['launch-height'],
  };
}
