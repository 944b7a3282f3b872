import { JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import type { DefinedValue } from './definition.js';

interface StratumReplicates extends Pick<DefinedValue, 'value' | 'replicates'> {
  readonly stratum: string;
}

/**
 * Replicates of the mean over strata, from those of the strata. Images are dealt into groups within each stratum, so that
 * a group takes its share of every one: strata vary independently, and their squared deviations add up in the groups of the mean
 * as their variances do. (Groups dealt over the whole set would leave small strata with empty groups and double ones.) A stratum with
 * fewer than 20 images has as many groups as images; in the others' it loses nothing and keeps its value, and each such stratum
 * begins where the last one ended, for an even spread.
 * @param strata - those in the mean
 * @returns the reason if one of the strata has none: an interval of the others would be about another mean
 */
export function strataReplicates(strata: readonly StratumReplicates[]): DefinedValue['replicates'] {
  const known = strata.flatMap(({ value, replicates }) =>
    replicates instanceof Float64Array ? [{ value, replicates }] : [],
  );
  const without = strata.flatMap(({ stratum, replicates }) =>
    replicates instanceof Float64Array ? [] : [`${stratum}: ${replicates.reason}`],
  );
  if (without.length > 0) {
    return { reason: `${without.length} of ${strata.length} strata have no interval (${without[0]!})` };
  }
  const total = known.reduce((sum, { replicates }) => sum + replicates.length, 0);
  const groups = Math.min(JACKKNIFE_GROUPS, total);
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  const means = new Float64Array(groups).fill(mean);
  let first = 0;
  for (const { value, replicates } of known) {
    replicates.forEach((replicate, group) => {
      means[(first + group) % groups]! += (replicate - value) / known.length;
    });
    first += replicates.length;
  }
  return means;
}
