import { resolve } from 'node:path';
import type { PairedComparison } from '../../config/paired-result.js';
import { UsageError } from '../../errors.js';
import { compareEach, type ComparisonOptions } from './compare-each.js';
import type { Listener } from '../listener.js';
import { sameIds } from './same-ids.js';
import { scoreDifferences } from './score-differences.js';
import type { MetricRequest } from './score-samples.js';

/**
 * Compares two generated sets, each against the same real one, with intervals of the differences of their scores. If both have
 * the same image ids, such as samples of the same seeds, the differences are of pairs, and their intervals narrower.
 * @param real - may be undefined if every metric looks at generated images alone
 * @throws InputError, UsageError as compareEach does; UsageError if both are the same set
 */
export async function compareGenerators(
  requests: readonly MetricRequest[],
  real: string | undefined,
  { candidate, baseline }: { readonly candidate: string; readonly baseline: string },
  options: ComparisonOptions,
  listener: Listener = {},
): Promise<PairedComparison> {
  if (resolve(candidate) === resolve(baseline)) {
    throw new UsageError(`${candidate} was to be compared with itself; give another set as the baseline.`);
  }
  const [one, other] = await compareEach(requests, real, [candidate, baseline], options, listener);
  if (!one || !other) throw new Error('Two sets were to be compared.');
  return {
    schema: 'gan-eval/paired-comparison/1',
    candidate: one.comparison,
    baseline: other.comparison,
    paired: sameIds(one.ids, other.ids),
    differences: scoreDifferences(one.values, other.values),
  };
}
