import type { RobotAddress } from './addresses.ts';

/** A text file that a robot serves; its text is null where it could not be read. */
export interface RobotFile {
  readonly name: string;
  readonly text: string | null;
}

/** The port on which robot code starts WPILib's web server. */
export const webPort = 5800;

/** Most files that are read of a folder, and the most that is read of one, bytes: the robot's network is for shooting. */
const mostFiles = 20;
const largestBytes = 1_000_000;

/**
 * The JSON files in a folder of a robot's web server, by name; empty where there are none, or where nobody answers. Never rejects.
 * The server lists a folder as `{ "dirs": [{ "name" }], "files": [{ "name", "size" }] }`, and lets every page read it.
 * @param folder as in an address, without slashes at its ends.
 */
export async function jsonFilesIn(
  { host, port }: RobotAddress,
  folder: string,
  signal: AbortSignal,
): Promise<readonly RobotFile[]> {
  const at = `http://${host}:${port}/${folder}/`;
  const listing = await textAt(`${at}?format=json`, signal);
  if (listing === null) return [];
  const files = filesIn(listing)
    .filter(({ name }) => name.endsWith('.json'))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, mostFiles);
  return Promise.all(
    files.map(async ({ name, size }) => ({
      name,
      text: size > largestBytes ? null : await textAt(at + encodeURIComponent(name), signal),
    })),
  );
}

/** What stands at an address; null where nothing does, or nobody answers. */
async function textAt(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal, cache: 'no-store', credentials: 'omit' });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** The files that a listing names; empty for anything that is no listing. */
function filesIn(listing: string): readonly { readonly name: string; readonly size: number }[] {
  let value: unknown;
  try {
    value = JSON.parse(listing);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null || !('files' in value)) return [];
  const files: unknown = value.files;
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    if (typeof file !== 'object' || file === null || !('name' in file)) return [];
    const { name } = file;
    if (typeof name !== 'string') return [];
    return [{ name, size: 'size' in file && typeof file.size === 'number' ? file.size : 0 }];
  });
}
