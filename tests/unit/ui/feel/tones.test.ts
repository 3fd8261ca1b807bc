import { expect, test } from 'vitest';
import { Tones, type AudioOutput } from '../../../../src/ui/feel/tones.ts';

/** An output that notes from which pitch to which it sounded, Hz. */
function notedOutput(state: 'running' | 'suspended') {
  const heard: string[] = [];
  let wake: () => void = () => undefined;
  let refuse: () => void = () => undefined;
  const output = {
    state: state as string,
    currentTime: 1,
    destination: {},
    createOscillator: () => {
      const pitches: number[] = [];
      const note = (value: number) => pitches.push(value);
      return {
        frequency: { setValueAtTime: note, exponentialRampToValueAtTime: note },
        connect: () => undefined,
        start: () => undefined,
        stop: (atS: number) => {
          if (atS > output.currentTime)
            heard.push(pitches[0]! < pitches[1]! ? 'rising' : 'falling');
        },
      };
    },
    createGain: () => ({
      gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
      connect: () => undefined,
    }),
    resume: () =>
      new Promise<void>((resolve, reject) => {
        const [wakeOthers, refuseOthers] = [wake, refuse];
        wake = () => {
          wakeOthers();
          resolve();
        };
        refuse = () => {
          refuseOthers();
          reject(new Error('not allowed'));
        };
      }),
  } satisfies AudioOutput;
  return {
    output,
    heard,
    wake: () => {
      output.state = 'running';
      wake();
    },
    refuse: () => {
      refuse();
    },
  };
}
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

test('a hit rises and a miss falls', () => {
  const { output, heard } = notedOutput('running');
  const tones = new Tones(() => output);
  tones.play('hit');
  tones.play('miss');
  expect(heard).toEqual(['rising', 'falling']);
});

test('the output is made at the first tone, and once', () => {
  let made = 0;
  const tones = new Tones(() => {
    made += 1;
    return notedOutput('running').output;
  });
  expect(made).toBe(0);
  tones.play('hit');
  tones.play('hit');
  expect(made).toBe(1);
});

test('of what was played before the page may sound, only the last one sounds, once', async () => {
  const { output, heard, wake } = notedOutput('suspended');
  const tones = new Tones(() => output);
  tones.play('hit');
  tones.play('hit');
  tones.play('miss');
  expect(heard).toEqual([]);
  wake();
  await settled();
  expect(heard).toEqual(['falling']);
  tones.play('hit');
  expect(heard).toEqual(['falling', 'rising']);
});

test('a browser that refuses, fails or has no output is silent and throws nothing', async () => {
  const { output, heard, refuse } = notedOutput('suspended');
  new Tones(() => output).play('hit');
  refuse();
  await settled();
  expect(heard).toEqual([]);
  const failing = new Tones(() => {
    throw new Error('no device');
  });
  expect(() => {
    failing.play('hit');
  }).not.toThrow();
  const none = new Tones(null);
  none.play('miss');
  expect([failing.able, none.able]).toEqual([true, false]);
});
