import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Preprocessing } from '../../src/config/extractor-file.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { extractFeatures } from '../../src/features/extract-features.js';
import type { FeatureExtractor } from '../../src/features/extractor.js';
import { networkExtractor } from '../../src/features/network-extractor.js';
import type { ImageSet } from '../../src/images/image-set.js';
import type { RgbImage } from '../../src/images/image.js';
import type { GaussianStatistics } from '../../src/math/gaussian-statistics.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { fid } from '../../src/metrics/fid.js';
import { buildInceptionV3Fid } from '../../src/models/inception-v3-fid.js';
import { readGolden } from './golden.js';
import { preprocessingOf } from './preprocessing-of.js';
import { seededFeatures } from './seeded-features.js';
import { seededWeights } from './seeded-weights.js';
import { seededImages } from './smooth-images.js';

const golden = await readGolden();
const FID_ERROR = 1e-4;

function setOf(location: string, images: readonly RgbImage[]): ImageSet {
  return {
    location,
    ids: images.map((_, i) => `${location}[${i}]`),
    ignored: [],
    read: (index) => Promise.resolve({ kind: 'pixels', image: images[index]! }),
    close: () => Promise.resolve(),
  };
}

async function statisticsOf(set: ImageSet, extractor: FeatureExtractor): Promise<GaussianStatistics> {
  const accumulator = new StatisticsAccumulator(extractor.width);
  const indices = set.ids.map((_, i) => i);
  for await (const { features } of extractFeatures(set, extractor, { indices, batchSize: 8 })) {
    accumulator.add(features);
  }
  return accumulator.finish();
}

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

  function extractorOf(tap: string, mode: Preprocessing['resize']): FeatureExtractor {
    const graph = buildInceptionV3Fid(weights, [tap]);
    return networkExtractor({
      name: 'inception-v3-fid',
      weightsSha256: golden.weights.sha256,
      load: () => onnxRuntime.load({ kind: 'graph', graph }, 'cpu'),
      width: Number(tap),
      inputName: 'images',
      outputName: tap,
      preprocessing: preprocessingOf(mode),
      runsOn: 'cpu',
      comparability: { comparable: false, statement: 'seeded weights' },
    });
  }

  it.each(['real', 'fake'] as const)('is of the same pixels: %s', (side) => {
    const digest = createHash('sha256');
    for (const { data } of images[side]) digest.update(data);
    expect(digest.digest('hex')).toBe(golden.sets[side].pixelsSha256);
  });

  it.each(golden.fid)("equals $peer's in mode $mode", async ({ mode, tap, fid: expected }) => {
    const extractor = extractorOf(tap, mode);
    const real = await statisticsOf(setOf('real', images.real), extractor);
    const fake = await statisticsOf(setOf('fake', images.fake), extractor);
    await extractor.dispose();
    expect(relative(fid.compute(real, fake).value, expected)).toBeLessThan(FID_ERROR);
  });
});

describe('FID of given features, 2048 wide', () => {
  const { width, exact, peers } = golden.givenFeatures;
  let value: number;

  beforeAll(() => {
    const [real, fake] = (['real', 'fake'] as const).map((side) => {
      const accumulator = new StatisticsAccumulator(width);
      accumulator.add(seededFeatures(golden, side));
      return accumulator.finish();
    });
    value = fid.compute(real!, fake!).value;
  });

  it('equals the nuclear-norm form, which no rank can hurt', () => {
    expect(relative(value, exact)).toBeLessThan(1e-9);
  });

  it.each(Object.entries(peers))("equals %s's", (_, expected) => {
    expect(relative(value, expected)).toBeLessThan(FID_ERROR);
  });
});
