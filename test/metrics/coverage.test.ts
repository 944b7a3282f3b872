import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { fid } from '../../src/metrics/fid.js';
import { intervalOf } from '../../src/suite/score-samples.js';
import { draw, frechetOf, populations } from './gaussian-population.js';
import { compute, defined } from './samples.js';

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
