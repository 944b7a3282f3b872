/**
 * One timed run of gan-eval, the counterpart of peer_statistics.py: a folder's mean and covariance through its own
 * decoding, resizing, network and accumulator. No feature cache.
 *
 * Usage: node --import tsx bench/throughput/gan-eval-statistics.ts WEIGHTS.pth FOLDER MODE {default|BATCH} TAP
 * Prints one line of JSON: images, seconds (without start-up and loading the weights).
 */
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { extractFeatures } from '../../src/features/extract-features.js';
import { networkExtractor } from '../../src/features/network-extractor.js';
import { readStateDict } from '../../src/formats/pth.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { buildInceptionV3Fid } from '../../src/models/inception-v3-fid.js';
import { preprocessingOf } from '../../test/parity/preprocessing-of.js';

/** What the command line takes on a CPU. */
const DEFAULT_BATCH = 8;

const [weights, folder, mode, batch, tap] = process.argv.slice(2);
if (!weights || !folder || !batch || !tap || (mode !== 'torch' && mode !== 'tf1' && mode !== 'clean')) {
  throw new Error('Usage: gan-eval-statistics.ts WEIGHTS.pth FOLDER {torch|tf1|clean} {default|BATCH} TAP');
}

const graph = buildInceptionV3Fid(await readStateDict(weights), [tap]);
const network = await onnxRuntime.load({ kind: 'graph', graph }, 'cpu');
const extractor = networkExtractor({
  name: 'inception-v3-fid',
  weightsSha256: '',
  load: () => Promise.resolve(network),
  width: Number(tap),
  inputName: 'images',
  outputName: tap,
  preprocessing: preprocessingOf(mode),
  runsOn: 'cpu',
  comparability: { comparable: false, statement: 'seeded weights' },
});

const start = performance.now();
const set = await openImageSet(folder);
const accumulator = new StatisticsAccumulator(extractor.width);
const indices = set.ids.map((_, i) => i);
const batchSize = batch === 'default' ? DEFAULT_BATCH : Number(batch);
for await (const { features } of extractFeatures(set, extractor, { indices, batchSize })) {
  accumulator.add(features);
}
accumulator.finish();
const seconds = (performance.now() - start) / 1000;
await set.close();
await extractor.dispose();
console.log(JSON.stringify({ images: indices.length, seconds }));
