/**
 * How often 95% intervals of the Fréchet distance hold the true one, on Gaussians whose distance is known. Prints the table of
 * docs/intervals.md.
 *
 * Usage: node --import tsx bench/coverage/run.ts [REPETITIONS]
 */
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { selectRows } from '../../src/math/feature-matrix.js';
import { gaussianStatistics } from '../../src/math/leave-groups-out.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { fid } from '../../src/metrics/fid.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { intervalOf } from '../../src/suite/comparison/score-samples.js';
import { draw, frechetOf, populations } from '../../test/metrics/gaussian-population.js';
import { compute, defined } from '../../test/metrics/samples.js';

const REPETITIONS = Number(process.argv[2] ?? 200);
const RESAMPLES = 200;
const BOOTSTRAP_UP_TO = 16;

const cases = [
  [16, 1.5],
  [16, 3],
  [16, 10],
  [16, 100],
  [64, 2.5],
  [64, 10],
  [256, 2.5],
  [256, 5],
] as const;
const random = new Mt19937(7);

console.log(
  '| width | images | images / width | true distance | mean value | jackknife, bias removed | value ± t s, bias left in | percentile bootstrap |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const [width, ratio] of cases) {
  const rows = Math.round(width * ratio);
  const repetitions = width > 64 ? Math.ceil(REPETITIONS / 4) : REPETITIONS;
  const [real, generated] = populations(width, 0.4);
  const truth = frechetOf(real, generated);
  const covered = { corrected: 0, kept: 0, percentile: 0 };
  let undefinedIntervals = 0;
  let sum = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const samples = [draw(random, real, rows), draw(random, generated, rows)] as const;
    const { value, replicates } = defined(await compute(fid, ...samples), 'fid');
    sum += value;
    for (const bias of ['corrected', 'kept'] as const) {
      const interval = intervalOf(value, replicates, { bias, range: [0, Infinity] });
      if (interval.status === 'undefined') undefinedIntervals++;
      else if (interval.low <= truth && truth <= interval.high) covered[bias]++;
    }
    if (width <= BOOTSTRAP_UP_TO) {
      const [low, high] = percentileInterval(...samples);
      if (low <= truth && truth <= high) covered.percentile++;
    }
  }
  const percent = (count: number): string => `${((100 * count) / repetitions).toFixed(0)}%`;
  const shown = (count: number): string => (undefinedIntervals > 0 ? 'refused' : percent(count));
  console.log(
    `| ${width} | ${rows} | ${ratio} | ${truth.toFixed(3)} | ${(sum / repetitions).toFixed(3)} | ${shown(covered.corrected)} | ` +
      `${shown(covered.kept)} | ${width <= BOOTSTRAP_UP_TO ? percent(covered.percentile) : ''} |`,
  );
}

/** The interval that other code calls a bootstrap interval: 2.5% and 97.5% of the resampled values. */
function percentileInterval(a: FeatureSample, b: FeatureSample): readonly [number, number] {
  const resampled = ({ features }: FeatureSample) => {
    const rows = Array.from(random.integers(0, features.rows, features.rows));
    return gaussianStatistics(selectRows(features, rows));
  };
  const values = Array.from(
    { length: RESAMPLES },
    () => frechetDistance(resampled(a), resampled(b)).distance,
  );
  values.sort((x, y) => x - y);
  return [values[Math.floor(0.025 * RESAMPLES)]!, values[Math.ceil(0.975 * RESAMPLES) - 1]!];
}
