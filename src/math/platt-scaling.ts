/** Turns scores into probabilities: 1 / (1 + exp(-(slope * score + offset))). */
export interface Logistic {
  readonly slope: number;
  readonly offset: number;
}

const MOST_STEPS = 100;
const CONVERGED = 1e-10;

/**
 * The logistic curve through scores of two classes, by maximum likelihood with Platt's targets, which stay a little away from 0
 * and 1: finite even where a threshold tells the classes apart without an error.
 * @param isFirst - by score; its probability is what the curve gives
 * @source J. Platt, "Probabilistic outputs for support vector machines" (1999); H.-T. Lin, C.-J. Lin, R. Weng (2007)
 */
export function plattScaling(scores: ArrayLike<number>, isFirst: readonly boolean[]): Logistic {
  const n = isFirst.length;
  const firsts = isFirst.filter(Boolean).length;
  const targets = isFirst.map((first) => (first ? (firsts + 1) / (firsts + 2) : 1 / (n - firsts + 2)));
  const loss = (slope: number, offset: number): number =>
    targets.reduce((sum, target, i) => {
      const z = slope * scores[i]! + offset;
      // log(1 + exp(z)) - target * z, without overflow.
      return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
    }, 0);

  let [slope, offset] = [0, Math.log((firsts + 1) / (n - firsts + 1))];
  let current = loss(slope, offset);
  for (let step = 0; step < MOST_STEPS; step++) {
    let [g1, g0, h11, h10, h00] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < n; i++) {
      const p = logistic({ slope, offset }, scores[i]!);
      const [x, error, spread] = [scores[i]!, p - targets[i]!, p * (1 - p)];
      g1 += error * x;
      g0 += error;
      h11 += spread * x * x;
      h10 += spread * x;
      h00 += spread;
    }
    const determinant = h11 * h00 - h10 * h10;
    if (!(determinant > 0)) break;
    const toSlope = (h10 * g0 - h00 * g1) / determinant;
    const toOffset = (h10 * g1 - h11 * g0) / determinant;
    // Newton's step, halved until it leads down.
    let length = 1;
    while (length > CONVERGED && loss(slope + length * toSlope, offset + length * toOffset) > current)
      length /= 2;
    slope += length * toSlope;
    offset += length * toOffset;
    const next = loss(slope, offset);
    if (!(current - next > CONVERGED * (1 + Math.abs(current)))) break;
    current = next;
  }
  return { slope, offset };
}

/** @returns a probability, 0 to 1 */
export function logistic({ slope, offset }: Logistic, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + offset)));
}
