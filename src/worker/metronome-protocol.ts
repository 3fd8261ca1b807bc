/** Asks for a timer, or takes it back. */
export interface TimerRequest {
  readonly id: number;
  /** ms from now; null takes the timer back. */
  readonly delayMs: number | null;
}

/** The timer has fired. */
export interface TimerReply {
  readonly id: number;
}
