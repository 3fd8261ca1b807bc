import { ClientSession } from '../client-session.ts';
import { decodeMessages, encodeMessage, type WireMessage, type WireValue } from '../nt-codec.ts';
import { NtHub, type HubClient } from '../nt-hub.ts';
import type { ServerText } from '../raw-client.ts';
import { servingOf } from '../season.ts';
import { ServerClock } from '../server-clock.ts';
import { chooseSubprotocol, clientNameOf, subprotocols, type Protocol } from '../subprotocols.ts';
import { command } from './robot-commands.ts';
import type { Recording, TraceLine } from './trace.ts';
import { VirtualTime } from './virtual-time.ts';

/** Something that reached a client, or that the robot's log or code showed. */
export type Heard = { readonly t: number; readonly client: string } & (
  | { readonly kind: 'text'; readonly messages: readonly ServerText[]; readonly bytes: number }
  | {
      readonly kind: 'values';
      readonly messages: readonly WireMessage[];
      readonly frame: Uint8Array;
    }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  | { readonly kind: 'warning'; readonly detail: string }
);

/** A client of the replay. */
interface ReplayClient extends HubClient {
  readonly name: string;
  readonly protocol: Protocol;
  isOpen: boolean;
}

/** Clients of the recordings that leave pings unanswered. */
const silent = /^(silent|syncing)/;
/** How long a command of the robot, or a frame, is on its way, ms. */
const wayMs = 0.3;

/** Plays the clients' side of a trace, and the commands to the robot program, to the simulated server. Returns what came back. */
export function replay(lines: readonly TraceLine[], recording: Recording): readonly Heard[] {
  const heard: Heard[] = [];
  const time = new VirtualTime();
  const season = recording === 'r26' ? '2026' : '2027';
  // Two things never have the same stamp.
  let lastUs = 0;
  const clock = new ServerClock(0, () => {
    lastUs = Math.max(lastUs + 1, Math.round(time.exactMs * 1000));
    return lastUs;
  });
  const clients = new Map<string, ReplayClient[]>();
  const all = (): ReplayClient[] => [...clients.values()].flat().filter(({ isOpen }) => isOpen);
  const lost = (client: ReplayClient, code: number, reason: string): void => {
    if (!client.isOpen) return;
    client.isOpen = false;
    heard.push({ t: time.exactMs, client: client.name, kind: 'close', code, reason });
    hub?.leave(client);
  };
  // Two clients of one name at a time: in one scenario the first of them goes on, in the others the last.
  const firstSpeaks = lines.some(({ ws }) => ws === 'socket destroyed');
  let hub: NtHub | null = null;
  let ports = 0;

  const boot = (): void => {
    hub = new NtHub({
      season,
      clock,
      timers: time,
      robotPace: 'queued',
      idSeed: undefined,
      record: (_connection, content) => {
        if (content.kind !== 'bad' || /^mpack|^unrecognized type/.test(content.detail)) return;
        heard.push({ t: time.exactMs, client: '', kind: 'warning', detail: content.detail });
      },
      changed: () => undefined,
      crash: () => {
        die();
      },
    });
  };
  const die = (): void => {
    for (const client of all()) lost(client, 1006, '');
    hub?.end();
    hub = null;
  };

  const connect = (line: TraceLine): void => {
    const label = clientNameOf(line.path!);
    const name = line.client!;
    if (hub === null || label === null) {
      heard.push({ t: time.exactMs, client: name, kind: 'close', code: 1006, reason: '' });
      return;
    }
    const chosen = chooseSubprotocol(new Set(line.protocols));
    const protocol = chosen === null ? '4.0' : subprotocols.get(chosen)!;
    const slot = protocol === 'rtt' ? 0 : hub.freeSlot();
    const t = (): number => time.exactMs;
    const session: ClientSession = new ClientSession(
      {
        label: `${label}@${slot}`,
        slot,
        connection: ++ports,
        serving: servingOf(season, recording === 'r27net' ? '10.59.0.1' : '127.0.0.1'),
        protocol,
      },
      hub,
      {
        send: (frame) => {
          if (!client.isOpen) return;
          if (typeof frame === 'string')
            heard.push({
              t: t(),
              client: name,
              kind: 'text',
              messages: JSON.parse(frame) as ServerText[],
              bytes: Buffer.byteLength(frame),
            });
          else
            heard.push({
              t: t(),
              client: name,
              kind: 'values',
              messages: decodeMessages(frame),
              frame,
            });
        },
        ping: () => {
          heard.push({ t: t(), client: name, kind: 'ping' });
          if (!silent.test(name))
            time.at(t() + wayMs, () => {
              session.heard();
            });
        },
        close: (code, reason) => {
          lost(client, code, reason);
        },
        isReady: () => true,
        isHeld: () => false,
      },
    );
    const client: ReplayClient = {
      name,
      session,
      address: `127.0.0.1:${ports}`,
      version: protocol === '4.1' ? 0x0401 : 0x0400,
      protocol,
      isOpen: true,
    };
    clients.set(name, [...(clients.get(name) ?? []), client]);
    if (protocol !== 'rtt') hub.join(client);
  };

  const fromClient = (line: TraceLine): void => {
    if (line.ws === 'connect') {
      connect(line);
      return;
    }
    const open = (clients.get(line.client!) ?? []).filter(({ isOpen }) => isOpen);
    const client = firstSpeaks ? open[0] : open.at(-1);
    if (client === undefined) return;
    if (line.ws === 'close') lost(client, 1000, '');
    else if (line.ws !== undefined) lost(client, 1006, '');
    else {
      client.session.heard();
      const frame = frameOf(line);
      if (typeof frame === 'string') client.session.receiveText(frame);
      else client.session.receiveBinary(frame);
    }
  };

  const toRobot = (line: TraceLine): void => {
    if (line.robot === 'process starts') boot();
    else if (line.robot === 'process killed') die();
    else if (line.robot === 'down') {
      for (const client of all()) lost(client, 1006, '');
      hub?.stop();
    } else if (line.robot === 'up') hub?.start(undefined);
    else if (hub !== null)
      command(
        { robot: hub.robot, time, nowUs: () => clock.nowUs() },
        line.robot!,
        leftTogether(line, lines) || recording === 'r27',
      );
  };

  /** Where the recorded server gave a client up and ours does not, the replay goes on without it, and says so. */
  const goOnWithout = (line: TraceLine): void => {
    const client = (): ReplayClient | undefined => clients.get(line.client!)?.at(-1);
    time.at(line.t + 10, () => {
      const left = client();
      if (left !== undefined) lost(left, 0, 'was not given up');
    });
  };

  for (const line of lines) {
    if (line.robot === 'process starts') {
      // The server comes up a little after the process, and the robot's clock began before it.
      const ready = lines.find(({ t, event }) => t >= line.t && event?.['e'] === 'ready');
      const synced = lines.find(({ t, offsetUs }) => t >= line.t && offsetUs !== undefined);
      const startMs = (ready?.t ?? line.t) + 1;
      time.at(startMs, () => {
        clock.offsetUs =
          synced?.offsetUs ?? Number(ready?.event?.['now'] ?? 0) - (ready?.t ?? 0) * 1000;
        toRobot(line);
      });
    } else if (line.robot !== undefined)
      time.at(line.t, () => {
        toRobot(line);
      });
    else if (line.from === 'client' && line.http === undefined)
      time.at(line.t, () => {
        fromClient(line);
      });
    else if (line.reason === 'connection timed out') goOnWithout(line);
    else if (isAnswerToUnseenSync(line, lines))
      time.at(line.t - wayMs, () => {
        fromClient({ ...line, hex: '' });
      });
    else if (line.note?.startsWith('/i/') === true) setBothEvery(line, time, () => hub, clock);
  }
  time.passTo((lines.at(-1)?.t ?? 0) + 1);
  return heard;
}

