import type { ConnectionFacts } from './doctor.ts';
import type { LocalNetwork } from './local-network.svelte.ts';
import type { Workbench } from './workbench.svelte.ts';

/** The facts of the connection as they are now. `topics`: how many the robot has announced; null before that was looked at. */
export function connectionFacts(
  { session, search }: Workbench,
  { permissions, onNetwork }: LocalNetwork,
  topics: number | null,
): ConnectionFacts {
  const { state, attempts } = session.link;
  return {
    page: search.page,
    permissions,
    onNetwork,
    link: state,
    attempts,
    topics: topics ?? 0,
    settled: session.offersComplete && topics !== null,
    robotKnown: session.now.robot.kind === 'known',
    listened: session.listened,
  };
}
