import type { Standing } from '../core/tuning/writing-seat.ts';

/** What is said while another laptop has the robot, and the button for it; null where nothing is to be said. */
export function standingWords(
  standing: Standing,
): { readonly words: string; readonly button: string | null } | null {
  switch (standing.kind) {
    case 'asking':
    case 'ours':
      return null;
    case 'taking':
      return { words: `Asking ${nameOf(standing)} to stop…`, button: null };
    case 'theirs':
      return { words: theirWords(standing), button: 'Take over' };
  }
}

function theirWords(standing: Extract<Standing, { readonly kind: 'theirs' }>): string {
  const name = nameOf(standing);
  if (standing.silent)
    return `The laptop that tuned this robot, ${name}, is gone or silent. Nobody writes to the robot until you take over.`;
  return standing.stayed
    ? `${name} did not stop, so this page still only watches. Close the tuner there, then take over again.`
    : `Another laptop tunes this robot: ${name}. This page only watches; taps and the log go on.`;
}

const nameOf = ({ name }: { readonly name: string | null }): string => name ?? 'another tuner';
