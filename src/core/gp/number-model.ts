import type { OutcomeModel } from '../bayes-opt/outcome-model.ts';
import { dot } from '../linalg/cholesky.ts';
import { drawFunctions, valuesAt } from './function-draws.ts';
import { covarianceWithRows, type GpModel, latentAt } from './gp-model.ts';
import { nodesOf, placesOver } from './nodes.ts';
import type { Standard } from './standard.ts';

/** Φ⁻¹(0.95): both ends of a 90 % interval. */
const z90 = 1.6448536269514722;

/** The process as a model of a number over the distances; what was told of it was `sign` times the objective. */
export function numberModel(
  model: GpModel,
  { centre, spread }: Standard,
  sign: 1 | -1,
): OutcomeModel {
  const { width, count: n } = model.rows;
  const { weights } = nodesOf(model);
  const nodes = weights.length;
  return {
    meanScore(point) {
      const places = placesOver(model, point);
      let score = model.h.mean;
      for (let k = 0; k < nodes; k++)
        score +=
          weights[k]! *
          dot(covarianceWithRows(model, places, k), 0, model.posterior.gradient, 0, n);
      return score;
    },

    predict(point) {
      const { mean, covariance } = latentAt(model, placesOver(model, point), nodes);
      let variance = 0;
      for (let k = 0; k < nodes; k++)
        variance += weights[k]! * dot(covariance, k * nodes, weights, 0, nodes);
      const middle = sign * (centre + spread * dot(weights, 0, mean, 0, nodes));
      const half = z90 * spread * Math.sqrt(Math.max(variance, 0));
      return { mean: middle, low: middle - half, high: middle + half };
    },

    draw(count, random) {
      const draws = drawFunctions(model, count, random);
      const latent = new Float64Array(count);
      return (point) => {
        const places = placesOver(model, point);
        const scores = new Float64Array(count);
        for (let k = 0; k < nodes; k++) {
          valuesAt(draws, places.subarray(k * width, (k + 1) * width), latent);
          for (let s = 0; s < count; s++) scores[s]! += weights[k]! * latent[s]!;
        }
        return scores;
      };
    },
  };
}
