/**
 * What the Inception Score needs to know of a group of images: sums over their class probabilities. Those of several groups add
 * up, so that a score without some of them costs no image again.
 */
export class ClassShares {
  count = 0;
  /** Sum over images and classes of p log p: minus the entropies of the single images. */
  negativeEntropy = 0;
  /** [classes]: the sum over images of p. */
  readonly shares: Float64Array;
  private readonly exponentials: Float64Array;

  constructor(classes: number) {
    this.shares = new Float64Array(classes);
    this.exponentials = new Float64Array(classes);
  }

  /** @param logits - of one image, [classes] */
  add(logits: Float32Array): void {
    const { shares, exponentials } = this;
    const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    let weighted = 0;
    for (let c = 0; c < logits.length; c++) {
      const above = logits[c]! - largest;
      const exponential = Math.exp(above);
      exponentials[c] = exponential;
      sum += exponential;
      weighted += exponential * above;
    }
    for (let c = 0; c < logits.length; c++) shares[c]! += exponentials[c]! / sum;
    this.negativeEntropy += weighted / sum - Math.log(sum);
    this.count++;
  }
}

/**
 * exp of the mean Kullback-Leibler divergence between the class probabilities of an image and their mean over all images.
 * A class that no image has the least share of adds nothing.
 * @param groups - with one image or more among them
 * @returns 1 or more; rounding below 1 is taken as 1
 * @source arXiv:1606.03498
 */
export function inceptionScoreOf(groups: readonly ClassShares[]): number {
  const total = new Float64Array(groups[0]?.shares.length ?? 0);
  let count = 0;
  let negativeEntropy = 0;
  for (const group of groups) {
    count += group.count;
    negativeEntropy += group.negativeEntropy;
    group.shares.forEach((share, c) => {
      total[c]! += share;
    });
  }
  const marginal = total.reduce(
    (sum, share) => (share > 0 ? sum + (share / count) * Math.log(share / count) : sum),
    0,
  );
  return Math.exp(Math.max(0, negativeEntropy / count - marginal));
}
