import type { NtValue } from '../../src/link/robot-link.ts';
import type { ClientSession, SessionHost } from './client-session.ts';
import type { Properties } from './control-messages.ts';
import {
  clientsContent,
  metaProperties,
  metaType,
  metaValue,
  peerMetaNames,
  publicationsContent,
  publishersContent,
  serverMetaNames,
  subscribersContent,
  subscriptionsContent,
  topicMetaNames,
} from './meta-topics.ts';
import { TopicStore, type StampedValue, type Topic, type TopicAudience } from './nt-topics.ts';
import { Peer } from './peer.ts';
import type { ReceivedContent } from './received.ts';
import { RobotSide, type RobotPace, type RobotRequest, type RobotSideHost } from './robot-side.ts';
import type { Season } from './season.ts';
import type { ServerClock } from './server-clock.ts';
import type { Timers } from './timers.ts';
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

/** What a hub needs. */
export interface HubOptions {
  readonly season: Season;
  readonly clock: ServerClock;
  readonly timers: Timers;
  readonly robotPace: RobotPace;
  readonly idSeed: number | undefined;
  /** @param connection 0 for robot code. */
  readonly record: (connection: number, content: ReceivedContent) => void;
  /** Called after each change of topics, values or clients. */
  readonly changed: () => void;
  readonly crash: (reason: string) => void;
}

/** How often the server looks for what robot code has asked for, ms. */
const robotQueueMs = 100;

/** Passes values and announcements between the clients, robot code and the meta topics; knows no socket. */
export class NtHub implements SessionHost, RobotSideHost, TopicAudience {
  readonly season: Season;
  readonly timers: Timers;
  readonly robot: RobotSide;
  readonly #options: HubOptions;
  readonly #clients = new Set<HubClient>();
  readonly #robotCode: RobotCode[] = [];
  #store: TopicStore;
  #robotPeer: Peer;
  #stopReading: () => void;

  constructor(options: HubOptions) {
    this.season = options.season;
    this.timers = options.timers;
    this.#options = options;
    this.robot = new RobotSide(this, options.robotPace);
    this.#store = new TopicStore(new TopicIds(options.idSeed), this);
    this.#robotPeer = this.#boot();
    this.#stopReading = this.#readRobot();
  }

  get store(): TopicStore {
    return this.#store;
  }

  nowUs(): number {
    return this.#options.clock.nowUs();
  }

  /** Runs robot code now and at every restart. */
  onStart(code: RobotCode): void {
    this.#robotCode.push(code);
    code(this.robot);
  }

  /** The server stops; the robot program lives on without it. All sessions must have ended. */
  stop(): void {
    this.#stopReading();
    this.robot.disconnect();
  }

  /** A server starts in the living program: other ids, no topics but those of robot code. */
  start(idSeed: number | undefined): void {
    this.#renew(idSeed);
    this.robot.connect();
    this.robot.flushLocal();
    this.#options.changed();
  }

