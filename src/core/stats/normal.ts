const logSqrt2Pi = 0.9189385332046728;
/** From here outwards the tail's continued fraction needs fewer terms than the series, and loses no digits. */
const tailFrom = 2;
/** Terms of the continued fraction at x: this many, and so many over x². Fewer, and its error exceeds 1e-14 (compared with 4,000 terms). */
const leastTerms = 8;
const termsTimesSquare = 330;
/** Where the square of a term's argument would overflow; the fraction is 1/x there to the last digit. */
const farOut = 1e8;

/** φ(z), the standard normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z - logSqrt2Pi);
}

/** Φ(z), the standard normal distribution function; relative error under 1e-13 in both tails. */
export function normalCdf(z: number): number {
  if (z > tailFrom) return 1 - normalDensity(z) * tailOverDensity(z);
  if (z < -tailFrom) return normalDensity(z) * tailOverDensity(-z);
  return middle(z);
}

/** log Φ(z): finite wherever z is, also where Φ(z) is too small for a number. */
export function logNormalCdf(z: number): number {
  if (z > tailFrom) return Math.log1p(-normalDensity(z) * tailOverDensity(z));
  if (z < -tailFrom) return -0.5 * z * z - logSqrt2Pi + Math.log(tailOverDensity(-z));
  return Math.log(middle(z));
}

/** φ(z) / Φ(z), the slope of log Φ (the inverse Mills ratio); about −z far on the left. */
export function slopeOfLogCdf(z: number): number {
  return z < -tailFrom ? 1 / tailOverDensity(-z) : normalDensity(z) / normalCdf(z);
}

/** Φ for |z| ≤ 2. Source: Marsaglia, J. Stat. Soft. 11(4), 2004. */
function middle(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** (1 − Φ(x)) / φ(x) for x ≥ 2, by Laplace's continued fraction 1/(x + 1/(x + 2/(x + …))). */
function tailOverDensity(x: number): number {
  if (x > farOut) return 1 / x;
  let fraction = x;
  for (let k = leastTerms + Math.ceil(termsTimesSquare / (x * x)); k > 0; k--)
    fraction = x + k / fraction;
  return 1 / fraction;
}
