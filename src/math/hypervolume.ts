import { cheaperFirst, type CostGain } from './pareto-front.js';

/**
 * Area of the plane in which a point is at least as bad as one of `points` and better than the reference, exactly.
 * @param points - those that are not better than the reference in both count nothing
 * @returns in units of cost times units of gain, >= 0; more is better
 * @source E. Zitzler, L. Thiele, "Multiobjective optimization using evolutionary algorithms" (1998)
 */
export function hypervolume(points: readonly CostGain[], reference: CostGain): number {
  const counting = points.filter(({ cost, gain }) => cost < reference.cost && gain > reference.gain);
  let gained = reference.gain;
  let area = 0;
  for (const { cost, gain } of counting.sort(cheaperFirst)) {
    if (gain <= gained) continue;
    area += (reference.cost - cost) * (gain - gained);
    gained = gain;
  }
  return area;
}
