import { eventFault, EventShots, type EventShot } from '../../core/tuning/event-shots.ts';
import { readBy, type EventSource } from '../../core/tuning/named-source.ts';
import type { StopTimer, Ticker } from '../ticker.ts';
import type { ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends, ms: well under the wait after an event. */
const periodMs = 20;

/** The shots of a robot of which a topic tells that they left, and others what held at that time. */
export function eventSource(source: EventSource, ticker: Ticker, wallMs: () => number): ShotSource {
  return {
    start(link, { deliver, complain }) {
      const shots = new EventShots(source);
      const complained = new Set<string>();
      let stopTimer: StopTimer | null = null;

      /** Once for a topic and a connection: at each shot it would drown everything else. */
      const say = (topic: string, detail: string): void => {
        if (complained.has(topic)) return;
        complained.add(topic);
        complain({ kind: 'shot', topic, detail });
      };
      const plan = (): void => {
        stopTimer?.();
        const dueMs = shots.dueMs();
        stopTimer =
          dueMs === null ? null : ticker.after(Math.max(0, dueMs - ticker.nowMs()), collect);
      };
      const tell = (complete: readonly EventShot[]): void => {
        plan();
        for (const { shot, lacking } of complete) {
          for (const { topic, why } of lacking) say(topic, why);
          deliver(shot);
        }
      };
      const collect = (): void => {
        tell(shots.take(ticker.nowMs()));
      };
      const stopVisits = followVisits(link, wallMs, (visit) => {
        complained.clear();
        tell(shots.visit(visit));
      });
      const options = { all: true, periodMs };
      const watches = [
        link.watch(source.topic, options, ({ value, serverUs, atMs }) => {
          const fault = eventFault(source.change, value);
          if (fault !== null) {
            say(source.topic, fault);
            return;
          }
          shots.hearEvent(value, serverUs, atMs);
          plan();
        }),
        ...readBy(source.mapping).map((topic) =>
          link.watch(topic, options, ({ value, serverUs }) => {
            if (typeof value === 'number' || typeof value === 'boolean')
              shots.hearNoted(topic, Number(value), serverUs);
            else say(topic, 'its value is no number');
          }),
        ),
      ];
      return () => {
        stopTimer?.();
        stopVisits();
        for (const watch of watches) watch.close();
      };
    },
  };
}
