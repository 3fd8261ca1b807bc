/// <reference lib="webworker" />
import type { TimerReply, TimerRequest } from './metronome-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What stops each timer that runs. */
const running = new Map<number, () => void>();

/** Timers for the page: a worker's run on in a hidden tab. */
self.addEventListener('message', ({ data }: MessageEvent<TimerRequest>) => {
  const { id, delayMs, repeats = false } = data;
  running.get(id)?.();
  running.delete(id);
  if (delayMs === null) return;
  const reply: TimerReply = { id };
  if (repeats) {
    const timer = setInterval(() => {
      self.postMessage(reply);
    }, delayMs);
    running.set(id, () => {
      clearInterval(timer);
    });
    return;
  }
  const timer = setTimeout(() => {
    running.delete(id);
    self.postMessage(reply);
  }, delayMs);
  running.set(id, () => {
    clearTimeout(timer);
  });
});
