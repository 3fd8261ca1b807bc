/** Asks for a timer, or takes it back. */
export interface TimerRequest {
  readonly id: number;
  /** ms from now; null takes the timer back. */
  readonly delayMs: number | null;
  /** Whether it fires each `delayMs` until it is taken back. */
  readonly repeats?: boolean;
}

/** The timer has fired; one that repeats will again. */
export interface TimerReply {
  readonly id: number;
}
