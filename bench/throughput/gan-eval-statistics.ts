/**
 * One timed run of gan-eval, the counterpart of peer_statistics.py: a folder's mean and covariance through its own
 * decoding, resizing, network and accumulator. No feature cache.
 *
 * Usage: node --import tsx bench/throughput/gan-eval-statistics.ts WEIGHTS.pth FOLDER MODE {default|BATCH} TAP DEVICE
 * Prints one line of JSON: images, seconds (without start-up and loading the weights).
 */
import { readStateDict } from '../../src/formats/pth.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { defaultBatchSize } from '../../src/suite/comparison/set-samples.js';
import { setStatistics } from '../../src/suite/comparison/set-statistics.js';
import { parityExtractor } from '../../test/parity/parity-extractor.js';

const [weights, folder, mode, batch, tap, device] = process.argv.slice(2);
if (
  !weights ||
  !folder ||
  !batch ||
  !tap ||
  !device ||
  (mode !== 'torch' && mode !== 'tf1' && mode !== 'clean')
) {
  throw new Error(
    'Usage: gan-eval-statistics.ts WEIGHTS.pth FOLDER {torch|tf1|clean} {default|BATCH} TAP DEVICE',
  );
}

const extractor = parityExtractor(await readStateDict(weights), tap, mode, device);
const batchSize = batch === 'default' ? defaultBatchSize({ name: 'onnxruntime', device }) : Number(batch);
// The network is loaded at the first images, which belongs to the start-up that is not timed; a GPU's libraries choose their kernels by the batch.
await extractor.extract(
  Array.from({ length: device === 'cpu' ? 1 : batchSize }, () => new Float32Array(3 * 299 * 299)),
);

const start = performance.now();
const set = await openImageSet(folder);
const { note } = await setStatistics(set, extractor, {
  features: 'inception-v3-fid',
  settings: {},
  engine: { name: 'onnxruntime', device },
  seed: 0,
  onError: 'fail',
  batchSize,
});
const seconds = (performance.now() - start) / 1000;
await set.close();
await extractor.dispose();
console.log(JSON.stringify({ images: note.source.count, seconds }));
