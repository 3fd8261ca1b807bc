import type { RobotSide } from './robot-side.ts';

/** What the Driver Station and the field tell the robot. */
export interface DriverStation {
  readonly enabled: boolean;
  readonly mode: 'teleop' | 'autonomous' | 'test';
  readonly eStopped: boolean;
  /** A Driver Station is attached. */
  readonly attached: boolean;
  /** The match being played; null when no field is attached. */
  readonly match: Match | null;
}

/** A match as the field announces it. */
export interface Match {
  readonly event: string;
  readonly type: 'practice' | 'qualification' | 'elimination';
  readonly number: number;
}

/** A robot on its team's own field: enabled in teleop, no FMS. */
export const practiceStation: DriverStation = {
  enabled: true,
  mode: 'teleop',
  eStopped: false,
  attached: true,
  match: null,
};

const matchTypes = { practice: 1, qualification: 2, elimination: 3 } as const;
const modeBits = { teleop: 0, autonomous: 2, test: 4 } as const;
const modeNumbers = { autonomous: 1, teleop: 2, test: 3 } as const;

/** The control word of WPILib to 2026: enabled, autonomous, test, e-stop, FMS, DS from bit 0 on. */
function controlData({ enabled, mode, eStopped, attached, match }: DriverStation): number {
  return (
    (enabled && !eStopped ? 1 : 0) |
    modeBits[mode] |
    (eStopped ? 8 : 0) |
    (match === null ? 0 : 0x10) |
    (attached ? 0x20 : 0)
  );
}

/** `struct:ControlWord` of WPILib 2027: a hash of the op mode in seven bytes, then mode, enabled, e-stop, FMS, DS. */
function controlWord({ enabled, mode, eStopped, attached, match }: DriverStation): Uint8Array {
  const flags =
    modeNumbers[mode] |
    (enabled && !eStopped ? 4 : 0) |
    (eStopped ? 8 : 0) |
    (match === null ? 0 : 0x10) |
    (attached ? 0x20 : 0);
  return Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, flags);
}

/** Whose topics tell of the Driver Station: WPILib's to 2026, those of the alphas of 2027, and those since. */
export const stationGenerations = ['2026', '2027 alpha', '2027'] as const;
export type StationGeneration = (typeof stationGenerations)[number];

/** Publishes what WPILib's `MatchDataSender` of that generation does. May be called again at every change. */
export function publishDriverStation(
  robot: Pick<RobotSide, 'publish' | 'set'>,
  station: DriverStation,
  generation: StationGeneration,
): void {
  const { match } = station;
  const table = generation === '2027' ? 'DriverStation' : 'FMSInfo';
  const topics = [
    ['.type', 'string', table],
    generation === '2026'
      ? (['FMSControlData', 'int', controlData(station)] as const)
      : (['ControlWord', 'struct:ControlWord', controlWord(station)] as const),
    ['EventName', 'string', match?.event ?? ''],
    ['MatchNumber', 'int', match?.number ?? 0],
    ['MatchType', 'int', match === null ? 0 : matchTypes[match.type]],
    ['ReplayNumber', 'int', 0],
    ['IsRedAlliance', 'boolean', true],
    ['StationNumber', 'int', 1],
    [generation === '2026' ? 'GameSpecificMessage' : 'GameData', 'string', ''],
  ] as const;
  for (const [name, type, value] of topics) {
    robot.publish(`/${table}/${name}`, type);
    robot.set(`/${table}/${name}`, value);
  }
}
