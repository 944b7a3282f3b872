import { useKernelThreads } from '../../engines/kernel-threads.js';
import { frechetDistance } from '../../math/frechet-distance.js';
import type { GaussianStatistics } from '../../math/gaussian-statistics.js';
import { WasmKernels } from '../../math/kernels/wasm-kernels.js';
import { Mt19937 } from '../../math/mt19937.js';
import { StatisticsAccumulator } from '../../math/statistics-accumulator.js';
import type { BenchResult } from './bench-result.js';
import { ROUNDS, summarise } from './measure-rounds.js';

const SEED = 11;
/** As many rows more than columns, up to which the covariance has full rank. */
const SURPLUS = 256;
const MOST_ROWS = 2048 + SURPLUS;

/**
 * Times mean and covariance, and a Fréchet distance, of feature vectors drawn from a seed.
 * @param ms - after which no other round begins
 */
export function timeStatistics(width: number, ms: number, onRound: () => void): BenchResult['statistics'] {
  useKernelThreads();
  const rows = Math.min(width + SURPLUS, MOST_ROWS);
  const random = new Mt19937(SEED);
  const sides = [0, 1].map(() => Float32Array.from({ length: rows * width }, () => random.random()));
  const [rates, distances]: [number[], number[]] = [[], []];
  const start = performance.now();
  do {
    const statistics: GaussianStatistics[] = [];
    const seconds = timed(() => {
      for (const side of sides) {
        const sums = new StatisticsAccumulator(width, new WasmKernels());
        sums.add(side);
        statistics.push(sums.finish());
      }
    });
    rates.push((sides.length * rows) / seconds);
    distances.push(timed(() => frechetDistance(statistics[0]!, statistics[1]!)));
    onRound();
  } while (rates.length < ROUNDS && performance.now() - start < ms);
  return { width, rowsPerSecond: summarise(rates), frechetSeconds: summarise(distances) };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
