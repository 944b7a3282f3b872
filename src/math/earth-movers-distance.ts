/** Shares below this, and costs below this part of the largest, are rounding. */
const ROUNDING = 1e-12;

/**
 * Earth mover's distance of two distributions: the least cost at which the one can be turned into the other. Exact, by shortest
 * augmenting paths; meant for some dozens of places a side.
 * @param a - shares, >= 0, with a sum above 0; scaled to a sum of 1
 * @param b - likewise
 * @param cost - of moving everything from place i of a to place j of b, >= 0
 * @throws RangeError if a side has nothing to move
 * @source R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows" (1993), ch. 9
 */
export function earthMoversDistance(
  a: readonly number[],
  b: readonly number[],
  cost: (i: number, j: number) => number,
): number {
  const supply = shares(a);
  const demand = shares(b);
  const costs = supply.map((_, i) => demand.map((_, j) => cost(i, j)));
  const flow = supply.map(() => demand.map(() => 0));
  for (;;) {
    const path = cheapestPath(supply, demand, costs, flow);
    if (!path) break;
    const { from, to, steps } = path;
    const amount = steps.reduce(
      (least, { i, j, back }) => (back ? Math.min(least, flow[i]![j]!) : least),
      Math.min(supply[from]!, demand[to]!),
    );
    for (const { i, j, back } of steps) flow[i]![j]! += back ? -amount : amount;
    supply[from]! -= amount;
    demand[to]! -= amount;
  }
  return costs.reduce((sum, row, i) => row.reduce((of, each, j) => of + each * flow[i]![j]!, sum), 0);
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && total < Infinity) || weights.some((weight) => weight < 0)) {
    throw new RangeError(`Expected shares >= 0 with a sum above 0, got ${weights.join(', ') || 'none'}.`);
  }
  return weights.map((weight) => weight / total);
}

/** An edge of a path: from place i to place j, or back from j to i, which takes flow away. */
interface Step {
  readonly i: number;
  readonly j: number;
  readonly back: boolean;
}

interface Path {
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
}

/** The cheapest way from what is left to what is still wanted (Bellman-Ford, as ways back have negative costs). */
function cheapestPath(
  supply: readonly number[],
  demand: readonly number[],
  costs: readonly (readonly number[])[],
  flow: readonly (readonly number[])[],
): Path | undefined {
  const toA = supply.map((left) => (left > ROUNDING ? 0 : Infinity));
  const toB = demand.map(() => Infinity);
  const beforeA = supply.map(() => -1);
  const beforeB = demand.map(() => -1);
  // Less would let rounding send the search round a circle of cost 0.
  const gain = ROUNDING * Math.max(...costs.flat());
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < toA.length; i++) {
      for (let j = 0; j < toB.length; j++) {
        const each = costs[i]![j]!;
        if (toA[i]! + each < toB[j]! - gain) {
          toB[j] = toA[i]! + each;
          beforeB[j] = i;
          changed = true;
        }
        if (flow[i]![j]! > ROUNDING && toB[j]! - each < toA[i]! - gain) {
          toA[i] = toB[j]! - each;
          beforeA[i] = j;
          changed = true;
        }
      }
    }
  }
  let to = -1;
  demand.forEach((left, j) => {
    if (left > ROUNDING && toB[j]! < (to < 0 ? Infinity : toB[to]!)) to = j;
  });
  if (to < 0) return undefined;
  const steps: Step[] = [];
  for (let j = to; ;) {
    const i = beforeB[j]!;
    steps.push({ i, j, back: false });
    const previous = beforeA[i]!;
    if (previous < 0) return { from: i, to, steps };
    steps.push({ i, j: previous, back: true });
    j = previous;
  }
}
