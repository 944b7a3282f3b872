/** Someone to be found, and the one candidate that an image offers. */
export interface Candidate {
  /** Rank: higher comes first. undefined: nobody was found. */
  readonly confidence: number | undefined;
  readonly similarity: number;
}

/** COCO's recalls. As products, not quotients, which differ from them in the last bit: a recall may fall on one of them. */
const recalls = Array.from({ length: 101 }, (_, i) => i * 0.01);
/** COCO takes a similarity of 1 - 1e-10 for 1. */
const NEARLY_ONE = 1 - 1e-10;

/**
 * Average precision as COCO has it, for one person an image: precision, made not to rise with recall, at 101 recalls.
 * @param candidates - one an image; weights in the same order say how often each counts
 * @param threshold - a candidate is right if its similarity is at least this
 * @returns a function of the weights, undefined if nobody is to be found
 * @source pycocotools COCOeval.accumulate, area all
 */
export function averagePrecision(
  candidates: readonly Candidate[],
  threshold: number,
): (weights: Float64Array) => number | undefined {
  const ranked = [...candidates.entries()]
    .flatMap(([index, { confidence, similarity }]) =>
      confidence === undefined
        ? []
        : [{ index, confidence, right: similarity >= Math.min(threshold, NEARLY_ONE) }],
    )
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  const precision = new Float64Array(ranked.length);
  const right = new Float64Array(ranked.length);
  return (weights) => {
    const wanted = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(wanted > 0)) return undefined;
    let correct = 0;
    let all = 0;
    ranked.forEach((candidate, rank) => {
      const weight = weights[candidate.index]!;
      all += weight;
      if (candidate.right) correct += weight;
      right[rank] = correct;
      precision[rank] = all > 0 ? correct / all : 0;
    });
    for (let rank = ranked.length - 1; rank > 0; rank--) {
      precision[rank - 1] = Math.max(precision[rank - 1]!, precision[rank]!);
    }
    let rank = 0;
    let sum = 0;
    for (const recall of recalls) {
      while (rank < ranked.length && right[rank]! / wanted < recall) rank++;
      if (rank === ranked.length) break;
      sum += precision[rank]!;
    }
    return sum / recalls.length;
  };
}
