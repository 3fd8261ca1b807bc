import type { Snippet } from 'svelte';
import type { Workbench } from '../../session/workbench.svelte.ts';
import type { Acts } from '../acts.ts';
import type { Feedback } from '../feel/feedback.svelte.ts';

/** What the Shoot view is given, and its shot loop. */
export interface ShootProps {
  readonly bench: Workbench;
  readonly acts: Acts;
  readonly feedback: Feedback;
  /** What stands above all else while shots are taken. */
  readonly above: Snippet | undefined;
}
