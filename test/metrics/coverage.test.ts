import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { fid } from '../../src/metrics/fid.js';
import { metrics } from '../../src/metrics/registry.js';
import { intervalOf } from '../../src/suite/comparison/score-samples.js';
import { draw, frechetOf, populations } from './gaussian-population.js';
import { compute, defined, tools } from './samples.js';

/** Share of the intervals of FID that hold the true distance. */
async function coverage(
  columns: number,
  rows: number,
  repetitions: number,
  bias: 'corrected' | 'kept',
): Promise<number> {
  const [real, generated] = populations(columns, 0.4);
  const truth = frechetOf(real, generated);
  const random = new Mt19937(columns);
  let covered = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const values = await compute(fid, draw(random, real, rows), draw(random, generated, rows));
    const { value, replicates } = defined(values, 'fid');
    const interval = intervalOf(value, replicates, { bias, range: [0, Infinity] });
    if (interval.status === 'ok' && interval.low <= truth && truth <= interval.high) covered++;
  }
  return covered / repetitions;
}

// 300 repetitions know a share of 95% to 1.3%.
describe('the interval of FID holds the true distance in 90% to 99% of the cases', () => {
  it.each([
    { columns: 8, rows: 200, repetitions: 300 },
    { columns: 16, rows: 48, repetitions: 300 },
    { columns: 24, rows: 400, repetitions: 150 },
  ])('$rows samples of width $columns', async ({ columns, rows, repetitions }) => {
    const share = await coverage(columns, rows, repetitions, 'corrected');
    expect(share).toBeGreaterThanOrEqual(0.9);
    expect(share).toBeLessThanOrEqual(0.99);
  });

  it('would not, were the value’s bias left in', async () => {
    expect(await coverage(16, 48, 100, 'kept')).toBeLessThan(0.6);
  });
});

const REPETITIONS = 200;
const others = metrics.filter(({ id }) =>
  [
    'kid',
    'cmmd',
    'precision-recall',
    'density-coverage',
    'inception-score',
    'vendi',
    'memorisation',
  ].includes(id),
);

// What the interval is about: of KID and CMMD the value of very many images, of the others the mean score at these counts.
describe.each(others.map((metric) => [metric.id, metric] as const))('the intervals of %s', (_, metric) => {
  it('hold what they are about in 90% to 99% of the cases', async () => {
    const [real, generated] = populations(8, 0.4);
    const random = new Mt19937(3);
    const runs = [];
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      runs.push(await compute(metric, draw(random, real, 200), draw(random, generated, 200)));
    }
    const many = [draw(random, real, 6000), draw(random, generated, 6000)] as const;
    for (const score of metric.scores) {
      const values = runs.map((run) => defined(run, score.id));
      const truth =
        score.bias === 'kept'
          ? values.reduce((sum, { value }) => sum + value, 0) / REPETITIONS
          : defined(await compute(metric, ...many, {}, { ...tools, intervals: false }), score.id).value;
      const holding = values.filter(({ value, replicates }) => {
        const interval = intervalOf(value, replicates, score);
        return interval.status === 'ok' && interval.low <= truth && truth <= interval.high;
      });
      expect(holding.length / REPETITIONS, score.id).toBeGreaterThanOrEqual(0.9);
      expect(holding.length / REPETITIONS, score.id).toBeLessThanOrEqual(0.99);
    }
  });
});
