import { describe, expect, test } from 'vitest';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import { variants, type CoefficientName, type Variant } from '../../../src/sim/coefficients.ts';
import { cosine, sine } from '../../../src/sim/flight.ts';
import { hiddenWorld } from '../../../src/sim/hidden-world.ts';
import { Shooter } from '../../../src/sim/shooter.ts';
import { irwinHall } from '../../../src/sim/shot-noise.ts';
import bestRates from './fixtures/best-rates.json' with { type: 'json' };
import reference from './fixtures/worlds.json' with { type: 'json' };

// fixtures/worlds.json: every number was computed by a separate Python implementation of the same worlds.
// fixtures/best-rates.json: the best hit rates found by Nelder–Mead from the true values, worlds 0 to 19.

const shortNames: Readonly<Record<string, CoefficientName>> = {
  cd: 'DragCoefficient',
  scale: 'ExitSpeedScale',
  off: 'SpeedOffset',
  h: 'LaunchHeight',
  ang: 'AngleOffset',
  rho: 'AirDensity',
};

describe('the numbers all worlds are made of', () => {
  test('seeded uniforms are the reference, bit for bit', () => {
    const random = mulberry32(1);
    expect(reference.mulberry32_seed1_u32.map(() => random() * 2 ** 32)).toEqual(
      reference.mulberry32_seed1_u32,
    );
  });

  test('normal deviates are the reference, bit for bit', () => {
    const random = mulberry32(1);
    expect(reference.norm_seed1.map(() => irwinHall(random))).toEqual(reference.norm_seed1);
  });

  test('each stream of a world has the seed of the reference', () => {
    for (const [world, stream, seed] of reference.stream_seed)
      expect(seedFor(world!, stream!)).toBe(seed);
  });

  test('sine and cosine are the reference, bit for bit', () => {
    for (const [rad, sin, cos] of reference.sincos)
      expect([sine(rad!), cosine(rad!)]).toEqual([sin, cos]);
  });
});

describe.each(reference.worlds)('$variant, world $world', (expected) => {
  const variant = expected.variant as Variant;

  test('has the hidden truth of the reference', () => {
    const hidden = hiddenWorld(variant, expected.world);
    for (const [name, value] of Object.entries(expected.truth))
      expect(hidden.truth).toHaveProperty(shortNames[name]!, value);
    expect(hidden).toMatchObject({
      lift: expected.kl,
      distanceScale: expected.dscale,
      halfOpeningM: expected.w,
      speedSpread: expected.sdv,
      angleSpreadRad: expected.sda,
      drag: expected.k,
    });
  });

  test('takes the shots of the reference', () => {
    const shooter = new Shooter(variant, expected.world);
    for (const shot of expected.shots) {
      const noise = shooter.nextShot();
      expect(noise).toEqual({
        distanceM: shot.d,
        speed: shot.zv,
        angle: shot.za,
        distance: shot.zd,
      });
      expect(shooter.shoot(shot.x, noise)).toEqual({
        measuredM: shot.distance,
        errorM: shot.error,
        hit: shot.hit,
        launch: { speedMps: shot.vcmd, pitchRad: shot.mech },
      });
    }
  });

  test('has the hit rates of the reference', () => {
    const shooter = new Shooter(variant, expected.world);
    expect(shooter.rate(expected.shots[0]!.x)).toBe(expected.rate_default_4096);
    expect(shooter.rate(expected.xmid)).toBe(expected.rate_mid_4096);
  });
});

test.each(variants)('%s reaches its best known hit rates exactly', (variant) => {
  for (const [world, { x, rate }] of bestRates[variant].entries())
    expect(new Shooter(variant, world).rate(x)).toBe(rate);
});
