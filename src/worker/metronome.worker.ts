/// <reference lib="webworker" />
import type { TimerReply, TimerRequest } from './metronome-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Timers that run; a timeout and an interval are taken back alike. */
const running = new Map<number, ReturnType<typeof setTimeout>>();

/** Timers for the page: a worker's run on in a hidden tab. */
self.addEventListener('message', ({ data }: MessageEvent<TimerRequest>) => {
  const { id, delayMs, repeats = false } = data;
  clearTimeout(running.get(id));
  running.delete(id);
  if (delayMs === null) return;
  const begin = repeats ? setInterval : setTimeout;
  const timer = begin(() => {
    if (!repeats) running.delete(id);
    const reply: TimerReply = { id };
    self.postMessage(reply);
  }, delayMs);
  running.set(id, timer);
});
