import { encodeMessage, typeIdOf } from '../robot/nt-codec.ts';

/** Frames that no robot should send. */
export const nonsense: readonly (string | Uint8Array)[] = [
  'no JSON',
  '{"not": "an array"}',
  '[{"method":"dance","params":{}}]',
  '[{"method":"announce","params":{"id":"x"}}]',
  Uint8Array.of(0xc1, 0x94),
  Uint8Array.of(0x94, 1),
  new Uint8Array(0),
  encodeMessage({ id: 99_999, timestampUs: 1, typeId: typeIdOf('double'), value: 1 }),
  encodeMessage({ id: -1, timestampUs: 1, typeId: typeIdOf('string'), value: 'x' }),
];
