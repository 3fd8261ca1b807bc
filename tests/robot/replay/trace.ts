import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServerText } from '../raw-client.ts';

/** A value message as a trace has it: `[id, µs, type, value]`. */
export type TracedValue = readonly [id: number, us: number, type: number, value: unknown];

/** A frame that a client sent, or that it got, or another thing that happened; see the README beside the traces. */
export interface TraceLine {
  /** ms since the scenario began. */
  readonly t: number;
  readonly from?: 'client' | 'server' | 'robot';
  readonly client?: string;
  readonly note?: string;
  /** A command to the robot program. */
  readonly robot?: string;
  /** What the robot program saw. */
  readonly event?: Readonly<Record<string, unknown>>;
  /** Level of a line in the robot's log. */
  readonly log?: number;
  readonly clock?: string;
  readonly offsetUs?: number;
  readonly ws?: string;
  readonly path?: string;
  readonly protocols?: readonly string[];
  readonly code?: number;
  readonly reason?: string;
  readonly text?: readonly ServerText[];
  readonly bin?: readonly TracedValue[];
  readonly lead?: readonly string[];
  readonly bytes?: number;
  readonly hex?: string;
  readonly rawText?: string;
  readonly rawHex?: string;
  /** Bulk scenarios hold counts instead of frames. */
  readonly textMessages?: number;
  readonly values?: number;
  readonly first?: unknown;
  readonly last?: unknown;
  readonly manyFrames?: number;
  readonly kind?: 'text' | 'values';
  readonly items?: number;
  readonly histogram?: { readonly frames: number; readonly gapMs: { readonly p50: number } };
  readonly perTopicId?: Readonly<
    Record<string, { readonly frames: number; readonly gapMs: { readonly p50: number } }>
  >;
  readonly http?: readonly string[];
  readonly body?: string | null;
  readonly socket?: string;
}

const folder = fileURLToPath(new URL('../traces/', import.meta.url));

/** Which server was recorded: 2026; 2027 with clients of its own machine; 2027 with clients on a network. */
export const recordings = ['r26', 'r27', 'r27net'] as const;
export type Recording = (typeof recordings)[number];

/** The names of all scenarios. */
export const scenarios: readonly string[] = [
  ...new Set(readdirSync(folder).flatMap((file) => /^(.*)\.r26\.jsonl$/.exec(file)?.[1] ?? [])),
].sort();

/** What was recorded of a scenario, in order. */
export function traceOf(scenario: string, recording: Recording): readonly TraceLine[] {
  const lines = readFileSync(`${folder}${scenario}.${recording}.jsonl`, 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => JSON.parse(line) as TraceLine);
}
