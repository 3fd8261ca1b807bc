/** A source of uniform numbers in [0, 1). Always seeded: a run can be replayed. */
export type Random = () => number;

/**
 * mulberry32: 32 bits of state, period 2³², bit-exact in every engine.
 * @param seed taken modulo 2³².
 */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed for a part of a run, from the run's seed and the part's number; both u32. */
export function seedFor(seed: number, part: number): number {
  return (Math.imul(0x9e3779b9, seed + 1) ^ Math.imul(0x85ebca6b, part + 1)) >>> 0;
}
