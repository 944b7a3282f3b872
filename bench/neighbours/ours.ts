/**
 * Neighbour scores of seeded features by gan-eval: one JSON line with seconds, processor seconds, peak memory and scores.
 *
 *   node --import tsx bench/neighbours/ours.ts COUNT prdc|precision-recall [--no-intervals] [--progress]
 */
import { parseArgs } from 'node:util';
import { OnnxRowProducts } from '../../src/engines/onnx-row-products.js';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { densityCoverage } from '../../src/metrics/density-coverage.js';
import type { MetricTools, MetricValues } from '../../src/metrics/definition.js';
import { precisionRecall } from '../../src/metrics/precision-recall.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

const WIDTH = 2048;

/** What peers.py makes, to the bit. */
function features(count: number, seed: number, shift: number): FeatureMatrix {
  const random = new Mt19937(seed);
  const data = new Float32Array(count * WIDTH);
  const scale = Float64Array.from({ length: WIDTH }, (_, column) => 1 / (1 + column / 100));
  for (let row = 0; row < count; row++) {
    const uniform = random.randoms(WIDTH);
    for (let column = 0; column < WIDTH; column++) {
      data[row * WIDTH + column] = uniform[column]! * scale[column]! + shift;
    }
  }
  return { rows: count, columns: WIDTH, data };
}

function sample(prefix: string, count: number, seed: number, shift: number): FeatureSample {
  const ids = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  return { kind: 'features', ids, features: features(count, seed, shift) };
}

function scoresOf(values: MetricValues): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, value.status === 'ok' ? value.value : NaN]),
  );
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-intervals': { type: 'boolean' }, progress: { type: 'boolean' } },
});
const count = Number(positionals[0]);
const method = positionals[1];
const [real, generated] = [sample('r', count, 1, 0), sample('g', count, 2, 0.001)];
const products = new OnnxRowProducts();
// Loading the engine is no more in the time than the peers' imports are.
await products.float32(features(1, 3, 0), features(1, 3, 0));
const tools = (part: string): MetricTools => ({
  products,
  intervals: !flags['no-intervals'],
  onProgress: (share) => {
    if (flags.progress) process.stderr.write(`\r${part} ${(100 * share).toFixed(1)}%  `);
  },
});

const start = performance.now();
const startCpu = process.cpuUsage();
const values =
  method === 'prdc'
    ? {
        ...scoresOf(await precisionRecall.compute([real, generated], { k: 5 }, tools('precision, recall'))),
        ...scoresOf(await densityCoverage.compute([real, generated], { k: 5 }, tools('density, coverage'))),
      }
    : scoresOf(await precisionRecall.compute([real, generated], {}, tools('precision, recall')));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(startCpu);
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMiB, scores: values }));
await products.dispose();
