import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { logistic, plattScaling } from '../../src/math/platt-scaling.js';

describe('plattScaling', () => {
  it('finds the curve that the classes were drawn from', () => {
    const random = new Mt19937(11);
    const scores = random.normals(20_000);
    const isFirst = Array.from(scores, (score) => random.random() < 1 / (1 + Math.exp(-(1.7 * score - 0.6))));
    const { slope, offset } = plattScaling(scores, isFirst);
    expect(slope).toBeCloseTo(1.7, 1);
    expect(offset).toBeCloseTo(-0.6, 1);
  });

  it('stands where the likelihood of its targets has no slope', () => {
    const random = new Mt19937(12);
    const scores = random.normals(60);
    const isFirst = Array.from(scores, (score) => score + random.normal() > 0.3);
    const curve = plattScaling(scores, isFirst);
    const firsts = isFirst.filter(Boolean).length;
    const [high, low] = [(firsts + 1) / (firsts + 2), 1 / (60 - firsts + 2)];
    const errors = isFirst.map((first, i) => logistic(curve, scores[i]!) - (first ? high : low));
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 5);
    expect(errors.reduce((sum, error, i) => sum + error * scores[i]!, 0)).toBeCloseTo(0, 5);
  });

  it('stays finite where a threshold tells all apart, and knows no more than the shares where scores tell nothing', () => {
    const isFirst = Array.from({ length: 20 }, (_, i) => i < 10);
    const apart = plattScaling(isFirst.map((first) => (first ? 1 : -1)), isFirst); // prettier-ignore
    expect(logistic(apart, 1)).toBeCloseTo(11 / 12, 5);
    expect(logistic(apart, -1)).toBeCloseTo(1 / 12, 5);
    const flat = plattScaling(new Float64Array(20), isFirst);
    expect(logistic(flat, 0)).toBeCloseTo(0.5, 6);
    const huge = plattScaling(isFirst.map((first) => (first ? 1e6 : -1e6)), isFirst); // prettier-ignore
    expect(logistic(huge, 1e6)).toBeCloseTo(11 / 12, 4);
  });
});
