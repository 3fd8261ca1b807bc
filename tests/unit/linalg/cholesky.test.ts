import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  factorise,
  halfLogDeterminant,
  inverseFrom,
  solveLower,
  solveUpper,
} from '../../../src/core/linalg/cholesky.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

/** G Gᵀ + I: symmetric, eigenvalues of at least 1. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const g = Float64Array.from({ length: n * n }, () => 2 * random() - 1);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) sum += g[i * n + k]! * g[j * n + k]!;
      out[i * n + j] = sum;
    }
  return out;
}

function lowerOf(matrix: Float64Array, n: number): Float64Array {
  const factorised = factorise(matrix, n);
  if (!factorised.ok) throw new Error(factorised.why);
  return factorised.lower;
}

const vector = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, mulberry32(seed));

const times = (matrix: Float64Array, n: number, x: Float64Array): Float64Array =>
  x.map((_, i) => x.reduce((sum, value, j) => sum + matrix[i * n + j]! * value, 0));

const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat());

function expectClose(a: Float64Array, b: Float64Array): void {
  expect(a.length).toBe(b.length);
  a.forEach((x, i) => {
    expect(Math.abs(x - b[i]!)).toBeLessThan(1e-9 * (1 + Math.abs(x)));
  });
}

describe('a Cholesky factor', () => {
  it("is ml-matrix's", () => {
    fc.assert(
      fc.property(sizes, ([n, seed]) => {
        const matrix = positiveDefinite(n, seed);
        const oracle = new CholeskyDecomposition(Matrix.from1DArray(n, n, [...matrix]));
        expectClose(
          lowerOf(matrix, n),
          Float64Array.from(oracle.lowerTriangularMatrix.to1DArray()),
        );
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('solves its systems, gives the inverse and the determinant', () => {
    fc.assert(
      fc.property(sizes, ([n, seed]) => {
        const matrix = positiveDefinite(n, seed);
        const lower = lowerOf(matrix, n);
        const b = vector(n, seed + 1);
        const x = Float64Array.from(b);
        solveLower(lower, n, x);
        expectClose(times(lower, n, x), b);
        solveUpper(lower, n, x);
        expectClose(times(matrix, n, x), b);
        expectClose(times(inverseFrom(lower, n), n, b), x);
        const { lowerTriangularMatrix } = new CholeskyDecomposition(
          Matrix.from1DArray(n, n, [...matrix]),
        );
        const logs = lowerTriangularMatrix.diagonal().map(Math.log);
        expect(halfLogDeterminant(lower, n)).toBeCloseTo(
          logs.reduce((sum, log) => sum + log, 0),
          9,
        );
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  it('reads the lower triangle only, and writes to nothing', () => {
    const matrix = Float64Array.of(4, Number.NaN, 2, 5);
    const before = Float64Array.from(matrix);
    expect([...lowerOf(matrix, 2)]).toEqual([2, 0, 1, 2]);
    expect(matrix).toEqual(before);
  });
});

describe('a matrix that is not positive definite', () => {
  const singular = Float64Array.of(1, 1, 1, 1);

  it('has no factor, and says so', () => {
    expect(factorise(singular, 2)).toEqual({ ok: false, why: 'not-positive-definite' });
    expect(factorise(Float64Array.of(-1), 1)).toEqual({ ok: false, why: 'not-positive-definite' });
    expect(factorise(Float64Array.of(Number.NaN), 1)).toEqual({ ok: false, why: 'not-finite' });
    expect(factorise(Float64Array.of(Infinity), 1)).toEqual({ ok: false, why: 'not-finite' });
  });

  it('has one with the first jitter that is enough, and tells which', () => {
    const factorised = factorise(singular, 2, [0, 1e-18, 1e-8, 1e-4]);
    expect(factorised).toMatchObject({ ok: true, jitter: 1e-8 });
  });
});
