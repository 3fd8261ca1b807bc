import { parseArgs } from 'node:util';
import { anyVariants, type AnyVariant } from '../../src/sim/shooting-robot.ts';
import { reportForms, type ReportForm } from './shot-reports.ts';
import { seasons, type Season } from './season.ts';
import { tableForms, type TableForm } from './table-topics.ts';

/** What the command line asks for. */
export interface CliOptions {
  readonly port: number;
  readonly host: string;
  readonly variant: AnyVariant;
  readonly world: number;
  /** Shots a second; 0 for none. */
  readonly rate: number;
  readonly report: ReportForm;
  /** How a robot with look-up tables keeps them. */
  readonly tables: TableForm;
  /** Whose server it is. */
  readonly season: Season;
  /** Serve clients of this machine as if they came over a network. */
  readonly networked: boolean;
  /** Added to the robot's clock, s. */
  readonly clockOffsetS: number;
  /** 0 for never. */
  readonly restartEveryS: number;
  readonly dropEveryS: number;
  readonly fms: boolean;
  readonly disabled: boolean;
  /** Whether it offers tunables of other kinds too. */
  readonly tunables: boolean;
  readonly quiet: boolean;
}

/** What the arguments came to. */
export type CliRequest =
  | { readonly kind: 'run'; readonly options: CliOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly sentence: string };

/** The port on which every robot's NetworkTables server listens. */
export const robotPort = 5810;

/** What `--help` prints. */
export const help = `A simulated FRC robot that shoots, on a real NetworkTables 4.1 server.

Usage: npm run robot -- [options]

  --port <number>          where to listen (${robotPort}); 0 takes any free port
  --host <address>         127.0.0.1; 0.0.0.0 lets other computers in
  --variant <name>         ${anyVariants.join(', ')}: which coefficients it has (shoot3)
  --world <number>         which of the variant's robots: its hidden truth and its luck (0)
  --rate <number>          shots a second while enabled (1); 0 for none
  --report <form>          record, firing-solver, both, struct (/Shooter/Shot) or event
                           (SideKick's buttons): how it tells of a shot (firing-solver)
  --tables <form>          names (/Tuning/WheelSpeed2.5m), numbered (/Tuning/Shooter/Rpm/0) or
                           lists (/Tuning/Shooter/Rpm as double[]): how a robot of variant
                           table4 or table10 keeps its look-up tables (names)
  --season <year>          2026 or 2027: whose NetworkTables server it is (2026)
  --networked              in 2027, serve this computer as one on the network: values in
                           batches, with pings
  --clock-offset <seconds> set the robot's clock forward, or back with a minus: --clock-offset=-3600
  --restart-every <seconds> reboot the robot that often
  --drop-every <seconds>   cut all connections that often
  --fms                    be in a match
  --disabled               start disabled
  --tunables               offer Tunables, Preferences and SmartDashboard numbers too
  --quiet                  do not print the shots
  --help                   print this
`;

const flags = {
  port: { type: 'string', default: String(robotPort) },
  host: { type: 'string', default: '127.0.0.1' },
  variant: { type: 'string', default: 'shoot3' },
  world: { type: 'string', default: '0' },
  rate: { type: 'string', default: '1' },
  report: { type: 'string', default: 'firing-solver' },
  tables: { type: 'string', default: 'names' },
  season: { type: 'string', default: '2026' },
  networked: { type: 'boolean', default: false },
  'clock-offset': { type: 'string', default: '0' },
  'restart-every': { type: 'string', default: '0' },
  'drop-every': { type: 'string', default: '0' },
  fms: { type: 'boolean', default: false },
  disabled: { type: 'boolean', default: false },
  tunables: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Something in the arguments that cannot be; its message is a sentence for the terminal. */
class Mistake extends Error {}

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({ args: [...args], options: flags, strict: true });
    if (values.help) return { kind: 'help' };
    return {
      kind: 'run',
      options: {
        port: number('port', values.port, { min: 0, max: 65535, whole: true }),
        host: values.host,
        variant: oneOf('variant', values.variant, anyVariants),
        world: number('world', values.world, { min: 0, max: 2 ** 31, whole: true }),
        rate: number('rate', values.rate, { min: 0, max: 1000 }),
        report: oneOf('report', values.report, reportForms),
        tables: oneOf('tables', values.tables, tableForms),
        season: oneOf('season', values.season, seasons),
        networked: values.networked,
        clockOffsetS: number('clock-offset', values['clock-offset'], { min: -1e9, max: 1e9 }),
        restartEveryS: number('restart-every', values['restart-every'], { min: 0, max: 1e6 }),
        dropEveryS: number('drop-every', values['drop-every'], { min: 0, max: 1e6 }),
        fms: values.fms,
        disabled: values.disabled,
        tunables: values.tunables,
        quiet: values.quiet,
      },
    };
  } catch (error) {
    if (error instanceof Mistake) return { kind: 'mistake', sentence: error.message };
    if (isParseError(error)) return { kind: 'mistake', sentence: `${error.message}.` };
    throw error;
  }
}

const isParseError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

interface NumberLimits {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

function number(flag: string, text: string, { min, max, whole }: NumberLimits): number {
  const value = text.trim() === '' ? NaN : Number(text);
  const fits = value >= min && value <= max && (whole !== true || Number.isInteger(value));
  if (fits) return value;
  const kind = whole === true ? 'a whole number' : 'a number';
  throw new Mistake(`--${flag} must be ${kind} from ${min} to ${max}, not "${text}".`);
}

function oneOf<T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new Mistake(`--${flag} must be one of ${choices.join(', ')}, not "${text}".`);
}
