import fc from 'fast-check';

/** Any text: of characters that end lines, texts and comments more often than chance brings them. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }),
      fc.integer({ min: 0, max: 0x7f }),
      fc.constantFrom(...Array.from('\\"\n/*#u0kK/', (character) => character.codePointAt(0)!)),
    ),
  )
  .map((points) => String.fromCodePoint(...points));

/** Topics that have broken somebody's code before. */
export const nastyTopics: readonly string[] = [
  '/Tuning/a',
  '/Tuning/A',
  '/Tuning/a/2',
  '/Tuning/int',
  '/Tuning/*/ int x; /*',
  '/Tuning/\\u000aint x;',
  '/Tuning/\\u0022',
  '/Tuning/ends with \\',
  '/Tuning/\n#error',
  '/Tuning/🎯',
  '/Tunables/shooter/rpm/value',
  '/Tuning/\ud800',
  `/Tuning/${'x'.repeat(10_000)}`,
  `/Tuning/${'🎯'.repeat(5_000)}`,
];

/** Those, and any other. */
export const anyTopic = fc.oneof(anyText, fc.constantFrom(...nastyTopics));
