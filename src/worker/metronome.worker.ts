/// <reference lib="webworker" />
import type { TimerReply, TimerRequest } from './metronome-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const running = new Map<number, ReturnType<typeof setTimeout>>();

/** Timers for the page: a worker's run on in a hidden tab. */
self.addEventListener('message', ({ data }: MessageEvent<TimerRequest>) => {
  const { id, delayMs } = data;
  clearTimeout(running.get(id));
  running.delete(id);
  if (delayMs === null) return;
  running.set(
    id,
    setTimeout(() => {
      running.delete(id);
      const reply: TimerReply = { id };
      self.postMessage(reply);
    }, delayMs),
  );
});
