/** A Cholesky factorisation A + jitter·I = L Lᵀ, or why there is none. */
export type Factorised =
  | {
      readonly ok: true;
      /** n × n, row-major, lower; what lies above the diagonal is 0. */
      readonly lower: Float64Array;
      /** What had to be added to the diagonal; 0 when the matrix was well conditioned. */
      readonly jitter: number;
    }
  | { readonly ok: false; readonly why: 'not-finite' | 'not-positive-definite' };

/**
 * Factorises a symmetric positive definite matrix; only its lower triangle is read.
 * @param matrix n × n, row-major. @param jitters what may be added to the diagonal, tried in turn.
 */
export function factorise(
  matrix: Float64Array,
  n: number,
  jitters: readonly number[] = [0],
): Factorised {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      if (!Number.isFinite(matrix[i * n + j])) return { ok: false, why: 'not-finite' };
  for (const jitter of jitters) {
    const lower = lowerFactor(matrix, n, jitter);
    if (lower !== null) return { ok: true, lower, jitter };
  }
  return { ok: false, why: 'not-positive-definite' };
}

/** Row by row: each entry is a dot product of two rows of L, which lie together in memory. */
function lowerFactor(matrix: Float64Array, n: number, jitter: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      const left = matrix[row + j]! - dot(lower, row, lower, j * n, j);
      lower[row + j] = left / lower[j * n + j]!;
    }
    const left = matrix[row + i]! + jitter - dot(lower, row, lower, row, i);
    if (!(left > 0)) return null;
    lower[row + i] = Math.sqrt(left);
  }
  return lower;
}

/** Solves L x = b in place. @param b n entries. */
export function solveLower(lower: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = (b[i]! - dot(lower, i * n, b, 0, i)) / lower[i * n + i]!;
}

/** Solves Lᵀ x = b in place. @param b n entries. */
export function solveUpper(lower: Float64Array, n: number, b: Float64Array): void {
  // By rows of L, so that memory is read in order.
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / lower[i * n + i]!;
    b[i] = x;
    for (let j = 0; j < i; j++) b[j]! -= x * lower[i * n + j]!;
  }
}

/** (L Lᵀ)⁻¹, n × n, exactly symmetric. */
export function inverseFrom(lower: Float64Array, n: number): Float64Array {
  // L⁻¹ row by row: a row is a sum of those above it.
  const half = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    half[row + i] = 1;
    for (let k = 0; k < i; k++) addRow(half, row, half, k * n, k + 1, -lower[row + k]!);
    const pivot = lower[row + i]!;
    for (let c = 0; c <= i; c++) half[row + c]! /= pivot;
  }
  const out = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let i = 0; i <= k; i++) addRow(out, i * n, half, k * n, i + 1, half[k * n + i]!);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!;
  return out;
}

/** to[toAt + c] += factor · from[fromAt + c], c < count. */
function addRow(
  to: Float64Array,
  toAt: number,
  from: Float64Array,
  fromAt: number,
  count: number,
  factor: number,
): void {
  for (let c = 0; c < count; c++) to[toAt + c]! += factor * from[fromAt + c]!;
}

/** log |L Lᵀ| / 2. */
export function halfLogDeterminant(lower: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]!);
  return sum;
}

/** Σ a[fromA + k] b[fromB + k], k < count; four sums at a time, for they don't wait for each other. */
export function dot(
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  count: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    s0 += a[fromA + k]! * b[fromB + k]!;
    s1 += a[fromA + k + 1]! * b[fromB + k + 1]!;
    s2 += a[fromA + k + 2]! * b[fromB + k + 2]!;
    s3 += a[fromA + k + 3]! * b[fromB + k + 3]!;
  }
  for (; k < count; k++) s0 += a[fromA + k]! * b[fromB + k]!;
  return s0 + s1 + (s2 + s3);
}
