import type { NtValue } from '../../src/link/robot-link.ts';
import type { AckMode, ClientSession, SessionHost } from './client-session.ts';
import type { Properties } from './control-messages.ts';
import {
  clientMetaNames,
  metaType,
  metaValue,
  serverMetaNames,
  topicMetaNames,
  type ConnectedClient,
  type MetaSource,
} from './meta-topics.ts';
import { isMetaName } from './nt-subscription.ts';
import {
  TopicStore,
  type Peer,
  type StampedValue,
  type Topic,
  type TopicAudience,
} from './nt-topics.ts';
import type { ReceivedContent } from './received.ts';
import { RobotSide, type RobotSideHost } from './robot-side.ts';
import type { ServerClock } from './server-clock.ts';
import { TopicIds } from './topic-ids.ts';

/** A connection that takes part: a session and what the meta topics say of it. */
export interface HubClient {
  readonly session: ClientSession;
  readonly address: string;
  readonly version: number;
}

/** Robot code: run once at every boot. */
export type RobotCode = (robot: RobotSide) => void;

/** What the robot published before a restart and publishes again after it. */
export interface KeptTopic {
  readonly name: string;
  readonly type: string;
  readonly properties: Properties;
  readonly value: NtValue | undefined;
}

/** Passes values and announcements between the clients, robot code and the meta topics; knows no socket. */
export class NtHub implements SessionHost, RobotSideHost, TopicAudience, MetaSource {
  readonly ackMode: AckMode;
  readonly robot: RobotSide;
  readonly #clock: ServerClock;
  readonly #record: (connection: number, content: ReceivedContent) => void;
  readonly #changed: () => void;
  readonly #clients = new Set<HubClient>();
  readonly #robotCode: RobotCode[] = [];
  #store: TopicStore;

  constructor(options: {
    readonly ackMode: AckMode;
    readonly clock: ServerClock;
    readonly idSeed: number | undefined;
    readonly record: (connection: number, content: ReceivedContent) => void;
    /** Called after each change of topics, values or clients. */
    readonly changed: () => void;
  }) {
    this.ackMode = options.ackMode;
    this.#clock = options.clock;
    this.#record = options.record;
    this.#changed = options.changed;
    this.robot = new RobotSide(this);
    this.#store = this.#boot(options.idSeed);
  }

  get store(): TopicStore {
    return this.#store;
  }

  nowUs(): number {
    return this.#clock.nowUs();
  }

  /** Runs robot code now and at every restart. */
  onStart(code: RobotCode): void {
    this.#robotCode.push(code);
    code(this.robot);
  }

  /** A new boot: other ids, no topics but persistent ones, those of robot code, and `kept`. All sessions must have ended. */
  restart(idSeed: number | undefined, kept: readonly KeptTopic[]): void {
    const persistent = [...this.#store.all()].filter((t) => t.properties['persistent'] === true);
    this.robot.reset();
    this.#store = this.#boot(idSeed);
    for (const { name, type, properties, last } of persistent) {
      const topic = this.#store.findOrCreate(name, type, properties, null);
      if (last !== null) this.#store.write(topic, { ...last, timestampUs: restoredUs }, null);
    }
    for (const code of this.#robotCode) code(this.robot);
    for (const { name, type, properties, value } of kept) {
      this.robot.publish(name, type, properties);
      if (value !== undefined && this.robot.get(name) === undefined) this.robot.set(name, value);
    }
    this.#changed();
  }

  join(client: HubClient): void {
    this.#clients.add(client);
    for (const name of clientMetaNames(client.session)) this.#createMeta(name);
    this.#metaChanged('$clients');
    this.#changed();
  }

  leave(client: HubClient): void {
    if (!this.#clients.delete(client)) return;
    client.session.end();
    for (const name of clientMetaNames(client.session)) this.#deleteMeta(name);
    this.#metaChanged('$clients');
    this.#changed();
  }

  clients(): readonly ConnectedClient[] {
    return [...this.#clients].map(({ session, address, version }) => ({
      label: session.label,
      address,
      version,
      subscriptions: session.subscriptions,
      publications: session.publications,
    }));
  }

  findTopic(name: string): Topic | undefined {
    return this.#store.find(name);
  }

  lastValueOf(topic: Topic): StampedValue | null {
    return isMetaName(topic.name) ? metaValue(topic.name, this, this.nowUs()) : topic.last;
  }

  record(session: ClientSession, content: ReceivedContent): void {
    this.#record(session.connection, content);
  }

  subscribersChanged({ label }: ClientSession, isConcerned: (name: string) => boolean): void {
    this.#metaChanged(`$clientsub$${label}`);
    if (this.#isSubMetaWatched())
      for (const { name } of this.#store.all())
        if (isConcerned(name)) this.#metaChanged(`$sub$${name}`);
    this.#changed();
  }

  robotSubscriptionsChanged(name: string): void {
    this.#metaChanged('$serversub');
    this.#metaChanged(`$sub$${name}`);
  }

  topicCreated(topic: Topic, by: Peer | null): void {
    for (const { session } of this.#clients) if (session !== by) session.announceIfCovered(topic);
    for (const name of topicMetaNames(topic.name)) this.#createMeta(name);
  }

  topicDeleted(topic: Topic): void {
    for (const { session } of this.#clients) session.unannounce(topic);
    for (const name of topicMetaNames(topic.name)) this.#deleteMeta(name);
    if (!isMetaName(topic.name)) this.robot.topicDeleted(topic);
    this.#changed();
  }

  propertiesChanged(topic: Topic, update: Properties, by: Peer): void {
    for (const { session } of this.#clients) session.sendProperties(topic, update, session === by);
    this.#changed();
  }

  valueWritten(topic: Topic, value: StampedValue, by: Peer | null): void {
    for (const { session } of this.#clients) if (session !== by) session.sendValue(topic, value);
    if (by !== this.robot) this.robot.receive(topic, value);
    this.#changed();
  }

  publishersChanged(topic: Topic, by: Peer): void {
    this.#metaChanged(by === this.robot ? '$serverpub' : `$clientpub$${by.label}`);
    this.#metaChanged(`$pub$${topic.name}`);
    this.#changed();
  }

  #boot(idSeed: number | undefined): TopicStore {
    this.#store = new TopicStore(new TopicIds(idSeed), this);
    for (const name of serverMetaNames) this.#createMeta(name);
    return this.#store;
  }

  #createMeta(name: string): void {
    this.#store.findOrCreate(name, metaType, {}, null);
    this.#metaChanged(name);
  }

  #deleteMeta(name: string): void {
    const topic = this.#store.find(name);
    if (topic !== undefined) this.#store.delete(topic);
  }

  /** Whether anybody listens to a `$sub$` topic: seldom, and then the work is worth it. */
  #isSubMetaWatched(): boolean {
    return [...this.#clients].some(({ session }) =>
      [...session.subscriptions].some(({ topics }) => topics.some(isMetaName)),
    );
  }

  /** Meta topics are encoded only for those who listen. */
  #metaChanged(name: string): void {
    const topic = this.#store.find(name);
    if (topic === undefined) return;
    const listeners = [...this.#clients].filter(({ session }) => session.sends(topic));
    if (listeners.length === 0) return;
    const value = metaValue(name, this, this.nowUs());
    for (const { session } of listeners) session.sendValue(topic, value);
  }
}

/** The stamp ntcore gives to values that it restores from disk: older than any of this boot. */
const restoredUs = 1;
