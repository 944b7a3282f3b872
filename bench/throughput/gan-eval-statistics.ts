/**
 * One timed run of gan-eval, the counterpart of peer_statistics.py: a folder's mean and covariance through its own
 * decoding, resizing, network and accumulator. No feature cache.
 *
 * Usage: node --import tsx bench/throughput/gan-eval-statistics.ts WEIGHTS.pth FOLDER MODE {default|BATCH} TAP
 * Prints one line of JSON: images, seconds (without start-up and loading the weights).
 */
import { readStateDict } from '../../src/formats/pth.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { setStatistics } from '../../src/suite/comparison/set-statistics.js';
import { parityExtractor } from '../../test/parity/parity-extractor.js';

const [weights, folder, mode, batch, tap] = process.argv.slice(2);
if (!weights || !folder || !batch || !tap || (mode !== 'torch' && mode !== 'tf1' && mode !== 'clean')) {
  throw new Error('Usage: gan-eval-statistics.ts WEIGHTS.pth FOLDER {torch|tf1|clean} {default|BATCH} TAP');
}

const extractor = parityExtractor(await readStateDict(weights), tap, mode);
// The network is loaded at the first image, which belongs to the start-up that is not timed.
await extractor.extract([new Float32Array(3 * 299 * 299)]);

const start = performance.now();
const set = await openImageSet(folder);
const { note } = await setStatistics(set, extractor, {
  features: 'inception-v3-fid',
  settings: {},
  engine: { name: 'onnxruntime' },
  seed: 0,
  onError: 'fail',
  batchSize: batch === 'default' ? undefined : Number(batch),
});
const seconds = (performance.now() - start) / 1000;
await set.close();
await extractor.dispose();
console.log(JSON.stringify({ images: note.source.count, seconds }));
