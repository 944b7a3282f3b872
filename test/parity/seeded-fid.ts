import type { Weight } from '../../src/engines/graph.js';
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
import type { Golden } from './golden.js';
import { preprocessingOf } from './preprocessing-of.js';
import { seededFeatures } from './seeded-features.js';

/** gan-eval's FID of two sets of pixels, in a peer's resize mode and at its tap. */
export async function seededFid(
  { mode, tap }: Golden['fid'][number],
  weights: ReadonlyMap<string, Weight>,
  images: Readonly<Record<'real' | 'fake', readonly RgbImage[]>>,
): Promise<number> {
  const graph = buildInceptionV3Fid(weights, [tap]);
  const extractor = await networkExtractor({
    name: 'inception-v3-fid',
    weightsSha256: '',
    network: await onnxRuntime.load({ kind: 'graph', graph }, 'cpu'),
    inputName: 'images',
    outputName: tap,
    preprocessing: preprocessingOf(mode),
    runsOn: 'cpu',
    comparability: { comparable: false, statement: 'seeded weights' },
  });
  try {
    const real = await statisticsOf(setOf('real', images.real), extractor);
    const fake = await statisticsOf(setOf('fake', images.fake), extractor);
    return fid.compute(real, fake).value;
  } finally {
    await extractor.dispose();
  }
}

/** gan-eval's FID of the features that both sides make from a seed. */
export function givenFeaturesFid(golden: Golden): number {
  const statistics = (side: 'real' | 'fake'): GaussianStatistics => {
    const accumulator = new StatisticsAccumulator(golden.givenFeatures.width);
    accumulator.add(seededFeatures(golden, side));
    return accumulator.finish();
  };
  return fid.compute(statistics('real'), statistics('fake')).value;
}

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
