/** What the robot's Driver Station says. */
export type RobotState =
  /** A topic may tell it, and has not yet, or not in a way that is understood: it may be in a match. */
  | { readonly kind: 'unread' }
  /** No topic of this robot tells it. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly enabled: boolean;
      readonly mode: 'teleop' | 'autonomous' | 'test' | 'unknown';
      readonly eStop: boolean;
      /** A field management system is attached: a match. */
      readonly fms: boolean;
      readonly driverStation: boolean;
    };

/**
 * `/FMSInfo/FMSControlData`, an int (WPILib to 2026): bit 0 enabled, 1 autonomous, 2 test, 3 e-stop, 4 FMS
 * attached, 5 Driver Station attached.
 */
export function robotStateFromControlData(word: number): RobotState {
  if (!Number.isInteger(word)) return { kind: 'unread' };
  const autonomous = (word & 0x02) !== 0;
  const test = (word & 0x04) !== 0;
  return {
    kind: 'known',
    enabled: (word & 0x01) !== 0,
    mode: autonomous ? 'autonomous' : test ? 'test' : 'teleop',
    eStop: (word & 0x08) !== 0,
    fms: (word & 0x10) !== 0,
    driverStation: (word & 0x20) !== 0,
  };
}

/** Bytes of `struct:ControlWord`; another length is another struct. */
const controlWordBytes = 8;
const controlWordModes = ['unknown', 'autonomous', 'teleop', 'test'] as const;

/**
 * `struct:ControlWord` (WPILib 2027), 8 bytes little endian; its last byte is mode (bits 0 and 1: 0 unknown,
 * 1 autonomous, 2 teleoperated, 3 utility), enabled (bit 2), e-stop (3), FMS (4), Driver Station (5).
 */
export function robotStateFromControlWord(bytes: Uint8Array): RobotState {
  if (bytes.length !== controlWordBytes) return { kind: 'unread' };
  const flags = bytes[controlWordBytes - 1]!;
  return {
    kind: 'known',
    enabled: (flags & 0x04) !== 0,
    mode: controlWordModes[flags & 3]!,
    eStop: (flags & 0x08) !== 0,
    fms: (flags & 0x10) !== 0,
    driverStation: (flags & 0x20) !== 0,
  };
}
