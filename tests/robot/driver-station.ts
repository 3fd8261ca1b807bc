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

/** The control word of WPILib to 2026: enabled, autonomous, test, e-stop, FMS, DS from bit 0 on. */
function controlWord({ enabled, mode, eStopped, attached, match }: DriverStation): number {
  return (
    (enabled && !eStopped ? 1 : 0) |
    modeBits[mode] |
    (eStopped ? 8 : 0) |
    (match === null ? 0 : 0x10) |
    (attached ? 0x20 : 0)
  );
}

/** Publishes `/FMSInfo` as WPILib to 2026 does. May be called again at every change. */
export function publishFmsInfo(robot: RobotSide, station: DriverStation): void {
  const { match } = station;
  const topics = [
    ['.type', 'string', 'FMSInfo'],
    ['FMSControlData', 'int', controlWord(station)],
    ['EventName', 'string', match?.event ?? ''],
    ['MatchNumber', 'int', match?.number ?? 0],
    ['MatchType', 'int', match === null ? 0 : matchTypes[match.type]],
    ['ReplayNumber', 'int', 0],
    ['IsRedAlliance', 'boolean', true],
    ['StationNumber', 'int', 1],
    ['GameSpecificMessage', 'string', ''],
  ] as const;
  for (const [name, type, value] of topics) {
    robot.publish(`/FMSInfo/${name}`, type);
    robot.set(`/FMSInfo/${name}`, value);
  }
}
