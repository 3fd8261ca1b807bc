import type { NtValue } from '../../../src/link/robot-link.ts';
import type { Properties } from '../control-messages.ts';
import type { RobotSide } from '../robot-side.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What one command needs. */
export interface RobotMachine {
  readonly robot: RobotSide;
  readonly time: VirtualTime;
  nowUs(): number;
}

type Value = NtValue | bigint;

/** The types of the topics that robot code has published, by their names. */
const types = new WeakMap<RobotSide, Map<string, string>>();

/**
 * Does what a command of a trace told the recorded robot program to do.
 * @param together whether flushes that follow each other at once count as one, as they may in ntcore.
 */
export function command(machine: RobotMachine, line: string, together: boolean): void {
  const { robot, time } = machine;
  const [verb = '', name = '', ...rest] = line.split(' ');
  const known = types.get(robot) ?? new Map<string, string>();
  types.set(robot, known);
  const publish = (topic: string, type: string, properties = {}, keepsDuplicates = true): void => {
    known.set(topic, type);
    robot.publish(topic, type, properties, { isEntry: false, keepsDuplicates });
  };
  const number = (place: number): number => Number(rest[place]);
  switch (verb) {
    case 'pub':
      publish(name, rest[0]!, rest[1] === undefined ? {} : (JSON.parse(rest[1]) as Properties));
      return;
    case 'unpub':
      robot.unpublish(name);
      return;
    case 'set': {
      const value = parseValue(known.get(name)!, rest[0] ?? '');
      robot.set(name, value, rest[1] === undefined ? machine.nowUs() : number(1));
      return;
    }
    case 'def':
      robot.setDefault(name, parseValue(known.get(name)!, rest[0]!) as NtValue);
      return;
    case 'big':
      robot.set(name, 'x'.repeat(number(0)));
      return;
    case 'ent': {
      // An entry without a type of its own announces float arrays as `float`.
      const options = { isEntry: false, keepsDuplicates: true, typeId: 19 };
      robot.publish(name, rest[0] === 'gfloat[]' ? 'float[]' : 'float', {}, options);
      robot.set(name, parseValue('float[]', rest[1]!));
      return;
    }
    case 'sub':
      robot.subscribe(name);
      return;
    case 'listen':
      robot.subscribePrefix(name);
      return;
    case 'prop':
      robot.setProperties(name, { [rest[0]!]: rest[1] === 'delete' ? null : number(1) });
      return;
    case 'many':
      for (let i = 0; i < number(0); i++) publish(`${name}${i}`, rest[1]!, {}, false);
      return;
    case 'row':
    case 'samestamp': {
      const flush = rest[2];
      const us = machine.nowUs();
      for (let i = 0; i < number(0); i++) {
        robot.set(`${name}${i}`, number(1), verb === 'row' ? us + i : us);
        if (flush === 'each' && !together) robot.flush();
      }
      if (flush === 'flush' || flush === 'each') robot.flush();
      if (flush === 'local') robot.flushLocal();
      return;
    }
    case 'flush':
      robot.flush();
      return;
    case 'hz':
    case 'hzl':
    case 'hzf':
      for (let i = 0; i < Math.round(number(0) * number(1)); i++)
        time.at(time.exactMs + (i * 1000) / number(0), () => {
          robot.set(name, i, machine.nowUs());
          if (verb === 'hzl') robot.flushLocal();
          if (verb === 'hzf') robot.flush();
        });
      return;
    case 'get':
    case 'props':
      return;
    default:
      throw new Error(`a command that nobody taught the replay: ${line}`);
  }
}

function parseValue(type: string, text: string): Value {
  if (type.endsWith('[]')) {
    const items = text === '' ? [] : text.split(',');
    return items.map((item) => parseValue(type.slice(0, -2), item)) as NtValue;
  }
  switch (type) {
    case 'boolean':
      return text === 'true';
    case 'int':
      return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
    case 'double':
    case 'float':
      return { nan: NaN, inf: Infinity }[text] ?? Number(text);
    case 'string':
    case 'json':
      return text;
    default:
      return new Uint8Array(Buffer.from(text, 'hex'));
  }
}
