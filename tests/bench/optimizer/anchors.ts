/** Median regret at 20, 40, 60, 100 and 150 shots, and median hits of 150, on 20 worlds nobody tuned on. */
export interface Anchor {
  readonly name: string;
  readonly regrets: readonly number[];
  readonly hits: number;
}

/** What others reached with hits and misses only on worlds 20 to 39, told nothing unless the name says it. */
export const anchors: Readonly<Record<string, readonly Anchor[]>> = {
  'shoot3:hit': [
    { name: 'limit: knows the physics', regrets: [0.02, 0.015, 0.017, 0.011, 0.008], hits: 126 },
    { name: 'Python reference', regrets: [0.113, 0.091, 0.08, 0.059, 0.057], hits: 96 },
    { name: 'BoTorch qNEI', regrets: [0.186, 0.161, 0.162, 0.068, 0.074], hits: 65 },
    { name: 'CMA-ES', regrets: [0.209, 0.253, 0.136, 0.099, 0.118], hits: 74 },
  ],
  'shoot6:hit': [
    { name: 'limit: knows the physics', regrets: [0.049, 0.017, 0.014, 0.01, 0.013], hits: 128 },
    { name: 'Python reference', regrets: [0.13, 0.108, 0.106, 0.087, 0.087], hits: 90 },
    { name: 'BoTorch qNEI', regrets: [0.161, 0.116, 0.113, 0.083, 0.092], hits: 60 },
    { name: 'CMA-ES', regrets: [0.24, 0.147, 0.163, 0.159, 0.146], hits: 52 },
  ],
  'mixed6:hit': [
    { name: 'Python reference', regrets: [0.078, 0.071, 0.074, 0.058, 0.047], hits: 81 },
    { name: 'BoTorch qNEI', regrets: [0.302, 0.138, 0.098, 0.054, 0.056], hits: 60 },
    { name: 'CMA-ES', regrets: [0.275, 0.183, 0.258, 0.176, 0.172], hits: 59 },
  ],
};
