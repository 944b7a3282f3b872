import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGolden } from './golden.js';
import { givenFeaturesFid, seededFid } from './seeded-fid.js';
import { seededWeights } from '../../src/models/seeded-weights.js';
import { seededImages } from './smooth-images.js';

const golden = await readGolden();
const FID_ERROR = 1e-4;

function relative(seen: number, expected: number): number {
  return Math.abs(seen - expected) / Math.abs(expected);
}

describe('FID of two seeded image sets', () => {
  const images = {
    real: seededImages(golden.sets.real, golden.setSize),
    fake: seededImages(golden.sets.fake, golden.setSize),
  };
  let weights: ReturnType<typeof seededWeights>;

  beforeAll(() => {
    weights = seededWeights(golden.weights.seed);
  });

  it.each(['real', 'fake'] as const)('is of the same pixels: %s', (side) => {
    const digest = createHash('sha256');
    for (const { data } of images[side]) digest.update(data);
    expect(digest.digest('hex')).toBe(golden.sets[side].pixelsSha256);
  });

  it.each(golden.fid)('equals the one of $peer in mode $mode', async (expected) => {
    expect(relative(await seededFid(expected, weights, images), expected.fid)).toBeLessThan(FID_ERROR);
  });
});

describe('FID of given features, 2048 wide', () => {
  const { exact, peers } = golden.givenFeatures;
  let value: number;

  beforeAll(() => {
    value = givenFeaturesFid(golden);
  });

  it('equals the nuclear-norm form, which no rank can hurt', () => {
    expect(relative(value, exact)).toBeLessThan(1e-9);
  });

  it.each(Object.entries(peers))('equals the one of %s', (_, expected) => {
    expect(relative(value, expected)).toBeLessThan(FID_ERROR);
  });
});
