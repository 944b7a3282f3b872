/**
 * gan-eval's side of bench/frechet: answers each line of input, a method's name, by a JSON line
 * {"seconds", "processorSeconds", "traceSqrt"}. Started by run.ts with COUNT WIDTH HELPERS, so that it has a process of its own as the
 * peers do.
 */
import { createInterface } from 'node:readline';
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';
import { startHelper, useKernelThreads } from '../../src/engines/kernel-threads.js';
import { plainKernels } from '../../src/math/kernels/kernels.js';
import { WasmKernels } from '../../src/math/kernels/wasm-kernels.js';
import { gaussianStatistics } from '../../src/math/leave-groups-out.js';
import { traceSqrtProductOn } from '../../src/math/trace-sqrt-product.js';
import { frechetValue } from '../../src/metrics/frechet.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

const DECAY = 100;
const SEEDS = [101, 102] as const;
const [count, width, helpers] = process.argv.slice(2).map(Number) as [number, number, number];
useKernelThreads(helpers);

const sides = SEEDS.map((seed) => ({
  rows: count,
  columns: width,
  data: seededFeatures(count, width, seed, DECAY),
}));
const [a, b] = sides.map((features) => gaussianStatistics(features));
const alone = new WasmKernels();
const together = new WasmKernels(helpers, (post) => {
  for (let worker = 1; worker <= helpers; worker++) startHelper(post, worker);
  return helpers;
});

/** A sample of its own at each call: values are remembered by sample. */
function sample(side: number): FeatureSample {
  return { kind: 'features', ids: Array.from({ length: count }, (_, i) => `${i}`), features: sides[side]! };
}

/** Covariances included, which the other methods start from. */
function value(intervals: boolean): number {
  return frechetValue(sample(0), sample(1), { intervals }).details.traceSqrt!;
}

const methods: Readonly<Record<string, () => number>> = {
  plain: () => traceSqrtProductOn(plainKernels, a!, b!).trace,
  wasm: () => {
    alone.release();
    return traceSqrtProductOn(alone, a!, b!).trace;
  },
  threads: () => {
    together.release();
    return traceSqrtProductOn(together, a!, b!).trace;
  },
  value: () => value(false),
  interval: () => value(true),
};

console.log(JSON.stringify({ node: process.version, threads: helpers + 1 }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line === '') continue;
  const [start, used] = [performance.now(), process.cpuUsage()];
  const traceSqrt = methods[line]!();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  console.log(JSON.stringify({ seconds, processorSeconds: (user + system) / 1e6, traceSqrt }));
}