  /** A new boot: other ids, no topics but persistent ones, those of robot code, and `kept`. All sessions must have ended. */
  restart(idSeed: number | undefined, kept: readonly KeptTopic[]): void {
    const persistent = [...this.#store.all()].filter((t) => t.properties['persistent'] === true);
    this.robot.reset();
    this.#renew(idSeed);
    for (const { name, type, properties, last } of persistent) {
      const topic = this.#store.findOrCreate(name, type, properties, null);
      if (last !== null) this.#store.write(topic, { ...last, timestampUs: this.nowUs() }, null);
    }
    for (const code of this.#robotCode) code(this.robot);
    for (const { name, type, properties, value } of kept) {
      this.robot.publish(name, type, properties);
      if (value !== undefined && this.robot.get(name) === undefined) this.robot.set(name, value);
    }
    this.#options.changed();
  }

  /** Ends the timers. */
  end(): void {
    this.#stopReading();
  }

  /** The number that sets a newcomer apart: the lowest that is free. */
  freeSlot(): number {
    const taken = new Set([...this.#clients].map(({ session }) => session.peer.slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    return slot;
  }

  join(client: HubClient): void {
    this.#clients.add(client);
    const { peer } = client.session;
    for (const name of peerMetaNames(peer)) this.#createMeta(name);
    this.publicationsChanged(client.session);
    this.subscriptionsChanged(client.session);
    this.#clientsChanged();
  }

  leave(client: HubClient): void {
    if (!this.#clients.delete(client)) return;
    const { session } = client;
    session.end();
    this.#store.removePeer(session.peer);
    for (const name of peerMetaNames(session.peer)) this.#deleteMeta(name);
    this.#clientsChanged();
  }

  findTopic(name: string): Topic | undefined {
    return this.#store.find(name);
  }

  record(session: ClientSession, content: ReceivedContent): void {
    this.#options.record(session.connection, content);
  }

  warn(peer: Peer, detail: string): void {
    const client = [...this.#clients].find(({ session }) => session.peer === peer);
    this.#options.record(client?.session.connection ?? 0, { kind: 'bad', detail });
  }

  crash(reason: string): void {
    this.#options.crash(reason);
  }

  obeyRobot(requests: readonly RobotRequest[]): void {
    const peer = this.#robotPeer;
    for (const request of requests)
      if (request.method === 'write') peer.write(request.pubuid, request.value);
      else if (request.method === 'read') this.#showRobot(request.name);
      else peer.obey(request);
    const asked = new Set(requests.map(({ method }) => method));
    if (asked.has('publish') || asked.has('unpublish'))
      this.#setMeta('$serverpub', publicationsContent(peer));
    if (asked.has('subscribe') || asked.has('unsubscribe'))
      this.#setMeta('$serversub', subscriptionsContent(peer));
    if (requests.length > 0) this.#options.changed();
  }

  flushClients(): void {
    for (const { session } of this.#clients) session.flush();
  }

  publicationsChanged({ peer }: ClientSession): void {
    this.#setMeta(peerMetaNames(peer)[0], publicationsContent(peer));
    this.#options.changed();
  }

  subscriptionsChanged({ peer }: ClientSession): void {
    this.#setMeta(peerMetaNames(peer)[1], subscriptionsContent(peer));
    this.#options.changed();
  }

  topicCreated(topic: Topic, by: Peer | null): void {
    if (by !== this.#robotPeer && this.robot.reads(topic.name)) this.robot.announce(topic, null);
    for (const peer of this.#peers())
      if (peer.meets(topic) && peer !== by) peer.outlet.announce(topic, null);
    if (topic.isMeta) return;
    for (const name of topicMetaNames(topic.name)) this.#createMeta(name);
    this.publishersChanged(topic);
    this.subscribersChanged(topic);
  }

  topicDeleted(topic: Topic): void {
    if (!topic.isMeta) for (const name of topicMetaNames(topic.name)) this.#deleteMeta(name);
    if (this.robot.reads(topic.name)) this.robot.unannounce(topic);
    this.#options.changed();
  }

  valueWritten(topic: Topic, value: StampedValue, by: Peer | null): void {
    if (by !== this.#robotPeer && this.robot.reads(topic.name)) this.robot.value(topic, value);
    if (!topic.isMeta) this.#options.changed();
  }

  publishersChanged(topic: Topic): void {
    this.#setMeta(topicMetaNames(topic.name)[0], publishersContent(topic));
  }

  subscribersChanged(topic: Topic): void {
    this.#setMeta(topicMetaNames(topic.name)[1], subscribersContent(topic));
  }

  /** Robot code first, then the clients by their slots. */
  #peers(): readonly Peer[] {
    const peers = [...this.#clients].map(({ session }) => session.peer);
    return [this.#robotPeer, ...peers.sort((a, b) => a.slot - b.slot)];
  }

  #renew(idSeed: number | undefined): void {
    this.#stopReading();
    this.#store = new TopicStore(new TopicIds(idSeed), this);
    this.#robotPeer = this.#boot();
    this.#stopReading = this.#readRobot();
  }

  #boot(): Peer {
    const peer = new Peer('', 0, this.robot, this);
    this.#robotPeer = peer;
    for (const name of serverMetaNames) this.#createMeta(name);
    this.#setMeta('$serverpub', []);
    this.#setMeta('$serversub', []);
    return peer;
  }

  #readRobot(): () => void {
    return this.timers.every(robotQueueMs, () => {
      this.robot.flushLocal();
    });
  }

  /** Robot code begins to read a topic: it is shown what is there, unless it wrote that itself. */
  #showRobot(name: string): void {
    const topic = this.#store.find(name);
    if (topic === undefined) return;
    this.robot.announce(topic, null);
    if (topic.last !== null && topic.lastWriter !== this.#robotPeer)
      this.robot.value(topic, topic.last);
  }

  #clientsChanged(): void {
    this.#setMeta(
      '$clients',
      clientsContent(
        [...this.#clients].map(({ session, address, version }) => ({
          label: session.peer.label,
          address,
          version,
        })),
      ),
    );
    this.#options.changed();
  }

  #createMeta(name: string): void {
    this.#store.findOrCreate(name, metaType, metaProperties, null, true);
  }

  #deleteMeta(name: string): void {
    const topic = this.#store.find(name);
    if (topic !== undefined) this.#store.delete(topic);
  }

  #setMeta(name: string, content: readonly object[]): void {
    const topic = this.#store.find(name);
    if (topic !== undefined) this.#store.write(topic, metaValue(content, this.nowUs()), null);
  }
}
