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
 * @param thresholds - a candidate is right if its similarity is at least this
 * @returns a function of the weights: average precision by threshold; undefined if nobody is to be found
 * @source pycocotools COCOeval.accumulate, area all
 */
export function averagePrecisions(
  candidates: readonly Candidate[],
  thresholds: readonly number[],
): (weights: Float64Array) => number[] | undefined {
  const ranked = [...candidates.keys()]
    .filter((index) => candidates[index]!.confidence !== undefined)
    .sort((a, b) => candidates[b]!.confidence! - candidates[a]!.confidence! || a - b);
  const rightRanks = thresholds.map((threshold) =>
    [...ranked.keys()].filter(
      (rank) => candidates[ranked[rank]!]!.similarity >= Math.min(threshold, NEARLY_ONE),
    ),
  );
  const upTo = new Float64Array(ranked.length);
  return (weights) => {
    const wanted = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(wanted > 0)) return undefined;
    let all = 0;
    for (let rank = 0; rank < ranked.length; rank++) {
      all += weights[ranked[rank]!]!;
      upTo[rank] = all;
    }
    return rightRanks.map((ranks) => {
      // Precision falls between right candidates and peaks at them: they alone say what it is at a recall.
      const recall: number[] = [];
      const precision: number[] = [];
      let sum = 0;
      for (const rank of ranks) {
        const weight = weights[ranked[rank]!]!;
        if (weight === 0) continue;
        sum += weight;
        recall.push(sum / wanted);
        precision.push(sum / upTo[rank]!);
      }
      return meanPrecision(recall, precision);
    });
  };
}

/** Mean over COCO's recalls of the best precision at that recall or a higher one; 0 where there is none. */
function meanPrecision(recall: readonly number[], precision: number[]): number {
  for (let k = precision.length - 1; k > 0; k--) {
    precision[k - 1] = Math.max(precision[k - 1]!, precision[k]!);
  }
  let k = 0;
  let sum = 0;
  for (const least of recalls) {
    while (k < recall.length && recall[k]! < least) k++;
    if (k === recall.length) break;
    sum += precision[k]!;
  }
  return sum / recalls.length;
}
