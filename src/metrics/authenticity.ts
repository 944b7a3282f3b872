import { halfSizes } from '../math/ball-members.js';
import { halfOf, SPLITS } from '../math/balanced-halves.js';
import type { FeatureMatrix } from '../math/feature-matrix.js';
import type { NearestLists } from '../math/nearest-lists.js';
import { nearestAcross } from '../math/nearest-neighbours.js';
import { distanceToOthers, nearestWhere } from '../math/nearest-where.js';
import { euclideanPairs, type VectorPairs } from '../math/vector-pairs.js';
import type { DefinedValue, ImagePair, MetricTools } from './definition.js';
import { countDuplicates, nearestOthers } from './nearest-others.js';
import {
  neighbourGroups,
  neighbourScore,
  neighbourWarnings,
  type NeighbourGroups,
} from './neighbour-score.js';
import { progressWithin } from './progress-within.js';
import type { FeatureSample } from './sample.js';

/** Training images a list: the nearest, and enough others that one of them is hardly ever missing in a half of a split. */
const LIST_LENGTH = 16;

/**
 * Share of generated images that are farther from their nearest training image than that is from its own nearest other training image.
 * @param pairCount - how many images to list, the least authentic and those farthest from any training image
 * @source arXiv:2102.08921, section 3.3
 */
export async function authenticityValue(
  real: FeatureSample,
  generated: FeatureSample,
  pairCount: number,
  tools: MetricTools,
): Promise<DefinedValue> {
  const { products, intervals } = tools;
  const groups = neighbourGroups(real, generated, 1, [real], intervals);
  const own = await nearestOthers(real.features, 1, {
    products,
    intervals,
    ...progressWithin(tools, 0, 1 / 3),
  });
  const pairs = euclideanPairs(generated.features, real.features);
  const lists = await nearestAcross(
    pairs,
    Math.min(LIST_LENGTH, real.ids.length),
    products,
    progressWithin(tools, 1 / 3, 1).onProgress,
  );
  const listed: ListedPair[] = [];
  let authentic = 0;
  let copies = 0;
  for (let i = 0; i < generated.ids.length; i++) {
    const nearest = lists.indices[i * lists.length]!;
    const squared = lists.squaredDistances[i * lists.length]!;
    const ownSquared = own.squaredDistances[nearest * own.length]!;
    if (squared > ownSquared) authentic++;
    if (squared === 0) copies++;
    listed.push({
      // A copy of a training image that has copies itself is as bad as any.
      ratio: squared === 0 ? 0 : squared / ownSquared,
      pair: { generated: generated.ids[i]!, real: real.ids[nearest]!, distance: Math.sqrt(squared) },
    });
  }
  const share = {
    all: authentic / generated.ids.length,
    halves: halves(real.features, groups, pairs, lists, own),
  };
  const warnings = [...neighbourWarnings([real, generated], {}), ...duplicateWarning(countDuplicates(own))];
  return {
    ...neighbourScore(share, groups, warnings, { copies, authentic }),
    pairs: leastAuthentic(listed, pairCount),
    outliers: farthest(listed, pairCount),
  };
}

/** A training image with a duplicate has its nearest other at distance 0, and nothing but a copy is nearer. */
function duplicateWarning(duplicates: number): string[] {
  if (duplicates === 0) return [];
  return [
    `${duplicates.toLocaleString('en')} training image(s) have an exact duplicate in their set: images near one count as authentic unless ` +
      'they are exact copies of it. Leave duplicates out.',
  ];
}

/** Authenticity of each half of the generated images among the same half of the training images. */
function halves(
  real: FeatureMatrix,
  groups: NeighbourGroups,
  pairs: VectorPairs,
  lists: NearestLists,
  own: NearestLists,
): Float64Array {
  const { real: ofReal, generated: ofGenerated } = groups;
  if (!ofReal || !ofGenerated) return new Float64Array();
  const authentic = new Float64Array(2 * SPLITS);
  ofGenerated.forEach((group, i) => {
    for (let split = 0; split < SPLITS; split++) {
      const half = halfOf(split, group);
      const accepts = (j: number) => halfOf(split, ofReal[j]!) === half;
      const among = { count: real.rows, accepts };
      const distanceTo = (j: number) => pairs.squaredDistance(i, j);
      const nearest = nearestWhere(lists, i, 1, { ...among, distanceTo });
      const toOthers = distanceToOthers(real, nearest.index);
      const reach = nearestWhere(own, nearest.index, 1, { ...among, distanceTo: toOthers });
      if (nearest.squaredDistance > reach.squaredDistance) authentic[2 * split + half]!++;
    }
  });
  const sizes = halfSizes(ofGenerated);
  return authentic.map((count, half) => count / sizes[half]!);
}

interface ListedPair {
  /** Squared distance to the nearest training image, relative to that image's own nearest other. */
  readonly ratio: number;
  readonly pair: ImagePair;
}

function leastAuthentic(listed: readonly ListedPair[], count: number): ImagePair[] {
  return listed
    .toSorted(
      (a, b) =>
        a.ratio - b.ratio ||
        a.pair.distance - b.pair.distance ||
        (a.pair.generated < b.pair.generated ? -1 : 1),
    )
    .slice(0, count)
    .map(({ pair }) => pair);
}

function farthest(listed: readonly ListedPair[], count: number): ImagePair[] {
  return listed
    .map(({ pair }) => pair)
    .sort((a, b) => b.distance - a.distance || (a.generated < b.generated ? -1 : 1))
    .slice(0, count);
}
