/** Means of the columns; row-major, rows × columns. */
export function meansOf(values: Float64Array, rows: number, columns: number): Float64Array {
  const means = new Float64Array(columns);
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < columns; k++) means[k]! += values[r * columns + k]! / rows;
  return means;
}

/** Covariance of the columns, columns × columns. */
export function covarianceOf(values: Float64Array, rows: number, columns: number): Float64Array {
  const means = meansOf(values, rows, columns);
  const covariance = new Float64Array(columns * columns);
  for (let r = 0; r < rows; r++)
    for (let i = 0; i < columns; i++) {
      const d = (values[r * columns + i]! - means[i]!) / (rows - 1);
      for (let j = 0; j <= i; j++)
        covariance[i * columns + j]! += d * (values[r * columns + j]! - means[j]!);
    }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) covariance[j * columns + i] = covariance[i * columns + j]!;
  return covariance;
}
