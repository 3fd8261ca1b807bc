import { parseAddress } from '../link/addresses.ts';
import type { AddressError, Candidate, Lookup } from '../link/addresses.ts';
import { hostKind, robotOfPage, type PageOrigin } from '../link/page-origin.ts';
import type { RobotLink } from '../link/robot-link.ts';
import { whereToLook, whoseRobot, type Whose } from '../link/where-to-look.ts';
import type { Preferences } from '../storage/preferences.ts';
import { lastGoodOf, rememberLastGood } from './last-good.ts';

/** What a search is made of. */
export interface SearchParts {
  readonly link: RobotLink;
  readonly preferences: Preferences;
  /** Where the page came from. */
  readonly page: PageOrigin;
  /** Whom to ask for the robot's address on this computer. */
  readonly driverStation: Lookup;
  /** Whether a robot answers at an address, without connecting to it. */
  readonly answers: (host: string, port: number) => Promise<boolean>;
}

/** Where `npm start` puts the simulated robot. */
const simulatorPort = 5810;

/** Which robot is looked for, and where: what was typed, and what the page knows besides. */
export class RobotSearch {
  readonly page: PageOrigin;
  #address = $state.raw('');
  #typed = $state.raw('');
  #fault = $state.raw<AddressError | null>(null);
  #team = $state.raw<number | null>(null);
  #host = $state.raw<string | null>(null);
  #simulatorAnswers = $state.raw(false);
  readonly #parts: SearchParts;
  readonly #stop: () => void;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.page = parts.page;
    this.#address = parts.preferences.get('address');
    this.#typed = this.#address;
    this.#stop = parts.link.onState((state) => {
      this.#host = state.kind === 'online' ? state.host : null;
      if (this.#team !== null && this.#host !== null)
        rememberLastGood(parts.preferences, this.#team, this.#host);
    });
  }

  /** What was typed as the robot's address last; empty for none. */
  get address(): string {
    return this.#address;
  }
  /** What stands in the field for it, dialled or not: one text, wherever the field is shown. */
  get typed(): string {
    return this.#typed;
  }
  set typed(text: string) {
    this.#typed = text;
    this.#fault = null;
  }
  /** Why what was typed is no address; null until that was tried. */
  get fault(): AddressError | null {
    return this.#fault;
  }
  /** The team that is looked for; null where an address is, or nothing. */
  get team(): number | null {
    return this.#team;
  }
  /** Whose robot is connected, as far as its address tells; null where none is, or no team was typed. */
  get whose(): Whose | null {
    return this.#team === null || this.#host === null ? null : whoseRobot(this.#team, this.#host);
  }
  /** The robot that the page came from; null where it came from none. */
  get pageRobot(): string | null {
    return robotOfPage(this.page);
  }
  /** Whether a simulated robot was found beside the page and waits to be used. */
  get simulatorAnswers(): boolean {
    return this.#simulatorAnswers;
  }
  /** The address of the simulated robot beside the page; null where there can be none. */
  get simulator(): string | null {
    return hostKind(this.page) === 'loopback' ? `${this.page.hostname}:${simulatorPort}` : null;
  }

  /** Takes what was typed, for the next visit too: where to look, or why it is no address. */
  begin(
    typed: string,
  ):
    | { readonly ok: true; readonly candidates: readonly Candidate[] }
    | { readonly ok: false; readonly error: AddressError } {
    const parsed = parseAddress(typed);
    this.typed = typed;
    if (!parsed.ok) {
      this.#fault = parsed.error;
      return parsed;
    }
    const { preferences, driverStation } = this.#parts;
    const { page } = this;
    const { team } = parsed;
    this.#take(typed.trim(), team);
    if (team === null) return parsed;
    const lastGood = lastGoodOf(preferences, team);
    return { ok: true, candidates: whereToLook({ team, lastGood, page, driverStation }) };
  }

  /** Looks for none any more, not at the next visit either. */
  end(): void {
    this.#take('', null);
    void this.lookForSimulator();
  }

  async lookForSimulator(): Promise<void> {
    const { page, simulator } = this;
    this.#simulatorAnswers =
      simulator !== null && (await this.#parts.answers(page.hostname, simulatorPort));
  }

  close(): void {
    this.#stop();
  }

  #take(address: string, team: number | null): void {
    this.#address = address;
    this.#team = team;
    this.#parts.preferences.set('address', address);
  }
}
