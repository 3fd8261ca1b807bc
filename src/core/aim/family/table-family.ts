import { between, type Table } from '../coordinates.ts';
import { type Family, familyOf, type SimulatedRobot } from './family.ts';
import { type Robot, robotMaker } from './robot.ts';
import type { Goal } from './role.ts';
import { shotAt } from './shot-at.ts';
import { clamp, fastest, slowest, type SolvedSpeed, solveSpeed } from './solve-speed.ts';

/** How far tables that a team wrote are off: a share of the speed at the middle distance, its slope and its bend over half of the range. */
const offsSd = [0.09, 0.05, 0.025] as const;
/** What a share more of the wheel gives in shares of the ball's speed: slip makes it less or more than 1. */
const gripSd = 0.1;
const degree = Math.PI / 180;
/** Angles of which all are less, where nobody says their unit, are in rad: a launcher's and a hood's in degrees are more. */
const mostRad = 1.9;

/** What a hood can do, rad. */
const flattest = 10 * degree;
const steepest = 80 * degree;

const solved: SolvedSpeed = { speed: 0, gain: 0 };

/**
 * Robots that look up wheel speed and hood angle; the coordinates of the tables begin after `plainCount` others, that do nothing, as do tables
 * of which nobody says what they tell.
 */
export function tableFamily(tables: readonly Table[], plainCount: number, goal: Goal): Family {
  const columnOf = (role: Table['role']): number =>
    tables.findIndex((table) => table.role === role);
  const speeds = columnOf('speed-knot');
  // The farther the hood is from the vertical, the flatter the ball leaves.
  const angles = [
    { column: columnOf('angle-knot'), sign: 1 },
    { column: columnOf('hood-knot'), sign: -1 },
  ].flatMap(({ column, sign }) =>
    column < 0 ? [] : [{ column, rad: sign * rangeRad(tables[column]!) }],
  );
  const [nearM, farM] = goal.distanceM;

  const shooting = (
    robot: Robot,
    off: (t: number) => number,
    grip: number,
  ): SimulatedRobot['shoot'] => {
    const drag = robot.halfAreaPerMass * robot.truth['air-density'] * robot.truth.drag;
    const rise = robot.goalHeightM - robot.truth['launch-height'];
    return (coordinates, at, t, out) => {
      const measuredM = nearM + ((t + 1) / 2) * (farM - nearM);
      const distanceM = measuredM / robot.distanceScale;
      const law = robot.pitch - robot.pitchFall * (measuredM - robot.middleM);
      solveSpeed(Math.tan(law), distanceM, rise, drag, robot.lift, solved);
      const atStart = solved.speed * (1 + off(t));
      const moved = (column: number): number => coordinates[at + plainCount + column]!;
      let angle = law;
      for (const { column, rad } of angles) angle += moved(column) * rad;
      const exit =
        speeds < 0
          ? atStart
          : atStart * (1 + moved(speeds) * grip * rangeShare(tables[speeds]!, t));
      shotAt(
        robot,
        clamp(exit, slowest, fastest),
        clamp(angle, flattest, steepest),
        distanceM,
        drag,
        rise,
        out,
      );
    };
  };
  const make = robotMaker([], goal);
  return familyOf((cause) => {
    const robot = make(cause);
    const level = offsSd[0] * cause();
    const slope = offsSd[1] * cause();
    const bend = offsSd[2] * cause();
    const off = (t: number): number => level + slope * t + bend * t * t;
    const { halfOpeningM } = robot;
    return { halfOpeningM, shoot: shooting(robot, off, 1 + gripSd * cause()) };
  });
}

/** The table's range as a share of what it says at the start. */
function rangeShare({ t: knots, starts, range }: Table, t: number): number {
  const start = Math.abs(between(knots, t, (i) => starts[i]!));
  return start > 0 ? range / start : 1;
}

/** The range of a table of angles, rad. */
function rangeRad({ range, radPerUnit, starts }: Table): number {
  const untold = starts.every((start) => Math.abs(start) < mostRad) ? 1 : degree;
  return range * (radPerUnit ?? untold);
}
