/**
 * Lower Cholesky factor of a symmetric positive definite matrix, row-major size × size; the upper part is 0.
 * Throws when it is not positive definite: every caller adds a ridge, so that would be a bug.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j) {
        if (!(sum > 0)) throw new Error(`not positive definite at ${i}: ${sum}`);
        lower[i * size + i] = Math.sqrt(sum);
      } else lower[i * size + j] = sum / lower[j * size + j]!;
    }
  return lower;
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
  for (let i = 0; i < size; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * b[k]!;
    b[i] = sum / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * b[k]!;
    b[i] = sum / lower[i * size + i]!;
  }
  return b;
}
