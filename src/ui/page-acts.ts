import type { Workbench } from '../session/workbench.svelte.ts';
import type { PageAct } from './page-keys.ts';
import { nameOf } from './session-name.ts';

/** As much of the workbench as the page's keys reach. */
type Reached = Pick<
  Workbench,
  | 'session'
  | 'search'
  | 'demo'
  | 'connect'
  | 'connectSimulator'
  | 'tryDemo'
  | 'leaveDemo'
  | 'continueHere'
  | 'backToCurrent'
  | 'sessions'
>;

/** What the page's letter keys do: each is a button on some view, and does what that does. */
export class PageActs {
  readonly #bench: Reached;
  readonly #turn: (by: 1 | -1) => void;

  /** @param turn goes to the next view, or to the one before. */
  constructor(bench: Reached, turn: (by: 1 | -1) => void) {
    this.#bench = bench;
    this.#turn = turn;
  }

  /** Carries out what a key asked for; whether there was anything to do. */
  perform(act: PageAct): boolean {
    const bench = this.#bench;
    const { demo, search } = bench;
    switch (act) {
      case 'next-view':
        this.#turn(1);
        return true;
      case 'previous-view':
        this.#turn(-1);
        return true;
      case 'connect':
        // A connection that holds is not begun anew by a slip of the finger.
        if (demo !== null || bench.session.link.state.kind === 'online') return false;
        bench.connect(search.typed === '' ? (search.pageRobot ?? '') : search.typed);
        return true;
      case 'simulator':
        if (!this.#isFirst || !search.simulatorAnswers) return false;
        bench.connectSimulator();
        return true;
      case 'demo':
        if (!this.#isFirst) return false;
        void bench.tryDemo();
        return true;
      case 'export-shots':
      case 'export-session':
        void this.#export(act);
        return true;
      case 'continue-here':
        void bench.continueHere();
        return bench.session.readOnly;
      case 'to-current':
        void bench.backToCurrent();
        return bench.session.readOnly;
      case 'shoot':
        demo?.shoot();
        return demo !== null;
      case 'truth':
        if (demo !== null) demo.revealed = true;
        return demo !== null;
      case 'leave':
        void bench.leaveDemo();
        return demo !== null;
    }
  }

  /** Whether the page is where nothing has been chosen yet. */
  get #isFirst(): boolean {
    const { demo, session } = this.#bench;
    return demo === null && session.state.settings === null && session.link.state.kind !== 'online';
  }

  async #export(what: 'export-shots' | 'export-session'): Promise<void> {
    const { session, sessions } = this.#bench;
    const { exportSession, exportShots } = await import('./shots/export-files.ts');
    const name = nameOf(session, sessions);
    if (what === 'export-shots') exportShots(session, name);
    else exportSession(session, name);
  }
}
