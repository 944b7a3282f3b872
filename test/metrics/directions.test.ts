import { describe, expect, it } from 'vitest';
import { selectRows, type FeatureMatrix } from '../../src/math/feature-matrix.js';
import { jackknifeInterval } from '../../src/math/jackknife.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { metrics } from '../../src/metrics/registry.js';
import { compute, defined, normals, sampleOf } from './samples.js';

const MODES = 8;
const WIDTH = 12;
const COUNT = 1000;

/**
 * Gaussians about the corners 6 e_k, whose coordinates serve as logits too: an image of mode k is one of class k. In the last
 * coordinates there is nothing.
 */
function mixture(seed: number, modes = MODES): FeatureMatrix {
  const random = new Mt19937(seed);
  const data = new Float32Array(COUNT * WIDTH);
  for (let row = 0; row < COUNT; row++) {
    const mode = random.integer(0, modes);
    for (let c = 0; c < MODES; c++) data[row * WIDTH + c] = random.normal() + (c === mode ? 6 : 0);
  }
  return { rows: COUNT, columns: WIDTH, data };
}

const real = mixture(1);
const good = mixture(2);
const noise = normals(3, COUNT, WIDTH, 0, 1.5);
const copies = selectRows(real, new Mt19937(4).integers(0, COUNT, COUNT));

const generators = {
  collapsed: mixture(2, 2),
  // Training images, each perhaps several times, with a trace of noise.
  memorising: { ...copies, data: copies.data.map((value, i) => value + 0.01 * noise.data[i]!) },
  noisy: { ...good, data: good.data.map((value, i) => value + noise.data[i]!) },
  shifted: { ...good, data: good.data.map((value, i) => (i % WIDTH === 0 ? value + 4 : value)) },
};

type Movement = 'up' | 'down' | 'still';

/** Where each score moves if a good generator is replaced by a bad one. */
const movements: Readonly<Record<string, Readonly<Record<keyof typeof generators, Movement>>>> = {
  // A Fréchet distance cannot tell copies of the real images from a good generator.
  fid: { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  'fid-infinity': { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  sfid: { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  fd: { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  kid: { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  cmmd: { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  // What a collapsed generator makes may be perfect; what it does not make is what recall and coverage miss.
  precision: { collapsed: 'still', memorising: 'up', noisy: 'down', shifted: 'down' },
  // Scattered images have large balls, which is a known weakness of recall.
  recall: { collapsed: 'down', memorising: 'up', noisy: 'up', shifted: 'down' },
  density: { collapsed: 'still', memorising: 'still', noisy: 'down', shifted: 'down' },
  coverage: { collapsed: 'down', memorising: 'still', noisy: 'down', shifted: 'down' },
  // Noise raises FID, and lowers what MiFID holds against a generator whose images lie near training images.
  mifid: { collapsed: 'up', memorising: 'up', noisy: 'still', shifted: 'up' },
  authenticity: { collapsed: 'still', memorising: 'down', noisy: 'up', shifted: 'up' },
  'intra-fid': { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  'intra-kid': { collapsed: 'up', memorising: 'still', noisy: 'up', shifted: 'up' },
  'inception-score': { collapsed: 'down', memorising: 'still', noisy: 'down', shifted: 'down' },
  // Noise is diverse.
  vendi: { collapsed: 'down', memorising: 'still', noisy: 'up', shifted: 'down' },
};

const ofSets = metrics.filter(({ takes }) => takes !== 'path');

it('has a line for every score that compares or looks at sets', () => {
  expect(Object.keys(movements).sort()).toEqual(
    ofSets.flatMap(({ scores }) => scores.map(({ id }) => id)).sort(),
  );
});

describe.each(ofSets.map((metric) => [metric.id, metric] as const))('%s', (_, metric) => {
  const scoresOf = async (features: FeatureMatrix) => {
    const values = await compute(metric, sampleOf(real, 'real'), sampleOf(features, 'generated'));
    return metric.scores.map(({ id }) => {
      const { value, replicates } = defined(values, id);
      const { standardError } = jackknifeInterval(value, replicates as Float64Array, { correctBias: false });
      return { id, value, standardError };
    });
  };

  it.each(Object.entries(generators))('of a %s generator', async (name, features) => {
    const before = await scoresOf(good);
    const after = await scoresOf(features);
    const found = after.map(({ id, value, standardError }, i) => {
      const moved = value - before[i]!.value;
      const noticeable = 2 * Math.hypot(standardError, before[i]!.standardError);
      return [id, Math.abs(moved) < noticeable ? 'still' : moved > 0 ? 'up' : 'down'];
    });
    expect(found).toEqual(
      metric.scores.map(({ id }) => [id, movements[id]?.[name as keyof typeof generators]]),
    );
  });
});
