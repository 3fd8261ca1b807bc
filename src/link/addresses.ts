/** Where a robot may answer. */
export interface RobotAddress {
  /** Host name or IP literal, `[…]` around IPv6. */
  readonly host: string;
  readonly port: number;
}
