import { factorise, solveLower, solveUpper } from '../../linalg/cholesky.ts';

/** Lower Cholesky factor. Throws when the matrix is not positive definite: every caller adds a ridge, so that would be a bug. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factorised = factorise(matrix, size);
  if (!factorised.ok) throw new Error(`a matrix with a ridge is ${factorised.why}`);
  return factorised.lower;
}

/** Minimises Σ weightᵢ (yᵢ − xᵢ·b)² + ridge |b|²; x is row-major, y.length × size. */
export function solveRidge(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  size: number,
  ridge: number,
): Float64Array {
  const normal = new Float64Array(size * size);
  const b = new Float64Array(size);
  for (let r = 0; r < y.length; r++) {
    const row = r * size;
    const w = weights[r]!;
    for (let i = 0; i < size; i++) {
      const wx = w * x[row + i]!;
      b[i] = b[i]! + wx * y[r]!;
      const at = i * size;
      for (let j = 0; j <= i; j++) normal[at + j] = normal[at + j]! + wx * x[row + j]!;
    }
  }
  for (let i = 0; i < size; i++) normal[i * size + i] = normal[i * size + i]! + ridge;
  const lower = cholesky(normal, size);
  solveLower(lower, size, b);
  solveUpper(lower, size, b);
  return b;
}
