/** A point of a plane in which less cost and more gain are better. */
export interface CostGain {
  readonly cost: number;
  readonly gain: number;
}

/**
 * Which points are on the Pareto front: no other is at least as good in both, and better in one. Equal points are on it together.
 * @param points - finite
 * @returns for each point, in their order
 */
export function paretoFront(points: readonly CostGain[]): boolean[] {
  const onFront = points.map(() => false);
  const order = [...points.keys()].sort((a, b) => cheaperFirst(points[a]!, points[b]!));
  let best: CostGain = { cost: -Infinity, gain: -Infinity };
  for (const i of order) {
    const point = points[i]!;
    if (point.gain > best.gain) best = point;
    // Not the best so far: it is dominated by it, unless both are the same.
    onFront[i] = point.gain === best.gain && point.cost === best.cost;
  }
  return onFront;
}

/** Ascending cost; of equal cost, the one that gains most first. */
export function cheaperFirst(a: CostGain, b: CostGain): number {
  return a.cost - b.cost || b.gain - a.gain;
}
