import type { WorkerPort } from '../../../src/worker/client.ts';
import type { Call, Method, OptimizerApi, Reply } from '../../../src/worker/protocol.ts';

/** A worker whose answers the test gives by hand. Like a real one it says nothing any more once terminated. */
export class FakeWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;
  readonly calls: Call[] = [];
  terminated = false;

  postMessage(call: Call): void {
    this.calls.push(call);
  }
  terminate(): void {
    this.terminated = true;
  }
  /** Answers the call number `index`, counted from 0. */
  answer(index: number, result: OptimizerApi[Method]['result']): void {
    this.#say({ id: this.calls[index]!.id, ok: true, result });
  }
  refuse(index: number, error: string): void {
    this.#say({ id: this.calls[index]!.id, ok: false, error });
  }
  crash(message: string): void {
    this.onerror?.(Object.assign(new Event('error'), { message }) as ErrorEvent);
  }
  sendGarbage(): void {
    this.onmessageerror?.(new MessageEvent('messageerror'));
  }
  #say(data: Reply): void {
    if (!this.terminated) this.onmessage?.(new MessageEvent('message', { data }));
  }
}
