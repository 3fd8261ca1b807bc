import type { Connection, Publication } from './connection.ts';
import { isWritable } from './nt4-types.ts';
import type { NtType, NtValue, WriteResult, Writer } from './robot-link.ts';

interface WriterEntry {
  readonly topic: string;
  readonly type: NtType;
  readonly writer: Writer;
  /** Of the present connection; null without one. */
  publication: Publication | null;
}

/** The writers of a link, which outlive its connections: in each they are published anew, before anything is written. */
export class WriterHub {
  readonly #entries = new Map<string, WriterEntry>();
  readonly #wrote: (topic: string, value: NtValue, serverUs: number) => void;
  #connection: Connection | null = null;

  /** @param wrote hears of each value that left, with its stamp. */
  constructor(wrote: (topic: string, value: NtValue, serverUs: number) => void) {
    this.#wrote = wrote;
  }

  up(connection: Connection): void {
    this.#connection = connection;
    for (const entry of this.#entries.values())
      entry.publication = connection.publish(entry.topic, entry.type);
  }

  down(): void {
    this.#connection = null;
    for (const entry of this.#entries.values()) entry.publication = null;
  }

  writer(topic: string, type: NtType): Writer {
    const key = `${type} ${topic}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known.writer;
    const close = (): void => {
      if (this.#entries.get(key) !== entry) return;
      this.#entries.delete(key);
      entry.publication?.close();
      entry.publication = null;
    };
    const entry: WriterEntry = {
      topic,
      type,
      publication: this.#connection?.publish(topic, type) ?? null,
      writer: {
        topic,
        ready: () => entry.publication?.standing() === 'ready',
        write: (value) =>
          this.#entries.get(key) === entry
            ? this.#write(entry, value)
            : { ok: false, why: 'closed' },
        close,
      },
    };
    this.#entries.set(key, entry);
    return entry.writer;
  }

  /** Checks before anything changes: a value that cannot leave leaves no trace. */
  #write({ topic, publication, type }: WriterEntry, value: NtValue): WriteResult {
    if (!isWritable(type, value)) return { ok: false, why: 'value' };
    if (publication === null) return { ok: false, why: 'offline' };
    const standing = publication.standing();
    if (standing !== 'ready') return { ok: false, why: standing };
    const serverUs = publication.write(value);
    if (serverUs === null) return { ok: false, why: 'offline' };
    this.#wrote(topic, value, serverUs);
    return { ok: true, serverUs };
  }
}
