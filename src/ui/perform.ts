import type { TuningSession } from '../session/tuning-session.svelte.ts';

/** Carries out a letter key that needs nothing but the session. */
export function performAct(
  session: TuningSession,
  act: 'hit' | 'undo' | 'best' | 'next' | 'hold' | 'arm',
): void {
  switch (act) {
    case 'hit':
      session.tap('hit');
      break;
    case 'undo':
      session.undo();
      break;
    case 'best':
      session.goTo('best');
      break;
    case 'next':
      session.next();
      break;
    case 'hold':
      session.hold(!session.state.hold);
      break;
    case 'arm':
      if (session.state.armed) session.disarm();
      else session.arm();
      break;
  }
}
