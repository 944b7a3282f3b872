import { describe, expect, it } from 'vitest';
import { jackknifeInterval } from '../../src/math/jackknife.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { studentT975 } from '../../src/math/student-t.js';

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const squares = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return Array.from(values).reduce((sum, value) => sum + (value - middle) ** 2, 0);
};
/** A statistic without each group. */
function leaveOut(
  values: Float64Array,
  groups: Uint8Array,
  count: number,
  f: (rest: Float64Array) => number,
) {
  return new Float64Array(count).map((_, g) => f(values.filter((_value, i) => groups[i] !== g)));
}

describe('jackknifeInterval', () => {
  const values = new Mt19937(1).normals(20);
  const single = Uint8Array.from(values.keys());

  it('is Student’s interval for a mean, if every sample is its own group', () => {
    const { low, high, estimate, standardError } = jackknifeInterval(
      mean(values),
      leaveOut(values, single, 20, mean),
      { correctBias: false },
    );
    const expected = Math.sqrt(squares(values) / 19 / 20);
    expect(standardError).toBeCloseTo(expected, 12);
    expect(estimate).toBeCloseTo(mean(values), 12);
    expect(low).toBeCloseTo(mean(values) - 2.09302405 * expected, 12);
    expect(high).toBeCloseTo(mean(values) + 2.09302405 * expected, 12);
  });

  it('turns the biased variance into the unbiased one', () => {
    const biased = (rest: Float64Array) => squares(rest) / rest.length;
    const replicates = leaveOut(values, single, 20, biased);
    const { estimate } = jackknifeInterval(biased(values), replicates, { correctBias: true });
    expect(estimate).toBeCloseTo(squares(values) / 19, 12);
    expect(jackknifeInterval(biased(values), replicates, { correctBias: false }).estimate).toBe(
      biased(values),
    );
  });

  it('has no width where nothing varies, and refuses a single replicate', () => {
    expect(jackknifeInterval(3, new Float64Array(5).fill(3), { correctBias: true })).toEqual({
      estimate: 3,
      low: 3,
      high: 3,
      standardError: 0,
    });
    expect(() => jackknifeInterval(3, Float64Array.of(3), { correctBias: true })).toThrow(RangeError);
  });
});

describe('jackknifeGroups', () => {
  const ids = Array.from({ length: 1003 }, (_, i) => `images/${String(i).padStart(5, '0')}.png`);
  const groups = jackknifeGroups(ids, 20);

  it('makes groups of equal size, up to one', () => {
    const sizes = Array.from({ length: 20 }, (_, g) => groups.filter((group) => group === g).length);
    expect(Math.min(...sizes)).toBe(50);
    expect(Math.max(...sizes)).toBe(51);
  });

  it('goes by the id, wherever the image stands', () => {
    const reversed = jackknifeGroups(ids.toReversed(), 20);
    expect(Array.from(reversed.toReversed())).toEqual(Array.from(groups));
  });

  it('deals neighbours independently: a sequence with a trend has no trend by group', () => {
    const trend = Float64Array.from(ids.keys());
    const means = Array.from({ length: 20 }, (_, g) => mean(trend.filter((_value, i) => groups[i] === g)));
    // The mean of 50 among 1003 uniform ranks varies by 1003 / sqrt(12 x 50), about 41.
    const spread = Math.sqrt(squares(means) / 19);
    expect(spread).toBeGreaterThan(20);
    expect(spread).toBeLessThan(70);
  });

  it('takes equal ids in their order', () => {
    expect(Array.from(jackknifeGroups(['a', 'a', 'a', 'a'], 2))).toEqual([0, 1, 0, 1]);
  });
});

describe('studentT975', () => {
  // P(T <= t) = 1/2 + arctan(t) / pi for one degree of freedom, and 1/2 + t / (2 sqrt(2 + t^2)) for two.
  it('has the closed forms of one and two degrees of freedom', () => {
    expect(0.5 + Math.atan(studentT975(1)) / Math.PI).toBeCloseTo(0.975, 9);
    const t = studentT975(2);
    expect(0.5 + t / (2 * Math.sqrt(2 + t * t))).toBeCloseTo(0.975, 9);
  });

  it.each([0, -1, 1.5])('refuses %s degrees of freedom', (degrees) => {
    expect(() => studentT975(degrees)).toThrow(RangeError);
  });
});
