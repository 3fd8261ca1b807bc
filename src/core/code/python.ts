import { decimal, quoted } from './literal.ts';
import type { Plan, Published, Single, Table } from './plan.ts';
import { inRemark } from './remark.ts';
import type { CodeFile, CodeRequest, Season } from './request.ts';

/** Names that each season's RobotPy gives to NetworkTables: in snake case since 2027. */
const spelled: Readonly<
  Record<Season, Readonly<Record<'instance' | 'topic' | 'entry' | 'setDefault', string>>>
> = {
  '2026': {
    instance: 'getDefault',
    topic: 'getDoubleTopic',
    entry: 'getEntry',
    setDefault: 'setDefault',
  },
  '2027': {
    instance: 'get_default',
    topic: 'get_double_topic',
    entry: 'get_entry',
    setDefault: 'set_default',
  },
};

/** A module of constants; tunable numbers are made by a class, as they need a robot that runs. */
export function pythonFile(
  { about, holder, season }: CodeRequest,
  { constants, tables, tunables, published }: Plan,
): CodeFile {
  return {
    name: `${snakeCase(holder)}.py`,
    text: [
      ...about.map((line) => `# ${inRemark(line)}`),
      ...(tunables.length === 0 ? [] : ['from ntcore import NetworkTableInstance', '']),
      ...(published.length === 0 ? [] : ['import tunables', '']),
      ...constants.map(constantLine),
      ...tables.flatMap(tableLines),
      ...(tunables.length === 0 ? [] : classLines(tunables, season)),
      ...(published.length === 0 ? [] : publishedLines(published)),
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
function classLines(tunables: readonly Single[], season: Season): readonly string[] {
  const { instance, topic, entry, setDefault } = spelled[season];
  return [
    '',
    'class Tunables:',
    '    def __init__(self):',
    ...tunables.map(
      ({ name, topic: key, value, remark }) =>
        `        self.${name} = self._entry(${quoted(key, 'python')}, ${decimal(value)})${noted(remark)}`,
    ),
    '',
    '    @staticmethod',
    '    def _entry(topic, value):',
    `        entry = NetworkTableInstance.${instance}().${topic}(topic).${entry}(value)`,
    `        entry.${setDefault}(value)`,
    '        return entry',
  ];
}

/** Robust: what a dashboard writes is answered with what robot code took. */
function publishedLines(published: readonly Published[]): readonly string[] {
  return [
    '',
    'class Tunables:',
    '    def __init__(self):',
    ...published.map(({ name, path, value, min, max, unit, remark }) => {
      const given = [quoted(path, 'python'), ...[value, min, max].map(decimal)].join(', ');
      return `        self.${name} = self._add(${given}, ${quoted(unit, 'python')})${noted(remark)}`;
    }),
    '',
    '    @staticmethod',
    '    def _add(path, value, low, high, unit):',
    '        properties = {"min": low, "max": high, "unit": unit}',
    '        return tunables.add(path, value, robust=True, properties=properties)',
  ];
}

const snakeCase = (name: string): string =>
  name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();

const noted = (remark: string): string => (remark === '' ? '' : `  # ${remark}`);
