/**
 * Processor seconds of scores on given features, of a fresh process: one line of JSON. The peers: peers.py.
 *
 *   node --import tsx bench/scores/ours.ts kid|kid-subsets|inception-score|vendi|fid-infinity [--intervals]
 */
import { OnnxRowProducts } from '../../src/engines/onnx-row-products.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { metrics } from '../../src/metrics/registry.js';
import { compute, sampleOf } from '../../test/metrics/samples.js';

/** Counts, widths and options by the name of the case; the same stand in peers.py. */
const cases: Readonly<Record<string, { id: string; rows: number; columns: number; options?: object }>> = {
  kid: { id: 'kid', rows: 5000, columns: 2048 },
  'kid-subsets': { id: 'kid', rows: 5000, columns: 2048, options: { estimator: 'subsets' } },
  'inception-score': { id: 'inception-score', rows: 50_000, columns: 1008 },
  vendi: { id: 'vendi', rows: 4000, columns: 2048 },
  'fid-infinity': { id: 'fid-infinity', rows: 12_000, columns: 512 },
};

const [name = '', flag] = process.argv.slice(2);
const chosen = cases[name];
const metric = metrics.find(({ id }) => id === chosen?.id);
if (!chosen || !metric) throw new Error(`Expected one of ${Object.keys(cases).join(', ')}.`);
const { rows, columns, options } = chosen;
const features = (seed: number) => ({
  rows,
  columns,
  data: Float32Array.from(new Mt19937(seed).randoms(rows * columns)),
});
const [real, generated] = [sampleOf(features(1), 'r'), sampleOf(features(2), 'g')];
const products = new OnnxRowProducts();
await products.float32(
  { rows: 1, columns: 1, data: new Float32Array(1) },
  { rows: 1, columns: 1, data: new Float32Array(1) },
);
const [start, startCpu] = [performance.now(), process.cpuUsage()];
const values = await compute(
  metric,
  real,
  generated,
  { ...options },
  { products, intervals: flag === '--intervals' },
);
const { user, system } = process.cpuUsage(startCpu);
const score = Object.values(values)[0];
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    value: score?.status === 'ok' ? score.value : score?.reason,
  }),
);
await products.dispose();
