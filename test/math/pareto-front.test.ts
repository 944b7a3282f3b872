import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront, type CostGain } from '../../src/math/pareto-front.js';

/** Few different values, so that ties are common. */
const plane = fc.array(
  fc.record({ cost: fc.integer({ min: 0, max: 6 }), gain: fc.integer({ min: 0, max: 6 }) }),
  {
    maxLength: 12,
  },
);

function dominates(a: CostGain, b: CostGain): boolean {
  return a.cost <= b.cost && a.gain >= b.gain && (a.cost < b.cost || a.gain > b.gain);
}

describe('paretoFront', () => {
  it('holds what nothing dominates, by the definition', () => {
    fc.assert(
      fc.property(plane, (points) => {
        expect(paretoFront(points)).toEqual(points.map((b) => !points.some((a) => dominates(a, b))));
      }),
    );
  });

  it('takes equal points on together, and drops one that is only as good in one', () => {
    const points = [
      { cost: 1, gain: 1 },
      { cost: 1, gain: 1 },
      { cost: 2, gain: 1 },
      { cost: 1, gain: 0 },
      { cost: 2, gain: 2 },
    ];
    expect(paretoFront(points)).toEqual([true, true, false, false, true]);
  });
});
