/** Between two values of each topic, ms. */
export const periodMs = 20;
/** What a busy robot publishes beside what it always does. */
export const busyTopics: readonly string[] = Array.from(
  { length: 2_000 },
  (_, i) => `/AdvantageKit/RealOutputs/Subsystem${Math.floor(i / 40)}/Value${i % 40}`,
);
