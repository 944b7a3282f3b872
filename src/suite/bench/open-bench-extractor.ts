import type { EngineChoice } from '../../config/engine-choice.js';
import { openEngine } from '../../engines/open-engine.js';
import type { ThreadSplit } from '../../engines/thread-split.js';
import { UsageError } from '../../errors.js';
import { builtInExtractors } from '../../features/built-in-extractors.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { networkExtractor } from '../../features/network-extractor.js';
import { openExtractor } from '../../features/open-extractor.js';
import { buildInceptionV3Fid } from '../../models/inception-v3-fid.js';
import { seededWeights } from '../../models/seeded-weights.js';

/** The network whose speed is that of built-in extractors, and that needs no weights here. */
export const BENCH_FEATURES = 'inception-v3-fid';
const OUTPUT = '2048';
const SEED = 20151205;

/**
 * An extractor whose speed is measured: a user's ONNX file, or the built-in network with weights drawn from a seed, on which its speed
 * does not depend; so it needs no download.
 * @throws UsageError for another built-in one
 */
export async function openBenchExtractor(
  features: string,
  engine: EngineChoice,
  split: ThreadSplit,
): Promise<FeatureExtractor> {
  if (/\.onnx$/i.test(features))
    return openExtractor({ features, engine, settings: {}, split }, ['features']);
  const builtIn = builtInExtractors.find(({ name }) => name === BENCH_FEATURES)!;
  if (features !== builtIn.name) {
    throw new UsageError(
      `--features ${features}: expected an .onnx file, or ${BENCH_FEATURES}, whose speed is that of every built-in extractor.`,
    );
  }
  const opened = await openEngine(engine);
  return networkExtractor({
    name: builtIn.name,
    weightsSha256: `seed ${SEED}`,
    load: () =>
      opened.load({ kind: 'graph', graph: buildInceptionV3Fid(seededWeights(SEED), [OUTPUT]) }, split),
    inputName: 'images',
    outputs: {
      features: {
        name: OUTPUT,
        width: builtIn.outputs[OUTPUT]!,
        comparability: { comparable: false, statement: 'The weights are drawn from a seed.' },
      },
    },
    preprocessing: builtIn.preprocessing(builtIn.defaultResize),
    runsOn: opened.runsOn,
  });
}
