import { count, fields, numbers, orNull } from '../core/log/shape.ts';
import type { SessionReport } from '../core/tuning/other-session.ts';
import { statusTopic } from '../link/contract.ts';
import type { NtValue, RobotLink, Unsubscribe } from '../link/robot-link.ts';

const topic = statusTopic('Session');

const shape = fields<SessionReport>({
  trial: count,
  shots: count,
  trialShots: count,
  baseline: numbers,
  code: numbers,
  best: orNull(numbers),
});

/** Listens to what another laptop says of its session; nobody hears his own. */
export function followOtherSession(
  link: RobotLink,
  listener: (report: SessionReport | null) => void,
): Unsubscribe {
  const watch = link.watch(topic, {}, ({ value }) => {
    listener(reportIn(value));
  });
  const stop = link.discover(topic, (announced, announcement) => {
    if (announced === topic && announcement === null) listener(null);
  });
  return () => {
    watch.close();
    stop();
  };
}

/** The report in a text; null where it is none that this page understands. */
function reportIn(value: NtValue): SessionReport | null {
  if (typeof value !== 'string') return null;
  try {
    const read: unknown = JSON.parse(value);
    return shape(read, 'report') === null ? (read as SessionReport) : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
