/**
 * What it costs to put shards together, at 2,048 features: the merge of statistics, and what the merge of a run does with each image that a
 * shard has extracted. Processor seconds, which a busy machine does not change as much as the clock.
 *
 * Usage: node --import tsx bench/shards/run.ts merge SHARDS IMAGES      shards of IMAGES together, of synthetic features
 *        node --import tsx bench/shards/run.ts cache RECORDS            kept features: written, opened, found
 *        node --import tsx bench/shards/run.ts hash KILOBYTES           the hash of an image's bytes
 *        node --import tsx bench/shards/run.ts decode FILE              the decoding of an image
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatisticsShard } from '../../src/config/shard-record.js';
import { FeatureCache } from '../../src/features/feature-cache.js';
import { readStatistics } from '../../src/features/statistics-file.js';
import { writeStatisticsShard } from '../../src/features/statistics-shard-file.js';
import { contentHash } from '../../src/images/content-hash.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { mergeStatistics } from '../../src/suite/comparison/merge-statistics.js';

const WIDTH = 2048;
/** Vectors of a shard that there really are; the time of the merge does not depend on how many. */
const ROWS = 96;
const MEBIBYTE = 2 ** 20;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

async function timed<T>(label: string, work: () => Promise<T>, each?: number): Promise<T> {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  const outcome = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (user + system) / 1e6;
  const ofEach = each === undefined ? '' : `, ${((seconds / each) * 1e6).toFixed(1)} µs each`;
  const byClock = ((performance.now() - clock) / 1000).toFixed(1);
  console.log(`${label}: ${seconds.toFixed(2)} processor seconds${ofEach} (${byClock} by the clock)`);
  return outcome;
}

function vectors(random: Mt19937): Float32Array {
  return Float32Array.from({ length: ROWS * WIDTH }, () => Math.abs(random.normal()) * 0.4);
}

async function merge(folder: string, shards: number, images: number): Promise<void> {
  const random = new Mt19937(0);
  const whole = new StatisticsAccumulator(WIDTH);
  const files: string[] = [];
  for (let k = 1; k <= shards; k++) {
    const rows = vectors(random);
    whole.add(rows);
    const part = new StatisticsAccumulator(WIDTH);
    part.add(rows);
    const count = Math.max(ROWS, Math.floor(images / shards));
    const file = join(folder, `${k}.npz`);
    const hashes = Array.from({ length: count }, (_, i) => sha256(`${k} ${i}`));
    const shard = { statistics: part.partial(), imageHashes: hashes };
    await writeStatisticsShard(file, shard, JSON.stringify(recordOf(k, shards, count)));
    files.push(file);
  }
  console.log(`bytes of a shard: ${((await stat(files[0]!)).size / MEBIBYTE).toFixed(1)} MiB`);
  const merged = join(folder, 'whole.npz');
  console.log(`peak memory before: ${peakMiB()} MiB`);
  await timed(`merge of ${shards} shards, ${images} images`, () => mergeStatistics(files, merged), shards);
  console.log(`peak memory: ${peakMiB()} MiB`);
  if (images > ROWS * shards) return;
  const [a, b] = [(await readStatistics(merged)).statistics.covariance.data, whole.finish().covariance.data];
  const scale = b.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const error = a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0) / scale;
  console.log(`largest difference from one pass, of the largest variance: ${error.toExponential(1)}`);
}

/** Of features that nothing extracted. */
const identity = {
  name: 'x',
  weightsSha256: 'x',
  output: '2048',
  resize: 'tf1',
  preprocessing: 'x',
  precision: 'fp32',
} as const;

function recordOf(number: number, of: number, images: number): StatisticsShard {
  const side = { location: 'x', kind: 'images', count: images, available: images * of, ignored: 0 } as const;
  return {
    ...{ schema: 'gan-eval/shard/1', work: 'statistics', shard: { number, of }, common: {}, images },
    createdAt: new Date().toISOString(),
    ...{
      features: identity,
      comparability: 'x',
      comparable: false,
      runsOn: 'x',
      source: { ...side, skipped: [] },
    },
  };
}

async function cache(folder: string, records: number): Promise<void> {
  const output = { identity, width: WIDTH };
  const hashes = Array.from({ length: records }, (_, i) => sha256(String(i)));
  const features = vectors(new Mt19937(1)).subarray(0, WIDTH);
  const filled = await FeatureCache.open(folder, output, 'x');
  await timed(
    'put',
    async () => {
      for (const imageHash of hashes) await filled.put([{ imageHash, features }]);
    },
    records,
  );
  await filled.close();
  const [name] = (await readdir(folder, { recursive: true })).filter((each) => each.endsWith('.features'));
  console.log(`bytes a record: ${(await stat(join(folder, name!))).size / records}`);
  const opened = await timed('open', () => FeatureCache.open(folder, output, 'x'), records);
  await timed(
    'get',
    async () => {
      for (const hash of hashes) await opened.get(hash);
    },
    records,
  );
  await opened.close();
  console.log(`peak memory: ${peakMiB()} MiB`);
}

const [what, ...numbers] = process.argv.slice(2);
const [first = 0, second = 0] = numbers.map(Number);
const DECODED = 100;
const folder = await mkdtemp(join(tmpdir(), 'gan-eval-scaling-'));
try {
  if (what === 'merge') await merge(folder, first, second);
  else if (what === 'cache') await cache(folder, first);
  else if (what === 'hash') {
    const bytes = new Uint8Array(first * 1000).map((_, i) => i);
    await timed(
      `hash of ${first} kB`,
      () => {
        for (let i = 0; i < 2000; i++) contentHash({ kind: 'encoded', bytes });
        return Promise.resolve();
      },
      2000,
    );
  } else if (what === 'decode') {
    const bytes = new Uint8Array(await readFile(numbers[0]!));
    await timed(
      `decoding of ${bytes.length} bytes`,
      async () => {
        for (let i = 0; i < DECODED; i++) await decodeImage({ kind: 'encoded', bytes }, 'image');
      },
      DECODED,
    );
  } else
    throw new Error('Usage: run.ts {merge SHARDS IMAGES | cache RECORDS | hash KILOBYTES | decode FILE}');
} finally {
  await rm(folder, { recursive: true });
}
