import { byTable, isKnot, type KnotRole } from '../aim/family/role.ts';
import { namesFor, unusedName } from './identifier.ts';
import { decimal, fitsInt } from './literal.ts';
import { inRemark } from './remark.ts';
import type { CodeRequest, CodeValue, Form, Language } from './request.ts';
import { canDefine } from './tunable-topic.ts';

/** A value with a name of its own: a constant, or the default of a number that can still be tuned. */
export interface Single {
  readonly name: string;
  readonly topic: string;
  readonly value: number;
  /** Whether a constant is written as a whole number. */
  readonly integer: boolean;
  /** What stands behind it: unit, what it was, and the topic where the code itself does not say it; printable ASCII on one line. */
  readonly remark: string;
}

/** A look-up table over the distance, nearest first. */
export interface Table {
  readonly name: string;
  readonly entries: readonly {
    /** m. */
    readonly atM: number;
    readonly value: number;
    readonly remark: string;
  }[];
}

/** What is to be written, each in the order of the values. */
export interface Plan {
  readonly constants: readonly Single[];
  readonly tables: readonly Table[];
  readonly tunables: readonly Single[];
}

const tableNames: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'kSpeedByDistance',
  'angle-knot': 'kAngleByDistance',
  'hood-knot': 'kHoodAngleByDistance',
  'other-knot': 'kValueByDistance',
};

/** What becomes of each value. */
export function planFor({ values, form, language }: CodeRequest): Plan {
  const names = namesFor(values.map(({ coefficient }) => coefficient.topic));
  const taken = new Set(names);
  const singles = values.map((given, place) => ({
    given,
    name: names[place]!,
    kind: kindOf(given, form, language),
  }));
  return {
    constants: singles
      .filter(({ kind }) => kind === 'constant')
      .map(({ given, name }) => singleOf(given, name, given.coefficient.topic)),
    tables: byTable(
      singles.flatMap(({ kind, given }) =>
        kind === 'entry' ? [{ ...given, ...tableIn(given) }] : [],
      ),
    ).map(({ role, entries }) => tableOf(entries, unusedName(tableNames[role], taken))),
    tunables: singles
      .filter(({ kind }) => kind === 'tunable')
      .map(({ given, name }) => singleOf(given, name, '')),
  };
}

function kindOf(
  { coefficient }: CodeValue,
  form: Form,
  language: Language,
): 'constant' | 'entry' | 'tunable' {
  switch (form) {
    case 'constants':
      return 'constant';
    case 'tables':
      return isEntry(coefficient) ? 'entry' : 'constant';
    case 'tunables':
      return canDefine(coefficient.topic, language) ? 'tunable' : 'constant';
  }
}

/** Whether a coefficient is an entry of a look-up table, at a distance that is known. */
export const isEntry = ({ role, atM }: CodeValue['coefficient']): boolean =>
  isKnot(role) && atM !== null;

const tableIn = ({
  coefficient: { role, table },
}: CodeValue): Pick<CodeValue['coefficient'], 'role' | 'table'> => ({ role, table });

function singleOf(given: CodeValue, name: string, where: string): Single {
  const { coefficient, value } = given;
  const { topic, integer } = coefficient;
  const remark = remarkOf(given, where);
  return { name, topic, value, integer: integer && fitsInt(value), remark };
}

function tableOf(values: readonly CodeValue[], name: string): Table {
  const entries = values.map((given) => {
    const { atM, topic } = given.coefficient;
    return { atM: atM ?? 0, value: given.value, remark: remarkOf(given, topic) };
  });
  return { name, entries: entries.sort((a, b) => a.atM - b.atM) };
}

function remarkOf({ coefficient, value, before }: CodeValue, where: string): string {
  const { unit, integer } = coefficient;
  const was =
    before === null || before === value
      ? ''
      : `was ${integer && fitsInt(before) ? before : decimal(before)}`;
  return inRemark([unit, was, where].filter((part) => part !== '').join('; '));
}
