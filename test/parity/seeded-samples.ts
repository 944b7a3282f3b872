import type { Preprocessing } from '../../src/config/extractor-file.js';
import type { Weight } from '../../src/engines/graph.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { setSamples } from '../../src/suite/comparison/set-samples.js';
import type { Golden } from './golden.js';
import { parityExtractor } from './parity-extractor.js';
import { options, setOf } from './seeded-fid.js';
import { seededImages } from './smooth-images.js';

type Weights = ReadonlyMap<string, Weight>;

/** gan-eval's vectors of a seeded image set, at a tap or as logits, through the product's own steps. */
export async function seededSample(
  golden: Golden,
  weights: Weights,
  side: 'real' | 'fake',
  tap: string,
  mode: Preprocessing['resize'],
): Promise<FeatureSample> {
  const extractor = parityExtractor(weights, tap, mode);
  try {
    const set = setOf(side, seededImages(golden.sets[side], golden.setSize));
    const { samples } = await setSamples(set, extractor, { features: 'features' }, options);
    if (samples.features?.kind === 'features') return samples.features;
    throw new Error('Expected features.');
  } finally {
    await extractor.dispose();
  }
}

/** The real and the fake set. */
export async function seededPair(
  golden: Golden,
  weights: Weights,
  tap: string,
  mode: Preprocessing['resize'],
): Promise<FeatureSample[]> {
  return [
    await seededSample(golden, weights, 'real', tap, mode),
    await seededSample(golden, weights, 'fake', tap, mode),
  ];
}
