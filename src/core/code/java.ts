import { decimal, quoted } from './literal.ts';
import type { Plan, Published, Single, Table } from './plan.ts';
import { inRemark } from './remark.ts';
import type { CodeFile, CodeRequest, Season } from './request.ts';
import { tuningFolder } from './tunable-topic.ts';

/** How each season calls WPILib, and the team's own code in its template. */
const spelled: Readonly<Record<Season, { readonly wpilib: string; readonly robot: string }>> = {
  '2026': { wpilib: 'edu.wpi.first', robot: 'frc.robot' },
  '2027': { wpilib: 'org.wpilib', robot: 'first.robot' },
};

/** A class of constants. */
export function javaFile(
  { season, about, holder }: CodeRequest,
  { constants, tables, tunables, published }: Plan,
): CodeFile {
  const { wpilib, robot } = spelled[season];
  const imports = [
    ...(tables.length === 0
      ? []
      : [
          `import ${wpilib}.math.interpolation.InterpolatingDoubleTreeMap;`,
          'import java.util.Map;',
        ]),
    ...(tunables.length === 0
      ? []
      : [`import ${robot}.util.LoggedTunableNumber; // from wherever your team keeps it`]),
    ...(published.length === 0
      ? []
      : ['TunableConfig', 'TunableDouble', 'TunableOption', 'Tunables'].map(
          (name) => `import ${wpilib}.tunable.${name};`,
        )),
  ];
  const lines = [
    ...constants.map(constantLine),
    ...tables.flatMap(tableLines),
    ...tunables.map(tunableLine),
    ...published.map(publishedLine),
    ...(published.length === 0 ? [] : publishing),
  ];
  return {
    name: `${holder}.java`,
    text: [
      ...about.map((line) => `// ${inRemark(line)}`),
      `package ${robot};`,
      '',
      ...(imports.length === 0 ? [] : [...imports, '']),
      `public final class ${holder} {`,
      `  private ${holder}() {}`,
      ...(lines.length === 0 ? [] : ['', ...lines.map((line) => `  ${line}`)]),
      '}',
      '',
    ].join('\n'),
  };
}

const constantLine = ({ name, value, integer, remark }: Single): string =>
  integer
    ? `public static final int ${name} = ${value};${noted(remark)}`
    : `public static final double ${name} = ${decimal(value)};${noted(remark)}`;

function tunableLine({ name, topic, value, remark }: Single): string {
  const key = quoted(topic.slice(tuningFolder.length), 'java');
  const made = `new LoggedTunableNumber(${key}, ${decimal(value)})`;
  return `public static final LoggedTunableNumber ${name} = ${made};${noted(remark)}`;
}

function publishedLine({ name, path, value, min, max, unit, remark }: Published): string {
  const json = quoted(JSON.stringify(unit), 'java');
  const given = [quoted(path, 'java'), ...[value, min, max].map(decimal), json].join(', ');
  return `public static final TunableDouble ${name} = tunable(${given});${noted(remark)}`;
}

/** Properties are JSON. Robust: what a dashboard writes is answered with what robot code took. */
const publishing: readonly string[] = [
  '',
  'private static TunableDouble tunable(',
  '    String path, double value, double min, double max, String unit) {',
  '  var config =',
  '      TunableConfig.of(',
  '          TunableOption.ROBUST,',
  '          TunableOption.property("min", Double.toString(min)),',
  '          TunableOption.property("max", Double.toString(max)),',
  '          TunableOption.property("unit", unit));',
  '  var tunable = TunableDouble.createConfig(value, config);',
  '  Tunables.publish(path, tunable);',
  '  return tunable;',
  '}',
];

function tableLines({ name, entries }: Table): readonly string[] {
  return [
    '// By distance, m.',
    `public static final InterpolatingDoubleTreeMap ${name} =`,
    '    InterpolatingDoubleTreeMap.ofEntries(',
    ...entries.map(({ atM, value, remark }, place) => {
      const end = place === entries.length - 1 ? ');' : ',';
      return `        Map.entry(${decimal(atM)}, ${decimal(value)})${end}${noted(remark)}`;
    }),
  ];
}

const noted = (remark: string): string => (remark === '' ? '' : ` // ${remark}`);
