import { blankMapping, type NamedSource } from '../../src/core/tuning/named-source.ts';
import type { NtServer } from '../robot/nt-server.ts';

/** Something that no robot should send, and a page must live with. */
export interface HostileInput {
  readonly name: string;
  readonly send: (server: NtServer) => void;
}

/** Would set `pwned` in a page that took it for more than a text. */
const script = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';

const oddNames: readonly (readonly [what: string, name: string])[] = [
  ['HTML', script],
  ['quotes', `"'\`\${globalThis.pwned=1}`],
  ['10 kB', 'long'.repeat(2_500)],
  ['emoji', '🚀👩‍👩‍👧‍👦🏳️‍🌈'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['a lone surrogate', 'a\ud800b'],
  ['control characters', '\u0000\u001b[31m\u202e\r\n'],
];

const named = ([what, name]: (typeof oddNames)[number]): HostileInput => ({
  name: `topics called ${what}`,
  send: ({ robot }) => {
    const properties = { min: 0, max: 1, name, unit: name, [name]: name };
    for (const folder of ['/Tuning/', '/Tuning/Folder/', '/MLtune/', '/FMSInfo/', '/']) {
      robot.publish(folder + name, 'double', properties);
      robot.set(folder + name, 0.5);
    }
    robot.publish(`/Text/${name}`, 'string', { [name]: { [name]: [name] } });
    robot.set(`/Text/${name}`, name);
    robot.publish(`/Struct/${name}`, `struct:${name}`);
    robot.publish(`/.schema/struct:${name}`, 'structschema');
    robot.set(`/.schema/struct:${name}`, new TextEncoder().encode(`double ${name}`));
  },
});

/** Schemas by struct, of which none can be laid out. */
const impossible: Readonly<Record<string, string>> = {
  Self: 'double x;Self again',
  Egg: 'Hen hen',
  Hen: 'Egg egg',
  Garbage: script,
  Endless: 'double x[4294967296]',
  ...Object.fromEntries(
    Array.from({ length: 1_000 }, (_, depth) => [`Deep${depth}`, `Deep${depth + 1} inner`]),
  ),
  Deep1000: 'double x',
};

/** Those that a shot is read from, in the way that the operator has named. */
export const impossibleSources: readonly NamedSource[] = [
  'Self',
  'Egg',
  'Garbage',
  'Endless',
  'Deep0',
].map((struct) => ({
  kind: 'struct',
  topic: `/Struct/${struct}`,
  enabled: true,
  mapping: { ...blankMapping, distance: 'x' },
}));

const structs: HostileInput = {
  name: 'structs that contain themselves, or a thousand others, or billions of numbers',
  send: ({ robot, clock }) => {
    for (const [struct, schema] of Object.entries(impossible)) {
      robot.publish(`/.schema/struct:${struct}`, 'structschema');
      robot.set(`/.schema/struct:${struct}`, new TextEncoder().encode(schema));
    }
    for (const { topic } of impossibleSources) {
      robot.publish(topic, `struct:${topic.replace('/Struct/', '')}`);
      for (let i = 1; i <= 3; i++) robot.set(topic, new Uint8Array(8).fill(i), clock.nowUs() + i);
    }
  },
};

const deep = (open: string, close: string): string =>
  `${open.repeat(20_000)}1${close.repeat(20_000)}`;

/** Records of a shot: none of them may be taken for a sound one. */
const records: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''],
  ['no JSON', '{"boot":1,'],
  ['a number', '1'],
  ['null', 'null'],
  ['an array', '[{"boot":1,"id":1}]'],
  ['deep nesting', deep('[', ']')],
  ['deep nesting within', `{"boot":9,"id":1,"hit":true,"extra":${deep('{"a":', '}')}}`],
  ['wrong types', '{"boot":"1","id":[1],"t":{},"distance":"3","hit":"yes"}'],
  [
    'wrong types beside its name',
    '{"boot":9,"id":2,"t":"NaN","distance":{},"hit":1,"used":7,"extra":[[]]}',
  ],
  [
    '__proto__',
    '{"boot":9,"id":3,"__proto__":{"hit":true},"used":{"__proto__":1,"constructor":2},"extra":{"__proto__":{"x":1},"toString":3}}',
  ],
  ['a key twice', '{"boot":9,"id":4,"id":5,"hit":true,"hit":"no"}'],
  [
    'huge numbers',
    '{"boot":9,"id":6,"t":1e308,"distance":1e308,"hit":true,"missX":-1e308,"missY":1e308,"used":{"/Tuning/DragCoefficient":1e308,"/Tuning/AngleOffset":-1e308},"extra":{"exitVelocity":1e308,"pitchRadians":-0,"x":1e309}}',
  ],
  ['a huge height of a miss', '{"boot":9,"id":7,"distance":3,"hit":false,"missX":0,"missY":1e308}'],
  ['-0 and the smallest number', '{"boot":-0,"id":-0,"distance":5e-324,"hit":false,"missX":-0}'],
  ['a number that is none', '{"boot":1e999,"id":1}'],
  [
    'HTML',
    `{"boot":9,"id":8,"extra":{${JSON.stringify(script)}:1},"used":{${JSON.stringify(script)}:1}}`,
  ],
  ['1 MB of text', `{"boot":9,"id":9,"hit":false,"comment":"${'x'.repeat(1e6)}"}`],
  ['a key of 1 MB', `{"boot":9,"id":10,"extra":{"${'x'.repeat(1e6)}":1}}`],
];

