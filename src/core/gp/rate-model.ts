import { fastNormalCdf } from '../aim/fast-normal.ts';
import { fillNormals } from '../aim/normal-stream.ts';
import { summarise } from '../aim/rates.ts';
import type { OutcomeModel } from '../bayes-opt/outcome-model.ts';
import { dot, factorise } from '../linalg/cholesky.ts';
import { mulberry32 } from '../stats/random.ts';
import { drawFunctions, valuesAt } from './function-draws.ts';
import { type GpModel, type Latent, latentAt } from './gp-model.ts';
import { nodesOf, placesOver } from './nodes.ts';

/** Draws an interval is read from; its ends are good to about one point of a hundred. */
const intervalDraws = 400;
/** All intervals are read from the same deviates, so that equal posteriors have equal ones. */
const intervalSeed = 1;
/** Shares of the prior variance that a covariance may be lifted by: at close distances it is singular but for rounding. */
const jitters = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4];

/** The process as a model of the hit rate over the distances. */
export function rateModel(model: GpModel): OutcomeModel {
  const { scale } = model.h;
  const { width } = model.rows;
  const { weights } = nodesOf(model);
  const nodes = weights.length;

  function latentOver(point: Float64Array): Latent {
    return latentAt(model, placesOver(model, point), nodes);
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
    meanScore: (point) => meanOf(latentOver(point)),

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
      return (point) => {
        const places = placesOver(model, point);
        const rates = new Float64Array(count);
        for (let k = 0; k < nodes; k++) {
          valuesAt(draws, places.subarray(k * width, (k + 1) * width), latent);
          for (let s = 0; s < count; s++) rates[s]! += weights[k]! * fastNormalCdf(latent[s]!);
        }
        return rates;
      };
    },
  };
}
