import { afterEach, expect, test } from 'vitest';
import { readCsv } from '../unit/log/read-csv.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';
import { storedEvents, storedOf } from './stored-log.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});
