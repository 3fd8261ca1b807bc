import { eventFault, EventShots } from '../../core/tuning/event-shots.ts';
import { readBy, type EventSource } from '../../core/tuning/named-source.ts';
import type { Ticker } from '../ticker.ts';
import { PunctualTimer } from './punctual-timer.ts';
import type { ShotReport, ShotSource } from './shot-source.ts';
import { followVisits } from './visits.ts';

/** How often the server sends, ms: well under the wait after an event. */
const periodMs = 20;

/** The shots of a robot of which a topic tells that they left, and others what held at that time. */
export function eventSource(source: EventSource, ticker: Ticker, wallMs: () => number): ShotSource {
  return {
    start(link, { deliver, complain }) {
      const shots = new EventShots(source);
      const complained = new Set<string>();
      const timer = new PunctualTimer(ticker, () => {
        tell(shots.take(ticker.nowMs()));
      });

      /** Once for a topic and a connection: at each shot it would drown everything else. */
      const say = (topic: string, detail: string): void => {
        if (complained.has(topic)) return;
        complained.add(topic);
        complain({ kind: 'shot', topic, detail });
      };
      const plan = (): void => {
        timer.set(shots.dueMs());
      };
      const tell = (reports: readonly ShotReport[]): void => {
        plan();
        for (const { topic, why } of shots.takeLacking()) say(topic, why);
        reports.forEach(deliver);
      };
      const stopVisits = followVisits(link, wallMs, (visit) => {
        complained.clear();
        tell(shots.visit(visit));
      });
      const options = { all: true, periodMs };
      const noted = readBy(source.mapping);
      const watches = [
        link.watch(source.topic, options, (sample) => {
          const { value } = sample;
          const fault = eventFault(source.change, value);
          if (fault !== null) {
            say(source.topic, fault);
            return;
          }
          shots.hearEvent(value, sample);
          plan();
        }),
        ...noted.map((topic) =>
          link.watch(topic, options, (sample) => {
            const { value } = sample;
            if (typeof value === 'number' || typeof value === 'boolean') {
              shots.hearNoted(topic, Number(value), sample);
              plan();
            } else say(topic, 'its value is no number');
          }),
        ),
      ];
      const stopAnnouncements = noted.map((topic) =>
        link.discover(topic, (name, announcement) => {
          if (name !== topic) return;
          const nowUs = link.serverNowUs();
          if (announcement !== null) shots.announced(topic, announcement.properties);
          // Where the connection is lost, what it told ends with it.
          else if (nowUs !== null) shots.gone(topic, nowUs, ticker.nowMs());
          plan();
        }),
      );
      return () => {
        timer.stop();
        stopVisits();
        for (const watch of watches) watch.close();
        for (const stop of stopAnnouncements) stop();
      };
    },
  };
}