const record = ([what, text]: (typeof records)[number]): HostileInput => ({
  name: `a shot record of ${what}`,
  send: ({ robot }) => {
    robot.set('/MLtune/Shot', text);
  },
});

const values: HostileInput = {
  name: 'coefficients that are NaN, infinite, 1e308 and −0',
  send: ({ robot }) => {
    for (const value of [NaN, Infinity, -Infinity, 1e308, -1e308, -0, 5e-324])
      for (const topic of ['/Tuning/DragCoefficient', '/MLtune/Applied/Tuning/DragCoefficient'])
        robot.set(topic, value);
    // As robot code goes on: the next round sets what holds.
    for (const topic of ['/Tuning/DragCoefficient', '/MLtune/Applied/Tuning/DragCoefficient'])
      robot.set(topic, 0.45);
  },
};

const match: HostileInput = {
  name: 'a match with a name of 1 MB and a number of 1e308',
  send: ({ robot }) => {
    robot.set('/FMSInfo/EventName', `${script}${'x'.repeat(1e6)}`);
    robot.set('/FMSInfo/MatchNumber', Number.MAX_SAFE_INTEGER);
    robot.set('/FMSInfo/MatchType', -1);
  },
};

const announced = (id: number, name: unknown, type: unknown, properties: unknown): string =>
  JSON.stringify([{ method: 'announce', params: { id, name, type, properties } }]);

const meta: HostileInput = {
  name: 'meta topics and announcements of garbage',
  send: ({ faults }) => {
    for (const name of ['$clients', '$pub$/Tuning/DragCoefficient', '$sub$', '$__proto__', '$'])
      faults.inject(announced(70_000 + name.length, name, 'msgpack', { cached: 'no' }));
    // [70008, 1, 5, bytes]: an array of maps that ends too soon, and one that holds itself no client.
    for (const bytes of [
      [0xdd, 0xff, 0xff, 0xff, 0xff],
      [0x91, 0xc1],
      [0x91, 0x81, 0xa2, 0x69, 0x64, 0xc0],
      [],
    ])
      for (const id of [70_008, 70_028])
        faults.inject(
          Uint8Array.of(
            0x94,
            0xce,
            0,
            1,
            (id >> 8) & 255,
            id & 255,
            1,
            5,
            0xc4,
            bytes.length,
            ...bytes,
          ),
        );
    for (const properties of [
      null,
      [],
      'x',
      1,
      { min: {}, max: [], default: 'x', step: -1, unit: 7, name: [] },
    ])
      faults.inject(announced(80_000, '/Tuning/Odd', 'double', properties));
    faults.inject(announced(80_001, {}, [], null));
    faults.inject(announced(80_002, '/Tuning/Odd', '__proto__', {}));
    faults.inject(
      '[{"method":"properties","params":{"name":"/Tuning/DragCoefficient","update":{"min":"x","max":null,"__proto__":{"min":7}}}}]',
    );
    faults.inject('[{"method":"unannounce","params":{"id":1e308,"name":"constructor"}}]');
    faults.inject(deep('[', ']'));
  },
};

/** All of it, in the order in which it is sent. */
export const hostileInputs: readonly HostileInput[] = [
  ...oddNames.map(named),
  structs,
  ...records.map(record),
  values,
  match,
  meta,
];
