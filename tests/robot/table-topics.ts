import { entryTopic, listEntry } from '../../src/core/tuning/list-entry.ts';
import type { Coefficient, Values } from '../../src/core/tuning/coefficient.ts';
import { isKnot, type KnotRole } from '../../src/core/aim/family/role.ts';
import type { RobotSide } from './robot-side.ts';

/** How robot code keeps its look-up tables: topics with distances in their names, topics that count, or lists. */
export const tableForms = ['names', 'numbered', 'lists'] as const;
export type TableForm = (typeof tableForms)[number];

const folder = '/Tuning/Shooter';
const outputs: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'Rpm',
  'angle-knot': 'HoodAngle',
  'hood-knot': 'HoodFromVertical',
  'other-knot': 'Other',
};

/** The coefficients under the topics of that form, in the same order. */
export function inForm(
  coefficients: readonly Coefficient[],
  form: TableForm,
): readonly Coefficient[] {
  if (form === 'names') return coefficients;
  const counts = { 'speed-knot': 0, 'angle-knot': 0, 'hood-knot': 0, 'other-knot': 0 };
  return coefficients.map((coefficient) => {
    const { role } = coefficient;
    if (!isKnot(role)) return coefficient;
    const output = `${folder}/${outputs[role]}`;
    const place = counts[role]++;
    const topic = form === 'lists' ? entryTopic(output, place) : `${output}/${place}`;
    return { ...coefficient, topic };
  });
}

/** The distances of tables whose topics do not tell them, where robot code keeps them beside. */
export function publishDistances(
  robot: RobotSide,
  coefficients: readonly Coefficient[],
  form: TableForm,
): void {
  const metres = [...new Set(coefficients.flatMap(({ atM }) => atM ?? []))].sort((a, b) => a - b);
  if (form === 'names' || metres.length === 0) return;
  if (form === 'lists') {
    robot.publish(`${folder}/Distances`, 'double[]');
    robot.set(`${folder}/Distances`, metres);
  } else
    metres.forEach((m, i) => {
      robot.publish(`${folder}/Distance/${i}`, 'double');
      robot.set(`${folder}/Distance/${i}`, m);
    });
}

/** The lists in which some coefficients are numbers: each with its own, in their order. */
export function listsOf(
  coefficients: readonly Coefficient[],
): ReadonlyMap<string, readonly Coefficient[]> {
  const lists = new Map<string, Coefficient[]>();
  for (const coefficient of coefficients) {
    const list = listEntry(coefficient.topic)?.list;
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), coefficient]);
  }
  return lists;
}

/** What robot code reads of a coefficient; undefined where there is nothing usable. */
export function readValue(robot: RobotSide, topic: string): number | undefined {
  const entry = listEntry(topic);
  const value = robot.get(entry?.list ?? topic);
  const number: unknown = entry === null || !Array.isArray(value) ? value : value[entry.index];
  return typeof number === 'number' ? number : undefined;
}

/** Values as a shot record tells them: the numbers of a list as that list. */
export function asLists(values: Values): Readonly<Record<string, number | readonly number[]>> {
  const told: Record<string, number | number[]> = {};
  for (const [topic, value] of Object.entries(values)) {
    const entry = listEntry(topic);
    if (entry === null) {
      told[topic] = value;
      continue;
    }
    const list = told[entry.list];
    const numbers = Array.isArray(list) ? list : [];
    numbers[entry.index] = value;
    told[entry.list] = numbers;
  }
  return told;
}