/** Whether a row that the robot flushed one by one left as one frame: the recorded machine's threads decided that. */
function leftTogether({ t }: TraceLine, lines: readonly TraceLine[]): boolean {
  const next = lines.find((line) => line.t > t && line.from === 'server' && line.bin !== undefined);
  return (next?.bin?.length ?? 0) > 1;
}

/** The recorded robot of `19b` sets both topics and flushes, 200 times, every 7.5 ms. */
function setBothEvery(
  line: TraceLine,
  time: VirtualTime,
  hub: () => NtHub | null,
  clock: ServerClock,
): void {
  for (let i = 0; i < 200; i++)
    time.at(line.t + 0.5 + i * 7.25, () => {
      const robot = hub()?.robot;
      for (const name of ['/i/x', '/i/y']) robot?.set(name, i, clock.nowUs());
      robot?.flush();
    });
}

/** Whether the server answers a time sync that the recording left out on the client's side. */
function isAnswerToUnseenSync(line: TraceLine, lines: readonly TraceLine[]): boolean {
  const [first] = line.bin ?? [];
  if (line.from !== 'server' || first?.[0] !== -1) return false;
  return !lines.some(
    ({ from, client, bin }) => from === 'client' && client === line.client && bin?.[0]?.[0] === -1,
  );
}

/** What a client sent, byte for byte where the trace has all bytes. */
function frameOf({ text, rawText, rawHex, bin, bytes, hex }: TraceLine): string | Uint8Array {
  if (rawText !== undefined) return rawText.endsWith('… (125 characters)') ? badAndGood : rawText;
  if (text !== undefined) return JSON.stringify(text);
  if (rawHex !== undefined) return Buffer.from(rawHex, 'hex');
  const whole = Buffer.from(hex ?? '', 'hex');
  if (whole.byteLength > 0 && whole.byteLength === bytes) return whole;
  return Buffer.concat(
    (bin ?? []).map(([id, timestampUs, typeId, value]) =>
      encodeMessage({ id, timestampUs, typeId, value: longText(value) }),
    ),
  );
}

/** The one long text that the recordings shorten, from what came of it. */
const badAndGood = JSON.stringify([
  { method: 'dance', params: {} },
  {
    method: 'publish',
    params: { name: '/s/good', pubuid: 13, type: 'double', properties: {} },
  },
]);

/** The recordings shorten long strings: `yyyy… (1000 characters)`. */
function longText(value: unknown): WireValue {
  const [, letter, length] = /^(.)\1*… \((\d+) characters\)$/s.exec(String(value)) ?? [];
  return letter === undefined ? (value as WireValue) : letter.repeat(Number(length));
}
