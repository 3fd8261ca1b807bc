import type { FollowFieldControl } from '../link/contract.ts';
import { hostKind, type PageOrigin } from '../link/page-origin.ts';
import type { RobotLink } from '../link/robot-link.ts';

/** What a field control is heard by. */
export interface FieldControlParts {
  readonly link: RobotLink;
  /** Where the page came from. */
  readonly page: PageOrigin;
  /** Absent where there is no Driver Station to hear. */
  readonly followFieldControl?: FollowFieldControl;
}

/**
 * Whether a field controls the Driver Station on this computer: a lock that robot code cannot forget. It is listened to from the first
 * connection with a robot on, for as long as the page is open, and its last word holds for every session: in a match the Driver Station
 * may fall silent, and that is no sign that the match is over.
 */
export class FieldControl {
  #isControlled = false;
  #onChange: () => void = () => undefined;
  #stopFollowing: (() => void) | null = null;
  readonly #stop: () => void;

  constructor({ link, page, followFieldControl }: FieldControlParts) {
    // Of a public page the browser would ask the operator for a permission first.
    const follow = hostKind(page) === 'public' ? undefined : followFieldControl;
    const look = (): void => {
      if (link.state().kind !== 'online' || this.#stopFollowing !== null) return;
      this.#stopFollowing =
        follow?.((isControlled) => {
          if (this.#isControlled === isControlled) return;
          this.#isControlled = isControlled;
          this.#onChange();
        }) ?? null;
    };
    this.#stop = link.onState(look);
    look();
  }

  get isControlled(): boolean {
    return this.#isControlled;
  }

  /** Who hears from now on that it changed; one at a time, as sessions follow one another. */
  tell(listener: () => void): void {
    this.#onChange = listener;
  }

  close(): void {
    this.#stop();
    this.#stopFollowing?.();
  }
}
