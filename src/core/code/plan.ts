import { byTable, isKnot, type KnotRole } from '../aim/family/role.ts';
import { namesFor, unusedName } from './identifier.ts';
import { decimal, fitsInt } from './literal.ts';
import { inRemark } from './remark.ts';
import { ownPath, tunablesPrefix } from '../tuning/write-topic.ts';
import { hasForm, type CodeRequest, type CodeValue, type Form, type Language } from './request.ts';
import { canDefine, wpilibPath } from './tunable-topic.ts';

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

/** One of WPILib's own tunables, which tells dashboards its bounds. */
export interface Published extends Single {
  /** Path under `/Tunables/`. */
  readonly path: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
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
  readonly published: readonly Published[];
}

const tableNames: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'kSpeedByDistance',
  'angle-knot': 'kAngleByDistance',
  'hood-knot': 'kHoodAngleByDistance',
  'other-knot': 'kValueByDistance',
};

/** What becomes of each value. */
export function planFor({ values, form, language, season }: CodeRequest): Plan {
  const names = namesFor(values.map(({ coefficient }) => coefficient.topic));
  const taken = new Set(names);
  const paths = new Set<string>();
  const singles = values.map((given, place) => {
    const kind = kindOf(given, hasForm(season, form) ? form : 'constants', language);
    const path = wpilibPath(given.coefficient.topic);
    const isFree = path !== null && !paths.has(path);
    if (kind === 'published' && isFree) paths.add(path);
    return {
      given,
      name: names[place]!,
      kind: kind === 'published' && !isFree ? ('constant' as const) : kind,
    };
  });
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
    published: singles
      .filter(({ kind }) => kind === 'published')
      .map(({ given, name }) => publishedOf(given, name)),
  };
}

function kindOf(
  { coefficient }: CodeValue,
  form: Form,
  language: Language,
): 'constant' | 'entry' | 'tunable' | 'published' {
  switch (form) {
    case 'constants':
      return 'constant';
    case 'tables':
      return isEntry(coefficient) ? 'entry' : 'constant';
    case 'tunables':
      return canDefine(coefficient.topic, language) ? 'tunable' : 'constant';
    case 'wpilib':
      return 'published';
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

/** Its topic is told where it was another one: what reads it there is to be changed too. */
function publishedOf(given: CodeValue, name: string): Published {
  const { topic, min, max, unit } = given.coefficient;
  const path = wpilibPath(topic) ?? '';
  const moved = ownPath(topic) === `${tunablesPrefix}${path}` ? '' : `was at ${topic}`;
  return { ...singleOf(given, name, moved), path, min, max, unit };
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
