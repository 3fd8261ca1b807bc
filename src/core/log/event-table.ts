import type { TrialReason, TuningEvent } from '../tuning/events.ts';
import { isoTime, type Cell, type Table } from './row.ts';

/** What an event says beyond its type; each has its own column. */
interface Subject {
  readonly shot?: string;
  readonly trial?: number;
  readonly topic?: string;
  readonly value?: number;
  readonly robotUs?: number | null;
  readonly detail?: string;
}

const columns = ['seq', 'time', 'type', 'shot', 'trial', 'topic', 'value', 'robotUs', 'detail'];

/**
 * The log itself, one row per event: where the link dropped, the robot restarted and values were written is seen
 * between the shots. Values of several coefficients at once get a row each, with the same `seq`.
 */
export function eventTable(events: readonly TuningEvent[]): Table {
  return {
    columns,
    rows: events.flatMap((event) =>
      subjectsOf(event).map(({ shot, trial, topic, value, robotUs, detail }): readonly Cell[] => [
        event.seq,
        isoTime(event.atMs),
        event.type,
        shot ?? null,
        trial ?? null,
        topic ?? null,
        value ?? null,
        robotUs ?? null,
        detail ?? null,
      ]),
    ),
  };
}

function subjectsOf(event: TuningEvent): readonly Subject[] {
  switch (event.type) {
    case 'settings': {
      const { autotune, shotsPerTrial, approve, coefficients, seed } = event.settings;
      const when = autotune ? `every ${shotsPerTrial} shots` : 'when asked';
      const mode = approve ? `${when}, for approval` : when;
      const enabled = coefficients.filter((coefficient) => coefficient.enabled);
      const detail = `proposes ${mode}; tunes ${enabled.map(({ topic }) => topic).join(' ')}; seed ${seed}`;
      return [{ detail }];
    }
    case 'baseline':
    case 'taken':
      return each(event.values, {});
    case 'shot':
    case 'shot-amended': {
      const { id, serverUs, label, invalid, burst } = event.shot;
      const result = label === 'none' ? '' : `${label}${burstWords(burst)}`;
      return [{ shot: id, robotUs: serverUs, detail: invalid ?? result }];
    }
    case 'label': {
      const words = [event.label, event.direction, `by ${event.by}`];
      const said = words.filter((word) => word !== null).join(' ');
      return [{ shot: event.shotId, detail: `${said}${burstWords(event.burst)}` }];
    }
    case 'void':
      return [{ shot: event.shotId }];
    case 'matched':
      return [{ shot: event.shotId, detail: `tapped as ${event.tap}` }];
    case 'undo':
      return [{ detail: `event ${event.target}` }];
    case 'trial':
      return each(event.values, {
        trial: event.trial,
        detail: `${event.kind}${reasonWords(event.reason)}`,
      });
    case 'proposal':
      return each(event.values, { detail: `${event.kind}${reasonWords(event.reason)}` });
    case 'proposal-edited':
      return [{ topic: event.topic, value: event.value }];
    case 'proposal-withdrawn':
      return [{ detail: event.why }];
    case 'pinned':
      return each(event.values, { detail: event.name });
    case 'pin-renamed':
      return [{ detail: event.name }];
    case 'pin-removed':
    case 'pin-returned':
      return [{ detail: event.pin }];
    case 'turn':
      return [{ ...(event.topic === null ? {} : { topic: event.topic }), detail: event.why }];
    case 'verdict': {
      const { best, bestRate, baselineRate, rows, model } = event.verdict;
      const rates = `best ${bestRate.mean}; baseline ${baselineRate.mean}`;
      const by = model === 'general' ? ' by the general model' : '';
      return each(best, { detail: `${rates}; from ${rows} shots${by}` });
    }
    case 'sent': {
      const { topic, value, serverUs, attempt } = event;
      return [{ topic, value, robotUs: serverUs, detail: `attempt ${attempt}` }];
    }
    case 'confirmed': {
      const { topic, value, serverUs, by } = event;
      return [{ topic, value, robotUs: serverUs, detail: `by ${by}` }];
    }
    case 'acknowledged-no-number':
      return [{ topic: event.topic, robotUs: event.serverUs, detail: event.said }];
    case 'write-conflict':
      return [{ topic: event.topic, value: event.value, detail: event.how }];
    case 'write-conflict-over':
      return [{ topic: event.topic }];
    case 'adjusted':
      return [{ topic: event.topic, value: event.fits, detail: `instead of ${event.value}` }];
    case 'other-session': {
      const { trial, shots, baseline } = event.report;
      return each(baseline, { trial, detail: `baseline of another laptop; ${shots} shots there` });
    }
    case 'took-over': {
      const { from, known } = event;
      return [{ detail: `${from ?? 'another tuner'}; baseline ${known ? 'known' : 'unknown'}` }];
    }
    case 'observed':
      return [{ topic: event.topic, value: event.value, robotUs: event.serverUs }];
    case 'unconfirmed':
      return [{ topic: event.topic, value: event.value }];
    case 'disarmed':
      return [{ detail: event.cause }];
    case 'hold':
      return [{ detail: event.on ? 'on' : 'off' }];
    case 'finished':
      return [{ detail: event.with }];
    case 'online':
      return [{ robotUs: event.serverUs, detail: event.address }];
    case 'offline':
      return [{ detail: event.why }];
    case 'robot-restarted':
      return [{ robotUs: event.serverUs }];
    case 'code-restarted':
      return [{ detail: event.boot === null ? (event.sign ?? '') : `boot ${event.boot}` }];
    case 'restart-answered':
      return [{ detail: event.choice }];
    case 'match': {
      const { match } = event;
      return [{ detail: match === null ? 'none' : `${match.event} ${match.type} ${match.number}` }];
    }
    case 'note':
      return [{ detail: event.text }];
    case 'proposal-accepted':
    case 'proposal-refused':
    case 'proposal-reopened':
    case 'asked':
    case 'overridden':
    case 'armed':
      return [{}];
  }
}

/** A row for each value; one without any when there are none, so that no event is missing. */
function each(values: Readonly<Record<string, number>>, rest: Subject): readonly Subject[] {
  const rows = Object.entries(values).map(([topic, value]) => ({ ...rest, topic, value }));
  return rows.length > 0 ? rows : [rest];
}

const burstWords = (burst: string | undefined): string =>
  burst === undefined ? '' : `; in ${burst}, whose order means nothing`;

function reasonWords(reason: TrialReason): string {
  switch (reason.kind) {
    case 'chosen':
      return '';
    case 'explore':
      return `; tries ${reason.topic} ${reason.direction}`;
    case 'refine':
      return '; close to the best';
    case 'compare':
      return '; compares with the baseline';
  }
}
