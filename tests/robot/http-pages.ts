import type { ServerResponse } from 'node:http';
import type { TopicStore } from './nt-topics.ts';

const anyOrigin = { 'Access-Control-Allow-Origin': '*' };

/** ntcore's plain HTTP: a page at `/`, the persistent topics at `/nt/persistent.json`; any origin may read them. */
export function answerHttp(url: string, response: ServerResponse, store: TopicStore): void {
  switch (url) {
    case '/':
      response.writeHead(200, { ...anyOrigin, 'Content-Type': 'text/html' });
      response.end('<html><body><p>NetworkTables server of a simulated robot.</p></body></html>');
      return;
    case '/nt/persistent.json':
      response.writeHead(200, { ...anyOrigin, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(persistentTopics(store)));
      return;
    default:
      response.writeHead(404, { ...anyOrigin, 'Content-Type': 'text/plain' });
      response.end('Not found');
  }
}

function persistentTopics(store: TopicStore): object[] {
  const topics: object[] = [];
  for (const { name, type, properties, last } of store.all())
    if (properties['persistent'] === true && last !== null)
      topics.push({ name, type, properties, value: jsonValue(last.value) });
  return topics;
}

const jsonValue = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
