import type { Properties } from './control-messages.ts';
import { asNtValue, type WireValue } from './nt-codec.ts';
import { isNotOlder, type StampedValue } from './nt-topics.ts';
import type { NtValue } from '../../src/link/robot-link.ts';

/** Hears a value that robot code has accepted from a client. */
export type ValueListener = (value: NtValue, timestampUs: number) => void;

/** Robot code's publication of a topic. */
export interface Publication {
  readonly pubuid: number;
  readonly typeId: number;
  readonly type: string;
  readonly properties: Properties;
  /** Whether unchanged values are sent too. */
  readonly keepsDuplicates: boolean;
  /** While the server has the topic with another type, nothing of it leaves the program. */
  isActive: boolean;
}

/** A topic as robot code keeps it, whether there is a server or not (ntcore `LocalStorage`). */
export class LocalTopic {
  readonly name: string;
  type = '';
  /** Null while nobody has published it. */
  typeId: number | null = null;
  properties: Properties = {};
  value: StampedValue | null = null;
  /** What went to the server last, or came from there. */
  exchanged: WireValue | null = null;
  publication: Publication | null = null;
  /** Each with whether it hears values that change nothing too. */
  readonly listeners = new Map<ValueListener, boolean>();
  /** Somebody else publishes it. */
  isOnNetwork = false;
  /** Robot code reads it without a subscription that the meta topics show. */
  isRead = false;

  constructor(name: string) {
    this.name = name;
  }

  get exists(): boolean {
    return this.publication !== null || this.isOnNetwork;
  }

  /** Takes the type of a publication. */
  adopt(type: string, typeId: number): void {
    this.type = type;
    this.typeId = typeId;
    if (this.publication !== null) this.publication.isActive = this.publication.type === type;
  }

  /** A value becomes the one that robot code reads, if it is of the topic's type and not older. Returns whether it differs. */
  accept(value: StampedValue): 'refused' | 'same' | 'new' {
    if (this.typeId !== null && this.typeId !== value.typeId) return 'refused';
    if (this.value !== null && !isNotOlder(value, this.value)) return 'refused';
    const isSame = isSameValue(this.value?.value, value.value);
    this.typeId = value.typeId;
    if (this.properties['cached'] !== false) this.value = value;
    return isSame ? 'same' : 'new';
  }

  /** A value comes from the server. */
  receive(value: StampedValue): void {
    if (this.typeId !== null && this.typeId !== value.typeId) return;
    const outcome = this.accept(value);
    this.exchanged = value.value;
    if (outcome === 'refused') return;
    for (const [listener, hearsDuplicates] of this.listeners)
      if (outcome === 'new' || hearsDuplicates) listener(asNtValue(value.value), value.timestampUs);
  }

  /** Nobody publishes it any more: nothing is left of it. */
  forgetIfGone(): void {
    if (this.exists) return;
    this.type = '';
    this.typeId = null;
    this.value = null;
    this.exchanged = null;
    this.properties = {};
  }
}

/** Whether two values are equal; arrays and bytes by their elements. */
export function isSameValue(known: WireValue | null | undefined, value: WireValue): boolean {
  if (known === null || known === undefined) return false;
  if (typeof known !== 'object' || typeof value !== 'object') return Object.is(known, value);
  if (known.length !== value.length) return false;
  for (let i = 0; i < known.length; i++) if (!Object.is(known[i], value[i])) return false;
  return true;
}
