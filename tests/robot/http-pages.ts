import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TopicStore } from './nt-topics.ts';

const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': '*' };

/**
 * ntcore's plain HTTP: a page at `/`, the persistent topics at `/nt/persistent.json`; any origin may read them. Other methods than GET find nothing.
 * @param files of the deploy folder, by their paths in it: they are served as WPILib's web server serves them.
 */
export function answerHttp(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  store: TopicStore,
  files: ReadonlyMap<string, string>,
): void {
  switch (method === 'GET' ? url : null) {
    case '/':
      response.writeHead(200, { ...anyOrigin, 'Content-Type': 'text/html' });
      response.end('<html><body><p>NetworkTables server of a simulated robot.</p></body></html>');
      return;
    case '/nt/persistent.json':
      response.writeHead(200, { ...anyOrigin, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(persistentTopics(store)));
      return;
    case null:
      answerFile('', response, new Map());
      return;
    default:
      answerFile(url, response, files);
  }
}

/** A file, or as JSON what a folder has in it: its name ends with a slash. */
function answerFile(
  url: string,
  response: ServerResponse,
  files: ReadonlyMap<string, string>,
): void {
  const [pathname, query] = url.split('?', 2);
  const path = unescaped(pathname!.slice(1));
  const inFolder = [...files].filter(([name]) => name.startsWith(path));
  const isListing = path.endsWith('/') && new URLSearchParams(query).get('format') === 'json';
  const text =
    files.get(path) ?? (isListing && inFolder.length > 0 ? listing(path, inFolder) : undefined);
  const type = text === undefined ? 'text/plain' : 'text/json';
  response.writeHead(text === undefined ? 404 : 200, { ...anyOrigin, 'Content-Type': type });
  response.end(text ?? 'Not found');
}

/** A path that is not escaped as it should be is the path of nothing. */
function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function listing(folder: string, files: readonly (readonly [string, string])[]): string {
  const inside = files.map(([path, text]) => ({ name: path.slice(folder.length), text }));
  const dirs = new Set(
    inside.flatMap(({ name }) => (name.includes('/') ? [name.split('/')[0]] : [])),
  );
  return JSON.stringify({
    dirs: [...dirs].map((name) => ({ name })),
    files: inside
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, text }) => ({ name, size: Buffer.byteLength(text) })),
  });
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
