import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume } from '../../src/math/hypervolume.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { paretoFront, type CostGain } from '../../src/math/pareto-front.js';

const reference = { cost: 6, gain: 1 };
const point = fc.record({ cost: fc.integer({ min: 0, max: 8 }), gain: fc.integer({ min: 0, max: 8 }) });

/** Counts the unit squares that a point of whole coordinates covers. */
function squares(points: readonly CostGain[]): number {
  let count = 0;
  for (let cost = 0; cost < reference.cost; cost++) {
    for (let gain = reference.gain; gain < 8; gain++) {
      if (points.some((each) => each.cost <= cost && each.gain > gain)) count++;
    }
  }
  return count;
}

describe('hypervolume', () => {
  it('is the number of unit squares covered, where coordinates are whole', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 10 }), (points) => {
        expect(hypervolume(points, reference)).toBe(squares(points));
      }),
    );
  });

  it('is the share of random places that a point covers', () => {
    const random = new Mt19937(3);
    const points = Array.from({ length: 8 }, () => ({ cost: random.random(), gain: random.random() }));
    const tries = 40_000;
    let covered = 0;
    for (let i = 0; i < tries; i++) {
      const [cost, gain] = [random.random(), random.random()];
      if (points.some((each) => each.cost <= cost && each.gain >= gain)) covered++;
    }
    // Standard error: at most 0.0025.
    expect(Math.abs(hypervolume(points, { cost: 1, gain: 0 }) - covered / tries)).toBeLessThan(0.01);
  });

  it('owes nothing to points off the front, at the reference, or beyond it', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 10 }), (points) => {
        const front = paretoFront(points);
        const onFront = points.filter((_, i) => front[i]);
        expect(hypervolume(points, reference)).toBe(hypervolume(onFront, reference));
      }),
    );
    expect(hypervolume([reference, { cost: 7, gain: 9 }, { cost: 0, gain: 0 }], reference)).toBe(0);
    expect(hypervolume([], reference)).toBe(0);
  });
});
