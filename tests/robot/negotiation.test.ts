import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { NtServer } from './nt-server.ts';
import { recordings, traceOf, type Recording } from './replay/trace.ts';
import { testServer } from './test-server.ts';

/** What of an answer is compared: the rest is dates and the name of the program. */
const comparedHeaders = [
  'sec-websocket-accept',
  'sec-websocket-protocol',
  'access-control-allow-origin',
  'access-control-allow-methods',
];

interface Answer {
  readonly status: string;
  readonly headers: readonly string[];
  readonly isOpen: boolean;
}

const exchanges = (recording: Recording): readonly (readonly [readonly string[], Answer])[] => {
  const lines = traceOf('15-negotiation', recording).filter(({ http }) => http !== undefined);
  return lines.flatMap(({ from, http }, i) =>
    from === 'client'
      ? [[http!, answerOf(lines[i + 1]!.http!, lines[i + 1]!.socket === 'still open')] as const]
      : [],
  );
};

function answerOf(head: readonly string[], isOpen: boolean): Answer {
  const headers = head
    .slice(1)
    .map((line) => `${line.split(':')[0]!.toLowerCase()}:${line.slice(line.indexOf(':') + 1)}`);
  return {
    status: head[0]!.split(' ')[1]!,
    headers: headers.filter((line) => comparedHeaders.includes(line.split(':')[0]!)).sort(),
    isOpen,
  };
}

test.each(recordings)(
  'each request is answered as the recorded server did (%s)',
  async (recording) => {
    const server = await testServer({ season: recording === 'r26' ? '2026' : '2027' });
    const wanted = exchanges(recording);
    expect(wanted.length).toBeGreaterThan(30);
    for (const [request, answer] of wanted)
      expect([request, await ask(server, request)]).toEqual([request, answer]);
  },
);

/** A time sync with a mask of zeros: every connection that lives answers it. */
const syncFrame = Buffer.from('82850000000094ff000201', 'hex');

/** Sends a request and reads the head of the answer, then sees whether anybody still listens. */
async function ask(server: NtServer, request: readonly string[]): Promise<Answer> {
  const socket = connect(server.port, '127.0.0.1');
  const received = reader(socket);
  socket.write(`${request.join('\r\n')}\r\n\r\n`);
  const head = (await received.until((text) => text.includes('\r\n\r\n'))).split('\r\n\r\n')[0]!;
  const status = head.split(' ')[1];
  let isOpen = false;
  if (status === '101') {
    socket.write(syncFrame);
    const all = await received.until((text) => text.length > head.length + 4);
    isOpen = all.length > head.length + 4;
  } else if (status !== '426') {
    // A connection that is kept is asked again.
    socket.write('GET / HTTP/1.1\r\nHost: robot\r\n\r\n');
    const all = await received.until((text) => text.split('HTTP/1.1').length > 2);
    isOpen = all.split('HTTP/1.1').length > 2;
  }
  socket.destroy();
  return answerOf(head.split('\r\n'), isOpen);
}

function reader(socket: Socket): { until(enough: (text: string) => boolean): Promise<string> } {
  let text = '';
  let isOver = false;
  let look = (): void => undefined;
  socket.setEncoding('latin1');
  socket.on('data', (more: string) => {
    text += more;
    look();
  });
  const end = (): void => {
    isOver = true;
    look();
  };
  socket.on('close', end).on('end', end).on('error', end);
  return {
    until: (enough) =>
      new Promise((resolve) => {
        look = () => {
          if (isOver || enough(text)) resolve(text);
        };
        look();
      }),
  };
}
