import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** More than any list of values takes. */
const longestOutput = 2 ** 24;

/** Whether a program is on this machine's path. */
export const has = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** A file and what is in it. */
export interface SourceFile {
  /** Under the folder that all are written to. */
  readonly path: string;
  readonly text: string;
}

/** Writes files into a folder of their own, works there, and leaves nothing behind. */
export async function withFiles<T>(
  files: readonly SourceFile[],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mltune-code-'));
  try {
    for (const { path, text } of files) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a program prints, line by line; what it complains of fails the test. */
export async function printed(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<readonly string[]> {
  const { stdout } = await run(program, args, { cwd: folder, maxBuffer: longestOutput });
  return stdout.split('\n').filter((line) => line !== '');
}
