import type { DistanceNodes } from '../aim/draws.ts';
import { fastNormalCdf } from '../aim/fast-normal.ts';
import { fillNormals } from '../aim/normal-stream.ts';
import { summarise } from '../aim/rates.ts';
import type { HitModel } from '../bayes-opt/hit-model.ts';
import { dot, factorise } from '../linalg/cholesky.ts';
import { mulberry32 } from '../stats/random.ts';
import { drawFunctions, valuesAt } from './function-draws.ts';
import { type GpModel, type Latent, latentAt } from './gp-model.ts';

/** Three points of Gauss and Legendre: exact to the fifth power of the distance, and labels never tell more than that. */
export const threeDistances: DistanceNodes = {
  t: Float64Array.of(-0.7745966692414834, 0, 0.7745966692414834),
  weights: Float64Array.of(5 / 18, 8 / 18, 5 / 18),
};

/** Where no distance matters: one node, no coordinate. */
const nowhere: DistanceNodes = { t: Float64Array.of(0), weights: Float64Array.of(1) };

/** Draws an interval is read from; its ends are good to about one point of a hundred. */
const intervalDraws = 400;
/** All intervals are read from the same deviates, so that equal posteriors have equal ones. */
const intervalSeed = 1;
/** Shares of the prior variance that a covariance may be lifted by: at close distances it is singular but for rounding. */
const jitters = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4];

/** The process as a model of the hit rate over the distances. */
export function rateModel(model: GpModel, distances: DistanceNodes): HitModel {
  const { lengths, scale } = model.h;
  const { dims, width } = model.rows;
  const { t: nodeT, weights } = width > dims ? distances : nowhere;
  const nodes = nodeT.length;

  function latentOver(point: Float64Array): Latent {
    const places = new Float64Array(nodes * width);
    nodeT.forEach((t, k) => {
      const at = k * width;
      for (let j = 0; j < dims; j++) places[at + j] = point[j]! / lengths[j]!;
      if (width > dims) places[at + dims] = t / lengths[dims]!;
    });
    return latentAt(model, places, nodes);
  }

  /** The mean of Φ over a normal latent value. Source: GPML eq. 3.82. */
  function meanOf({ mean, covariance }: Latent): number {
    let rate = 0;
    for (let k = 0; k < nodes; k++) {
      const variance = Math.max(covariance[k * nodes + k]!, 0);
      rate += weights[k]! * fastNormalCdf(mean[k]! / Math.sqrt(1 + variance));
    }
    return rate;
  }

  return {
    meanRate: (point) => meanOf(latentOver(point)),

    predict(point) {
      const latent = latentOver(point);
      const factorised = factorise(
        latent.covariance,
        nodes,
        jitters.map((share) => share * scale * scale),
      );
      if (!factorised.ok) throw new Error(`a posterior covariance is ${factorised.why}`);
      const random = mulberry32(intervalSeed);
      const normals = new Float64Array(nodes);
      const rates = Float64Array.from({ length: intervalDraws }, () => {
        fillNormals(normals, 0, nodes, random);
        let rate = 0;
        for (let k = 0; k < nodes; k++) {
          const value = latent.mean[k]! + dot(factorised.lower, k * nodes, normals, 0, k + 1);
          rate += weights[k]! * fastNormalCdf(value);
        }
        return rate;
      });
      const mean = meanOf(latent);
      const { low, high } = summarise(
        rates,
        new Float64Array(intervalDraws).fill(1 / intervalDraws),
      );
      return { mean, low: Math.min(low, mean), high: Math.max(high, mean) };
    },

    draw(count, random) {
      const draws = drawFunctions(model, count, random);
      const latent = new Float64Array(count);
      const place = new Float64Array(width);
      return (point) => {
        for (let j = 0; j < dims; j++) place[j] = point[j]! / lengths[j]!;
        const rates = new Float64Array(count);
        for (let k = 0; k < nodes; k++) {
          if (width > dims) place[dims] = nodeT[k]! / lengths[dims]!;
          valuesAt(draws, place, latent);
          for (let s = 0; s < count; s++) rates[s]! += weights[k]! * fastNormalCdf(latent[s]!);
        }
        return rates;
      };
    },
  };
}
