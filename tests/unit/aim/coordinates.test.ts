import { describe, expect, it } from 'vitest';
import { plainCoordinates, tableCoordinates } from '../../../src/core/aim/coordinates.ts';
import type { RoledDimension } from '../../../src/core/aim/family/role.ts';
import { hat } from '../../../src/core/aim/features.ts';

const knot = (atM?: number, low = 1000, high = 3000): RoledDimension => ({
  low,
  high,
  start: 2000,
  integer: false,
  scale: 'linear',
  role: 'speed-knot',
  ...(atM === undefined ? {} : { atM }),
});
const offset: RoledDimension = {
  low: -2,
  high: 2,
  start: 0,
  integer: false,
  scale: 'linear',
  role: null,
};
const scaled = (m: number): number => (m - 4) / 2;
const half = (count: number): Float64Array => new Float64Array(count).fill(0.5);

function at(space: readonly RoledDimension[], point: readonly number[], t: number): number[] {
  const coordinates = tableCoordinates(space, half(space.length), scaled)!;
  const out = new Float64Array(coordinates.count);
  coordinates.write(Float64Array.from(point), t, out, 0);
  return [...out];
}

describe('the coordinates of a look-up table', () => {
  // Knots told out of order, as a team may have its topics.
  const space = [knot(6), knot(2), offset, knot(4)];

  it('are what the table says at the distance, linear between knots and level beyond', () => {
    const point = [0.5, 0.6, 0.5, 0.8];
    const [, near] = at(space, point, scaled(2));
    expect(near).toBeCloseTo(0.1, 12);
    expect(at(space, point, scaled(1))[1]).toBeCloseTo(0.1, 12);
    expect(at(space, point, scaled(3))[1]).toBeCloseTo(0.2, 12);
    expect(at(space, point, scaled(4))[1]).toBeCloseTo(0.3, 12);
    expect(at(space, point, scaled(5))[1]).toBeCloseTo(0.15, 12);
    expect(at(space, point, scaled(9))[1]).toBeCloseTo(0, 12);
  });

  it('leave dimensions that are no knots as they are', () => {
    expect(at(space, [0.5, 0.5, 0.9, 0.5], 0)).toEqual([0.4, 0]);
  });

  it('weigh knots with wider bounds more: the table counts in its own unit', () => {
    const uneven = [knot(2, 1500, 2500), knot(6, 1000, 3000)];
    const change = (point: readonly number[], t: number): number => at(uneven, point, t)[0]!;
    // 100 rpm at either knot, of a mean range of 1500.
    expect(change([0.6, 0.5], -1)).toBeCloseTo(100 / 1500, 12);
    expect(change([0.5, 0.55], 1)).toBeCloseTo(100 / 1500, 12);
  });

  it('keep tables apart of which nobody says what they tell, by their place', () => {
    const of = (table: string, atM: number): RoledDimension => ({
      ...knot(atM),
      role: 'other-knot',
      table,
    });
    const both = [of('hood', 2), of('hood', 6), of('tof', 2), of('tof', 6)];
    const [hood, tof] = at(both, [0.6, 0.6, 0.5, 0.5], scaled(4));
    expect(hood).toBeCloseTo(0.1, 12);
    expect(tof).toBe(0);
  });

  it('are none where a table has fewer than two knots', () => {
    expect(tableCoordinates([knot(2), offset], half(2), scaled)).toBeNull();
    expect(tableCoordinates([knot(), knot(3)], half(2), scaled)).toBeNull();
  });
});

describe('plain coordinates', () => {
  it('are the way from the start', () => {
    const out = new Float64Array(2);
    plainCoordinates(Float64Array.of(0.2, 0.5)).write(Float64Array.of(0.5, 0.5), 1, out, 0);
    expect(out[0]).toBeCloseTo(0.3, 12);
    expect(out[1]).toBe(0);
  });
});

describe('the hats of knots', () => {
  it('add up to 1 everywhere', () => {
    const knots = Float64Array.of(-1, -0.2, 0.9);
    for (const t of [-1.3, -1, -0.7, -0.2, 0.3, 0.9, 1.2]) {
      const sum = [0, 1, 2].reduce((total, k) => total + hat(knots, k, t), 0);
      expect(sum).toBeCloseTo(1, 12);
    }
    expect(hat(knots, 1, -0.2)).toBe(1);
  });
});
