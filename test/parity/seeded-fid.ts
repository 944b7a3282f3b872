import type { Weight } from '../../src/engines/graph.js';
import type { FeatureExtractor } from '../../src/features/extractor.js';
import type { ImageSet } from '../../src/images/image-set.js';
import type { RgbImage } from '../../src/images/image.js';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import type { GaussianStatistics } from '../../src/math/gaussian-statistics.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import type { ExtractionOptions } from '../../src/suite/comparison/extraction-options.js';
import { setStatistics } from '../../src/suite/comparison/set-statistics.js';
import type { Golden } from './golden.js';
import { parityExtractor } from './parity-extractor.js';
import { seededFeatures } from './seeded-features.js';

export const options: ExtractionOptions = {
  features: 'inception-v3-fid',
  settings: {},
  engine: { name: 'onnxruntime' },
  seed: 0,
  onError: 'fail',
};

/** gan-eval's FID of two sets of pixels, in a peer's resize mode and at its tap. */
export async function seededFid(
  { mode, tap }: Golden['fid'][number],
  weights: ReadonlyMap<string, Weight>,
  images: Readonly<Record<'real' | 'fake', readonly RgbImage[]>>,
): Promise<number> {
  const extractor = parityExtractor(weights, tap, mode);
  try {
    return await fidOfSets(setOf('real', images.real), setOf('fake', images.fake), extractor);
  } finally {
    await extractor.dispose();
  }
}

/** gan-eval's FID of two image sets. */
export async function fidOfSets(
  real: ImageSet,
  fake: ImageSet,
  extractor: FeatureExtractor,
): Promise<number> {
  const { statistics } = await setStatistics(real, extractor, options);
  const { statistics: other } = await setStatistics(fake, extractor, options);
  return frechetDistance(statistics, other).distance;
}

/** gan-eval's FID of the features that both sides make from a seed. */
export function givenFeaturesFid(golden: Golden): number {
  const statistics = (side: 'real' | 'fake'): GaussianStatistics => {
    const accumulator = new StatisticsAccumulator(golden.givenFeatures.width);
    accumulator.add(seededFeatures(golden, side));
    return accumulator.finish();
  };
  return frechetDistance(statistics('real'), statistics('fake')).distance;
}

/** Pixels as an image set. */
export function setOf(location: string, images: readonly RgbImage[]): ImageSet {
  return {
    location,
    ids: images.map((_, i) => `${location}[${i}]`),
    ignored: [],
    read: (index) => Promise.resolve({ kind: 'pixels', image: images[index]! }),
    close: () => Promise.resolve(),
  };
}
