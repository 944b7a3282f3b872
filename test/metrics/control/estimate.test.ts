import { describe, expect, it } from 'vitest';
import { estimate } from '../../../src/metrics/control/estimate.js';
import { normalisedControl } from '../../../src/metrics/control/normalised-control.js';
import { combine, type Resampled } from '../../../src/metrics/control/resampled.js';

/** Replicates that rise in steps to twice the value, some of them without a value. */
function resampled(value: number, { missing = 0, conditions = 20 } = {}): Resampled {
  const replicates = Array.from({ length: 200 }, (_, b) => (b < missing ? undefined : (value * b) / 100));
  return { value, replicates, conditions };
}
const constant = (value: number): Resampled => ({
  value,
  replicates: Array.from({ length: 200 }, () => value),
  conditions: 20,
});

describe('estimate', () => {
  it('does without a value in 1% of the resamples, not in more', () => {
    expect(estimate(resampled(0.5, { missing: 2 }))).toMatchObject({ interval: { status: 'ok' } });
    expect(estimate(resampled(0.5, { missing: 3 }))).toMatchObject({
      status: 'ok',
      value: 0.5,
      interval: { status: 'undefined', reason: 'in 3 of 200 resamples the value is not defined' },
    });
  });

  it('takes rounding for no spread', () => {
    const { replicates, ...rest } = constant(0.3);
    const rounded = replicates.map((_, b) => (b % 2 === 0 ? 0.1 + 0.2 : 0.3));
    expect(estimate({ ...rest, replicates: rounded })).toMatchObject({ interval: { status: 'undefined' } });
  });

  it('asks what it rests on for a spread too', () => {
    expect(estimate(resampled(0.5), resampled(0.2))).toMatchObject({ interval: { status: 'ok' } });
    expect(estimate(resampled(0.5), constant(0))).toMatchObject({
      value: 0.5,
      interval: { status: 'undefined' },
    });
  });
});

describe('combine', () => {
  const control = (values: readonly number[]) =>
    normalisedControl({ score: values[0]!, floor: values[1]!, ceiling: values[2]! }, 'higher');

  it('has no value in resamples in which the ceiling falls to the floor, or a part has none', () => {
    const parts = [constant(0.5), constant(0.2), resampled(0.8)];
    const combined = combine(parts, control);
    if ('reason' in combined) throw new Error(combined.reason);
    expect(combined.value).toBeCloseTo(0.5, 14);
    // 0.8 b / 100 is above 0.2 from b = 26.
    expect(combined.replicates.findIndex((replicate) => replicate !== undefined)).toBe(26);
    expect(combined.replicates[150]).toBeCloseTo(0.3, 14);
  });

  it('rests on the fewest conditions, and passes on why a part is missing', () => {
    const few = resampled(0.2, { conditions: 12 });
    expect(combine([resampled(0.5), few], ([a, b]) => a! - b!)).toMatchObject({ conditions: 12 });
    expect(combine([resampled(0.5), { reason: 'no real images' }], control)).toEqual({
      reason: 'no real images',
    });
  });
});
