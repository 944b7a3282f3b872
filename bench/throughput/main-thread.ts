/**
 * What the main thread does for an image while threads prepare it and a network that takes next to no time makes features of it: the
 * bound that it sets to a fast device. Linux.
 *
 * Usage: npx tsx bench/throughput/main-thread.ts FOLDER [FEATURES: 2048] [WORKERS: 2]
 * Prints images a second, and the main thread's processor time an image.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import { openExtractor } from '../../src/features/open-extractor.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { setStatistics } from '../../src/suite/comparison/set-statistics.js';

const SIDE_PX = 299;
/** As on a GPU. */
const BATCH = 64;
/** The kernel counts a thread's time in hundredths of a second. */
const TICK_MS = 10;

const [images, featureCount = '2048', workers = '2'] = process.argv.slice(2);
if (!images) throw new Error('Usage: main-thread.ts FOLDER [FEATURES] [WORKERS]');
const width = Number(featureCount);

/** The three means of the channels, mixed. */
const network = encodeOnnx({
  name: 'mixed-means',
  input: { name: 'pixels', dims: [3, SIDE_PX, SIDE_PX] },
  layers: [
    { name: 'means', op: 'globalAverage', input: 'pixels' },
    {
      name: 'mixed',
      op: 'dense',
      input: 'means',
      weight: { dims: [width, 3], data: Float32Array.from(new Mt19937(1).normals(3 * width)) },
    },
  ],
  outputs: ['mixed'],
});

/** User and system time of the process's first thread. */
async function mainThreadMs(): Promise<number> {
  const stat = await readFile(`/proc/self/task/${process.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TICK_MS * (Number(fields[11]) + Number(fields[12]));
}

const folder = await mkdtemp(join(tmpdir(), 'gan-eval-bench-'));
const features = join(folder, 'mixed-means.onnx');
await writeFile(features, network);
const engine = { name: 'onnxruntime', device: 'cpu' } as const;
const split = { lanes: 1, threads: 1 };
const extractor = await openExtractor({ features, engine, settings: {}, split }, ['features']);
await extractor.extract([new Float32Array(3 * SIDE_PX * SIDE_PX)]);
const set = await openImageSet(images);

const [start, used] = [performance.now(), await mainThreadMs()];
const { note } = await setStatistics(set, extractor, {
  ...{ features, settings: {}, engine, seed: 0, onError: 'fail' },
  ...{ batchSize: BATCH, workers: Number(workers) },
});
const seconds = (performance.now() - start) / 1000;
const count = note.source.count ?? NaN;
const mainMs = ((await mainThreadMs()) - used) / count;
console.log(
  `${count} images, ${(count / seconds).toFixed(0)} a second; main thread ${mainMs.toFixed(2)} ms an image, so ${(1000 / mainMs).toFixed(0)} a second at most`,
);
await set.close();
await extractor.dispose();
await rm(folder, { recursive: true });
