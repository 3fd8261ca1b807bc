import type { ReadProfile } from '../core/profile/profile-json.ts';
import { mayFetch, type PageOrigin } from '../link/page-origin.ts';
import type { LinkState } from '../link/robot-link.ts';

/** A file of the robot's: its profile, why it is none, or null where the robot did not give it out. */
interface RobotProfile {
  readonly file: string;
  readonly read: ReadProfile | null;
}

/** What the robot's web server has. */
export type RobotShelf =
  | { readonly kind: 'offline' }
  /** This browser does not let the page ask. */
  | { readonly kind: 'barred' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'told'; readonly profiles: readonly RobotProfile[] };

/** The text files with profiles that a robot's web server has; empty where it has none or does not answer. Never rejects. */
export type ProfileFiles = (
  host: string,
) => Promise<readonly { readonly name: string; readonly text: string | null }[]>;

/** The profiles that lie with the code of the connected robot. They are only shown: what is loaded, a person loads. */
export class RobotProfiles {
  #shelf = $state.raw<RobotShelf>({ kind: 'offline' });
  readonly #page: PageOrigin;
  readonly #files: ProfileFiles;
  /** The connection that was asked last. */
  #asked: number | null = null;
  /** Counts the questions: an answer that comes after a newer one was asked is for nobody. */
  #question = 0;

  constructor(page: PageOrigin, files: ProfileFiles) {
    this.#page = page;
    this.#files = files;
  }

  get shelf(): RobotShelf {
    return this.#shelf;
  }

  /** Asks the connected robot, once in each connection. @param allowed whether the browser lets the page into the local network. */
  follow(link: LinkState, allowed: boolean): void {
    if (link.kind !== 'online') {
      this.#asked = null;
      this.#question += 1;
      this.#shelf = { kind: 'offline' };
    } else if (!mayFetch(this.#page, link.host, allowed)) this.#shelf = { kind: 'barred' };
    else if (this.#asked !== link.session) {
      this.#asked = link.session;
      void this.ask(link.host);
    }
  }

  /** Asks now. */
  async ask(host: string): Promise<void> {
    const question = (this.#question += 1);
    this.#shelf = { kind: 'asking' };
    const files = await this.#files(host);
    const { profileFromJson } = await import('../core/profile/profile-json.ts');
    if (question !== this.#question) return;
    const profiles = files.map(({ name, text }) => ({
      file: name,
      read: text === null ? null : profileFromJson(text),
    }));
    this.#shelf = { kind: 'told', profiles };
  }
}
