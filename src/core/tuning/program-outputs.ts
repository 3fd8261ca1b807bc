import { slashed } from './topic-name.ts';

/**
 * Where robot programs and their libraries publish what they found out. Nobody reads these topics back: AdvantageKit's log, WPILib 2027's
 * telemetry, Epilogue's and DogLog's log, CTRE's drive state, PathPlanner's progress, what cameras see, and what SmartDashboard says of the
 * swerve drive.
 */
const outputs: readonly RegExp[] = [
  /^\/(?:AdvantageKit|Telemetry|Robot|DriveState|PathPlanner|SystemStats|photonvision|limelight[^/]*)\//,
  /^\/SmartDashboard\/(?:swerve|Field|Mechanism2d|VisionSystemSim[^/]*)\//,
  /\/(?:RealOutputs|ReplayOutputs|Outputs)\//,
];

/** Topics of the tuner itself, and of the robot's answers to it; never offered as coefficients. */
export const ownPrefixes: readonly string[] = ['/Tuning/BayesianTuner/', '/MLtune/'];

/** What the field, the Driver Station, and the tuner itself publish. */
const foreign: readonly string[] = [
  '/FMSInfo/',
  '/DriverStation/',
  '/Dscomm/',
  '/.schema/',
  '/CameraPublisher/',
  ...ownPrefixes,
];

/** Whether a topic is an output of the robot's program: writing it changes nothing. */
export const isOutput = (topic: string): boolean =>
  outputs.some((pattern) => pattern.test(slashed(topic)));

/** Whether a topic belongs to the field, the Driver Station or the tuner, and is never shown as a number of the robot. */
export const isForeign = (topic: string): boolean =>
  foreign.some((prefix) => slashed(topic).startsWith(prefix));
