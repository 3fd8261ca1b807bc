import { buttons, freshPanel, type Button, type Panel } from '../core/tuning/remote.ts';
import type { Input } from '../core/tuning/input.ts';
import { statusPrefix, statusTopic } from '../link/contract.ts';
import type {
  NtType,
  NtValue,
  RobotLink,
  Sample,
  Unsubscribe,
  Writer,
} from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { calmed, type AfterNews } from './after-news.ts';

type Control = Button | keyof Panel;
const controls: readonly Control[] = [...buttons, ...(Object.keys(freshPanel) as (keyof Panel)[])];

/**
 * The tuner's controls on other dashboards: it offers them, hears what a person sets there, and puts a button back. Only values of others
 * come: NetworkTables does not echo ours.
 */
export class RemoteControl {
  readonly #link: RobotLink;
  readonly #hear: (input: Input) => void;
  readonly #writers = new Map<Control, Writer>();
  /** What is there already: a dashboard, or the robot, published it. */
  readonly #there = new Set<string>();
  /** What is to be told, and has not left yet. */
  readonly #due = new Map<Control, NtValue>();
  readonly #stops: Unsubscribe[] = [];
  #panel: Panel = freshPanel;
  /** Robot clock when the connection came up, µs: what is older nobody pressed now. */
  #sinceUs: number | null = null;
  readonly #calm: AfterNews;

  constructor(link: RobotLink, ticker: Ticker, hear: (input: Input) => void) {
    this.#link = link;
    this.#hear = hear;
    this.#calm = calmed(ticker, () => {
      this.#offer();
    });
  }

  /** What another dashboard chose to adjust by hand: a name or a topic; empty for nothing. */
  get selector(): string {
    return this.#panel['ManualControl/CoefficientSelector'];
  }

  /** Begins to listen and to offer; only the page that may write does. */
  start(): void {
    if (this.#stops.length > 0) return;
    const watch = this.#link.watch(statusPrefix, { prefix: true, all: true }, (sample) => {
      this.#heard(sample);
    });
    this.#stops.push(
      () => {
        watch.close();
      },
      this.#link.onState(() => {
        this.#onLink();
      }),
      this.#link.discover(statusPrefix, (topic, announcement) => {
        if (announcement === null) this.#there.delete(topic);
        else this.#there.add(topic);
        this.#flush();
        this.#calm.news();
      }),
    );
    this.#onLink();
  }

  /** Listens no more, and offers nothing. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#forget();
  }

  #onLink(): void {
    if (this.#link.state().kind === 'online') {
      this.#sinceUs ??= this.#link.serverNowUs();
      this.#calm.news();
    } else this.#forget();
  }

  /** Another connection begins from nothing: what nobody has set there is offered anew. */
  #forget(): void {
    this.#calm.stop();
    for (const writer of this.#writers.values()) writer.close();
    this.#writers.clear();
    this.#due.clear();
    this.#there.clear();
    this.#panel = freshPanel;
    this.#sinceUs = null;
  }

  /** What no dashboard has set stands as it is, so that it is there to be set. */
  #offer(): void {
    for (const control of controls)
      if (!this.#there.has(statusTopic(control)))
        this.#tell(control, isButton(control) ? false : this.#panel[control]);
  }

  #heard({ topic, value, serverUs }: Sample): void {
    const name = topic.slice(statusPrefix.length);
    if (name === 'TunerEnabled') {
      if (typeof value === 'boolean')
        this.#hear({ type: 'switch', on: value, ageUs: this.#age(serverUs) });
    } else if (isButton(name)) {
      if (value !== true) return;
      this.#tell(name, false);
      this.#hear({ type: 'press', button: name, panel: this.#panel, ageUs: this.#age(serverUs) });
    } else if (isPanel(name) && typeof value === typeof freshPanel[name]) {
      this.#panel = { ...this.#panel, [name]: value };
      // What is told of the chosen coefficient follows at once.
      if (name === 'ManualControl/CoefficientSelector') this.#hear({ type: 'tick' });
      if (name.startsWith('FineTuning/'))
        this.#hear({ type: 'fine-tune', panel: this.#panel, ageUs: this.#age(serverUs) });
    }
  }

  /** Since a press, µs; null where it is from before this connection, or no clock is known. */
  #age(serverUs: number): number | null {
    const nowUs = this.#link.serverNowUs();
    if (nowUs === null || this.#sinceUs === null || serverUs <= this.#sinceUs) return null;
    return Math.max(nowUs - serverUs, 0);
  }

  #tell(control: Control, value: NtValue): void {
    this.#due.set(control, value);
    this.#flush();
  }

  /** Sends what is due. A topic that the robot has not taken from us yet is tried again when it says so. */
  #flush(): void {
    for (const [control, value] of this.#due) {
      let writer = this.#writers.get(control);
      if (writer === undefined) {
        writer = this.#link.writer(statusTopic(control), typeOf(control));
        this.#writers.set(control, writer);
      }
      const result = writer.write(value);
      if (result.ok || result.why !== 'unpublished') this.#due.delete(control);
    }
  }
}

const isButton = (name: string): name is Button => buttons.some((button) => button === name);
const isPanel = (name: string): name is keyof Panel => Object.hasOwn(freshPanel, name);

function typeOf(control: Control): NtType {
  const value = isButton(control) ? false : freshPanel[control];
  return typeof value === 'number' ? 'double' : typeof value === 'string' ? 'string' : 'boolean';
}
