import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import { nearestAcross } from '../math/nearest-neighbours.js';
import { nearestWhere } from '../math/nearest-where.js';
import { cosinePairs } from '../math/vector-pairs.js';
import type { MetricTools, MetricValue } from './definition.js';
import { frechetValue } from './frechet.js';
import { progressWithin } from './progress-within.js';
import type { FeatureSample } from './sample.js';
import { imageOfZeros } from './zero-vector.js';

/** Nearest images a list: one, and enough others that one of them is outside each jackknife group. */
const LIST_LENGTH = 6;
/** As in torchmetrics: keeps the quotient finite for copies, and sets that are equal but for rounding at 0. */
const DISTANCE_OFFSET = 1e-14;
const LEAST_FID = 1e-8;

export interface MifidOptions {
  /** Mean smallest cosine distance from which on nothing is held against the generator. */
  readonly eps: number;
  /** Whose smallest cosine distances are averaged. */
  readonly meanOver: 'real' | 'generated';
}

/**
 * Memorisation-informed FID: FID divided by the mean of 1 - |cos| to the nearest image of the other set, where that is below `eps`.
 * Undefined if an image has a zero feature vector, which torchmetrics leaves out silently.
 * @source arXiv:2106.03062 section 3, which averages over the generated images; torchmetrics, over the real ones
 */
export async function mifidValue(
  real: FeatureSample,
  generated: FeatureSample,
  { eps, meanOver }: MifidOptions,
  tools: MetricTools,
): Promise<MetricValue> {
  for (const [side, sample] of Object.entries({ real, generated })) {
    const zero = imageOfZeros(sample);
    if (zero === undefined) continue;
    const reason = `the features of ${zero} (${side}) are all 0, and a zero vector has no angle to another; leave this image out`;
    return { status: 'undefined', reason };
  }
  const [rows, columns] = meanOver === 'real' ? [real, generated] : [generated, real];
  const distances = await meanCosineDistances(rows, columns, {
    ...tools,
    ...progressWithin(tools, 0, 0.5),
  });
  const fid = frechetValue(real, generated, { ...tools, ...progressWithin(tools, 0.5, 1) });
  const penalised = (distance: number, frechet: number) =>
    frechet > LEAST_FID ? frechet / ((distance < eps ? distance : 1) + DISTANCE_OFFSET) : 0;
  const { replicates } = fid;
  return {
    status: 'ok',
    value: penalised(distances[0]!, fid.value),
    replicates:
      replicates instanceof Float64Array
        ? replicates.map((frechet, group) => penalised(distances[group + 1]!, frechet))
        : replicates,
    warnings: fid.warnings,
    details: { fid: fid.value, cosineDistance: distances[0]!, eps },
  };
}

/** Mean over `rows` of the smallest cosine distance to one of `columns`: [with all images, without each group]. */
async function meanCosineDistances(
  rows: FeatureSample,
  columns: FeatureSample,
  { products, intervals, onProgress }: MetricTools,
): Promise<Float64Array> {
  const count = intervals ? Math.min(JACKKNIFE_GROUPS, rows.ids.length, columns.ids.length) : 0;
  const own = jackknifeGroups(rows.ids, count);
  const others = jackknifeGroups(columns.ids, count);
  const pairs = cosinePairs(rows.features, columns.features);
  const length = Math.min(LIST_LENGTH, columns.ids.length);
  const lists = await nearestAcross(pairs, length, products, onProgress);
  const sums = new Float64Array(count + 1);
  const sizes = new Float64Array(count + 1);
  const add = (slot: number, squaredDistance: number) => {
    sums[slot]! += squaredDistance / 2;
    sizes[slot]!++;
  };
  for (let i = 0; i < rows.ids.length; i++) {
    add(0, lists.squaredDistances[i * length]!);
    for (let group = 0; group < count; group++) {
      if (own[i] === group) continue;
      const nearest = nearestWhere(lists, i, 1, {
        count: columns.ids.length,
        accepts: (j) => others[j] !== group,
        distanceTo: (j) => pairs.squaredDistance(i, j),
      });
      add(group + 1, nearest.squaredDistance);
    }
  }
  return sums.map((sum, slot) => sum / sizes[slot]!);
}
