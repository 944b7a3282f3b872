/**
 * gan-eval's side of bench/frechet: answers each line of input by a JSON line {"seconds", "traceSqrt"}.
 * Started by run.ts with COUNT WIDTH, so that it has a process of its own as the peers do.
 */
import { createInterface } from 'node:readline';
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';

const DECAY = 100;
const SEEDS = [101, 102] as const;
const [count, width] = process.argv.slice(2).map(Number) as [number, number];
const [a, b] = SEEDS.map((seed) => {
  const accumulator = new StatisticsAccumulator(width);
  accumulator.add(seededFeatures(count, width, seed, DECAY));
  return accumulator.finish();
});
console.log(JSON.stringify({ node: process.version }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line === '') continue;
  const start = performance.now();
  const { traceSqrt } = frechetDistance(a!, b!);
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, traceSqrt }));
}
