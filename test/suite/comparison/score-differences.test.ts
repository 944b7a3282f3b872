import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/config/paired-result.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { fid } from '../../../src/metrics/fid.js';
import type { FeatureSample } from '../../../src/metrics/sample.js';
import { scoreDifferences } from '../../../src/suite/comparison/score-differences.js';
import { scoreSamples, type ScoredValue } from '../../../src/suite/comparison/score-samples.js';
import { draw, frechetOf, populations, type Population } from '../../metrics/gaussian-population.js';
import { sampleOf, tools } from '../../metrics/samples.js';

const COLUMNS = 6;
const ROWS = 120;
const [real, generated] = populations(COLUMNS, 0.5);

const score = (a: FeatureSample, b: FeatureSample): Promise<ScoredValue[]> =>
  scoreSamples({ metric: fid, options: {} }, { features: { real: a, generated: b } }, tools);

/** A generator that moves the other's images: what two generators make of the same seeds. */
function moved(sample: FeatureSample, by: number): FeatureSample {
  const data = sample.features.data.map((value, i) => value + by * Math.cos(i % COLUMNS));
  return sampleOf({ ...sample.features, data });
}
const movedPopulation = (population: Population, by: number): Population => ({
  ...population,
  means: population.means.map((mean, i) => mean + by * Math.cos(i)),
});

function only([difference]: readonly Difference[]) {
  if (difference?.status !== 'ok' || difference.interval.status !== 'ok') throw new Error('no interval');
  return { ...difference, interval: difference.interval };
}
const widthOf = ({ interval }: ReturnType<typeof only>): number => interval.high - interval.low;

describe('differences of the scores of two generators', () => {
  const random = new Mt19937(9);
  const reference = draw(random, real, ROWS);
  const samples = draw(random, generated, ROWS);

  it('have an interval that is narrower for the same seeds than for others', async () => {
    const baseline = await score(reference, samples);
    const paired = only(scoreDifferences(await score(reference, moved(samples, 0.3)), baseline));
    const other = moved(draw(random, generated, ROWS), 0.3);
    const independent = only(scoreDifferences(await score(reference, other), baseline));
    expect(widthOf(paired)).toBeLessThan(0.75 * widthOf(independent));
    expect(paired.better).toBe('baseline');
  });

  it('hold the true difference in 90% to 99% of the cases', async () => {
    const truth = frechetOf(real, movedPopulation(generated, 0.2)) - frechetOf(real, generated);
    const repetitions = 200;
    let covered = 0;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const a = draw(random, real, ROWS);
      const b = draw(random, generated, ROWS);
      const { interval } = only(scoreDifferences(await score(a, moved(b, 0.2)), await score(a, b)));
      if (interval.low <= truth && truth <= interval.high) covered++;
    }
    expect(covered / repetitions).toBeGreaterThanOrEqual(0.9);
    expect(covered / repetitions).toBeLessThanOrEqual(0.99);
  });

  it('are nothing, and no interval is made of nothing, between a set and itself', async () => {
    const scored = await score(reference, samples);
    expect(scoreDifferences(scored, scored)).toMatchObject([
      { value: 0, better: 'undecided', interval: { status: 'undefined' } },
    ]);
  });

  it('are decided by the direction of the score', async () => {
    const [worse, good] = [await score(reference, moved(samples, 1)), await score(reference, samples)];
    expect(only(scoreDifferences(good, worse)).better).toBe('candidate');
    expect(only(scoreDifferences(worse, good)).better).toBe('baseline');
  });

  it('are not defined where one score is not, and have no interval where one has none', async () => {
    const good = await score(reference, samples);
    const single = sampleOf({ rows: 1, columns: COLUMNS, data: new Float32Array(COLUMNS) });
    expect(scoreDifferences(good, await score(reference, single))).toMatchObject([
      { status: 'undefined', reason: expect.stringMatching(/^not defined for the baseline: /) as string },
    ]);
    const few = draw(random, generated, 10);
    expect(scoreDifferences(good, await score(reference, few))).toMatchObject([
      { status: 'ok', interval: { status: 'undefined' }, better: 'undecided' },
    ]);
  });
});
