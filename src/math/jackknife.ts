import { studentT975 } from './student-t.js';

/** A 95% interval from the values that a score takes without each of a few groups of samples. */
export interface JackknifeInterval {
  /** The middle of the interval: the value, less its bias if that was to be corrected. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/**
 * Delete-group jackknife: the spread of the leave-one-group-out values, times Student's t for (groups - 1) degrees of freedom.
 * Bias of order 1/n, such as FID's, is removed on request: then the interval is about the value of infinitely many samples.
 * Samples of several sets may leave together, group by group; the sets' variances then add up as they should, and
 * what paired sets have in common cancels in the difference of two scores.
 * @param value - of all samples
 * @param replicates - the value without group g, for each g; at least two
 * @source B. Efron, C. Stein, "The jackknife estimate of variance" (1981); P. Kott, "Using the delete-a-group
 * jackknife variance estimator" (1998)
 */
export function jackknifeInterval(
  value: number,
  replicates: Float64Array,
  { correctBias }: { readonly correctBias: boolean },
): JackknifeInterval {
  const groups = replicates.length;
  if (groups < 2) throw new RangeError(`Expected two replicates or more, got ${groups}.`);
  const mean = replicates.reduce((sum, replicate) => sum + replicate, 0) / groups;
  const squares = replicates.reduce((sum, replicate) => sum + (replicate - mean) ** 2, 0);
  const standardError = Math.sqrt(((groups - 1) / groups) * squares);
  const estimate = correctBias ? groups * value - (groups - 1) * mean : value;
  const half = studentT975(groups - 1) * standardError;
  return { estimate, low: estimate - half, high: estimate + half, standardError };
}
