import type { NtcoreLink } from '../../../../src/link/ntcore-link.ts';
import type { LinkState } from '../../../../src/link/robot-link.ts';
import { Heard } from '../../../contracts/robot-link-heard.ts';
import type { NtServer } from '../../../robot/nt-server.ts';

/** Resolves when the link is online in its connection number `session`, and the first time it connects for that. */
export async function isOnline(link: NtcoreLink, server: NtServer, session: number): Promise<void> {
  if (session === 1) link.connect([server]);
  const states = new Heard<LinkState>();
  link.onState(states.hear);
  states.hear(link.state());
  await states.until((all) =>
    all.some((state) => state.kind === 'online' && state.session >= session),
  );
}

/** Resolves when the link has all that the robot sent so far, by a value on `topic`, a new one each time. */
export async function hasCaughtUp(
  link: NtcoreLink,
  server: NtServer,
  topic: string,
): Promise<void> {
  const mark = new Heard<unknown>();
  link.watch(topic, {}, mark.hear);
  server.robot.publish(topic, 'boolean');
  server.robot.set(topic, true);
  await mark.until((all) => all.length > 0);
}
