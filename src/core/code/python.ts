import { decimal, quoted } from './literal.ts';
import type { Plan, Single, Table } from './plan.ts';
import { inRemark } from './remark.ts';
import type { CodeFile, CodeRequest } from './request.ts';

/** A module of constants; tunable numbers are made by a class, as they need a robot that runs. RobotPy spells them alike in both seasons. */
export function pythonFile(
  { about, holder }: CodeRequest,
  { constants, tables, tunables }: Plan,
): CodeFile {
  return {
    name: `${snakeCase(holder)}.py`,
    text: [
      ...about.map((line) => `# ${inRemark(line)}`),
      ...(tunables.length === 0 ? [] : ['from ntcore import NetworkTableInstance', '']),
      ...constants.map(constantLine),
      ...tables.flatMap(tableLines),
      ...(tunables.length === 0 ? [] : classLines(tunables)),
      '',
    ].join('\n'),
  };
}

const constantLine = ({ name, value, integer, remark }: Single): string =>
  `${name} = ${integer ? value : decimal(value)}${noted(remark)}`;

/** RobotPy has no map that interpolates. */
function tableLines({ name, entries }: Table): readonly string[] {
  return [
    `# By distance, m; look up with numpy.interp(distance, *zip(*${name})).`,
    `${name} = (`,
    ...entries.map(
      ({ atM, value, remark }) => `    (${decimal(atM)}, ${decimal(value)}),${noted(remark)}`,
    ),
    ')',
  ];
}

/** The defaults are published weakly: what a dashboard has set already stands. */
function classLines(tunables: readonly Single[]): readonly string[] {
  return [
    '',
    'class Tunables:',
    '    def __init__(self):',
    ...tunables.map(
      ({ name, topic, value, remark }) =>
        `        self.${name} = self._entry(${quoted(topic, 'python')}, ${decimal(value)})${noted(remark)}`,
    ),
    '',
    '    @staticmethod',
    '    def _entry(topic, value):',
    '        entry = NetworkTableInstance.getDefault().getDoubleTopic(topic).getEntry(value)',
    '        entry.setDefault(value)',
    '        return entry',
  ];
}

const snakeCase = (name: string): string =>
  name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();

const noted = (remark: string): string => (remark === '' ? '' : `  # ${remark}`);
