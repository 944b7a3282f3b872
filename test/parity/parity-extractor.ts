import type { ResizeMode } from '../../src/images/resize.js';
import type { Weight } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { defaultThreadSplit } from '../../src/engines/thread-split.js';
import type { FeatureExtractor } from '../../src/features/extractor.js';
import { networkExtractor } from '../../src/features/network-extractor.js';
import { buildInceptionV3Fid } from '../../src/models/inception-v3-fid.js';
import { preprocessingOf } from './preprocessing-of.js';

/** The product's extractor with other weights than the canonical ones: what `inception-v3-fid` is but for its download. */
export function parityExtractor(
  weights: ReadonlyMap<string, Weight>,
  tap: string,
  mode: ResizeMode,
  device = 'cpu',
): FeatureExtractor {
  const engine = onnxRuntime(device);
  const split = defaultThreadSplit({ name: 'onnxruntime', device });
  return networkExtractor({
    name: 'inception-v3-fid',
    weightsSha256: 'seeded weights',
    load: () => engine.load({ kind: 'graph', graph: buildInceptionV3Fid(weights, [tap]) }, split),
    inputName: 'images',
    outputs: {
      features: {
        name: tap,
        width: tap === 'logits_unbiased' ? 1008 : Number(tap),
        comparability: { comparable: false, statement: 'Seeded weights.' },
      },
    },
    preprocessing: preprocessingOf(mode),
    runsOn: engine.runsOn,
  });
}
