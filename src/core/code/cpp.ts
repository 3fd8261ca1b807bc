import { decimal, quoted } from './literal.ts';
import type { Plan, Published, Single, Table } from './plan.ts';
import { inRemark } from './remark.ts';
import type { CodeFile, CodeRequest, Season } from './request.ts';

/** Where a season keeps what is used. */
interface Spelling {
  readonly map: string;
  readonly mapHeader: string;
  readonly nt: string;
  readonly ntHeaders: readonly string[];
}

const spelled: Readonly<Record<Season, Spelling>> = {
  '2026': {
    map: 'wpi::interpolating_map',
    mapHeader: 'wpi/interpolating_map.h',
    nt: 'nt',
    ntHeaders: ['networktables/DoubleTopic.h', 'networktables/NetworkTableInstance.h'],
  },
  '2027': {
    map: 'wpi::util::interpolating_map',
    mapHeader: 'wpi/util/interpolating_map.hpp',
    nt: 'wpi::nt',
    ntHeaders: ['wpi/nt/DoubleTopic.hpp', 'wpi/nt/NetworkTableInstance.hpp'],
  },
};

/** A header of constants; tunable numbers are members of a struct, as they need a robot that runs. */
export function cppFile(
  { season, about, holder }: CodeRequest,
  { constants, tables, tunables, published }: Plan,
): CodeFile {
  const { map, mapHeader, nt, ntHeaders } = spelled[season];
  const includes = [
    ...(tables.length === 0 ? [] : [mapHeader]),
    ...(tunables.length === 0 ? [] : ntHeaders),
    ...(published.length === 0 ? [] : tunablesHeaders),
  ];
  return {
    name: `${holder}.h`,
    text: [
      ...about.map((line) => `// ${inRemark(line)}`),
      '#pragma once',
      '',
      ...includes.map((header) => `#include <${header}>`),
      ...(includes.length === 0 ? [] : ['']),
      `namespace ${holder} {`,
      '',
      ...constants.map(constantLine),
      ...tables.flatMap((table) => tableLines(table, map)),
      ...(tunables.length === 0 ? [] : structLines(tunables, nt)),
      ...(published.length === 0 ? [] : publishedLines(published)),
      '',
      `}  // namespace ${holder}`,
      '',
    ].join('\n'),
  };
}

const constantLine = ({ name, value, integer, remark }: Single): string =>
  integer
    ? `inline constexpr int ${name} = ${value};${noted(remark)}`
    : `inline constexpr double ${name} = ${decimal(value)};${noted(remark)}`;

function tableLines({ name, entries }: Table, map: string): readonly string[] {
  return [
    '// By distance, m.',
    `inline const ${map}<double, double> ${name} = [] {`,
    `  ${map}<double, double> table;`,
    ...entries.map(
      ({ atM, value, remark }) =>
        `  table.insert(${decimal(atM)}, ${decimal(value)});${noted(remark)}`,
    ),
    '  return table;',
    '}();',
  ];
}

/** The defaults are published weakly: what a dashboard has set already stands. */
function structLines(tunables: readonly Single[], nt: string): readonly string[] {
  return [
    'struct Tunables {',
    ...tunables.map(
      ({ name, topic, value, remark }) =>
        `  ${nt}::DoubleEntry ${name} = Entry(${quoted(topic, 'cpp')}, ${decimal(value)});${noted(remark)}`,
    ),
    '',
    ' private:',
    `  static ${nt}::DoubleEntry Entry(const char* topic, double value) {`,
    `    auto entry = ${nt}::NetworkTableInstance::GetDefault().GetDoubleTopic(topic).GetEntry(value);`,
    '    entry.SetDefault(value);',
    '    return entry;',
    '  }',
    '};',
  ];
}

/** Only seasons from 2027 on have it. */
const tunablesHeaders = ['wpi/tunables/TunableConfig.hpp', 'wpi/tunables/Tunables.hpp'];

/** Robust: what a dashboard writes is answered with what robot code took. */
function publishedLines(published: readonly Published[]): readonly string[] {
  return [
    'struct Tunables {',
    ...published.map(({ name, value, min, max, unit, remark }) => {
      const config = `Config(${decimal(min)}, ${decimal(max)}, ${quoted(unit, 'cpp')})`;
      return `  wpi::tunables::TunableDouble ${name}{${decimal(value)}, ${config}};${noted(remark)}`;
    }),
    '',
    '  Tunables() {',
    ...published.map(
      ({ name, path }) => `    wpi::tunables::Publish(${quoted(path, 'cpp')}, ${name});`,
    ),
    '  }',
    '',
    ' private:',
    '  static wpi::tunables::TunableConfig Config(double min, double max, const char* unit) {',
    '    wpi::tunables::TunableConfig config;',
    '    config.robust = true;',
    '    config.properties["min"] = min;',
    '    config.properties["max"] = max;',
    '    config.properties["unit"] = unit;',
    '    return config;',
    '  }',
    '};',
  ];
}

const noted = (remark: string): string => (remark === '' ? '' : `  // ${remark}`);
