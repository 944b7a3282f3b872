import { nearestAcross } from '../math/nearest-neighbours.js';
import { distanceToOthers, nearestWithout } from '../math/nearest-without.js';
import { euclideanPairs } from '../math/vector-pairs.js';
import type { DefinedValue, ImagePair, MetricTools } from './definition.js';
import { countDuplicates, nearestOthers } from './nearest-others.js';
import { neighbourGroups, neighbourScore, neighbourWarnings } from './neighbour-score.js';
import { progressWithin } from './progress-within.js';
import type { FeatureSample } from './sample.js';

/** Training images a list: the nearest, and enough others that one of them is outside each jackknife group. */
const LIST_LENGTH = 6;

/**
 * Share of generated images that are farther from their nearest training image than that is from its own nearest other training image.
 * @param pairCount - how many images to list, least authentic first
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
  const own = await nearestOthers(real.features, 1, { products, ...progressWithin(tools, 0, 1 / 3) });
  const pairs = euclideanPairs(generated.features, real.features);
  const lists = await nearestAcross(
    pairs,
    Math.min(LIST_LENGTH, real.ids.length),
    products,
    progressWithin(tools, 1 / 3, 1).onProgress,
  );
  const count = groups.real.count;
  const authentic = new Float64Array(count + 1);
  const sizes = new Float64Array(count + 1);
  const listed: ListedPair[] = [];
  let copies = 0;
  for (let i = 0; i < generated.ids.length; i++) {
    const nearest = lists.indices[i * lists.length]!;
    const squared = lists.squaredDistances[i * lists.length]!;
    const ownSquared = own.squaredDistances[nearest * own.length]!;
    sizes[0]!++;
    if (squared > ownSquared) authentic[0]!++;
    if (squared === 0) copies++;
    listed.push({
      // A copy of a training image that has copies itself is as bad as any.
      ratio: squared === 0 ? 0 : squared / ownSquared,
      pair: { generated: generated.ids[i]!, real: real.ids[nearest]!, distance: Math.sqrt(squared) },
    });
    for (let group = 0; group < count; group++) {
      if (groups.generated.of[i] === group) continue;
      const other = nearestWithout(lists, i, groups.real, group, 1, (j) => pairs.squaredDistance(i, j));
      const toOthers = distanceToOthers(real.features, other.index);
      const reach = nearestWithout(own, other.index, groups.real, group, 1, toOthers);
      sizes[group + 1]!++;
      if (other.squaredDistance > reach.squaredDistance) authentic[group + 1]!++;
    }
  }
  const shares = authentic.map((images, g) => images / sizes[g]!);
  const details = { copies, authentic: authentic[0]! };
  const warnings = [...neighbourWarnings([real, generated], {}), ...duplicateWarning(countDuplicates(own))];
  return {
    ...neighbourScore(shares, groups, warnings, details),
    pairs: leastAuthentic(listed, pairCount),
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

interface ListedPair {
  /** Squared distance to the nearest training image, relative to that image's own nearest other. */
  readonly ratio: number;
  readonly pair: ImagePair;
}

function leastAuthentic(listed: ListedPair[], count: number): ImagePair[] {
  return listed
    .sort(
      (a, b) =>
        a.ratio - b.ratio ||
        a.pair.distance - b.pair.distance ||
        (a.pair.generated < b.pair.generated ? -1 : 1),
    )
    .slice(0, count)
    .map(({ pair }) => pair);
}
