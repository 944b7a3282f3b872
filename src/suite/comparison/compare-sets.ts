import type { Comparison } from '../../config/result.js';
import { compareEach, type ComparisonOptions } from './compare-each.js';
import type { Listener } from '../listener.js';
import type { MetricRequest } from './score-samples.js';

/**
 * Scores generated images against real ones. Either side is an image set or a statistics file.
 * @param real - not read, and may be undefined, if every metric looks at generated images alone
 * @throws InputError, UsageError as compareEach does
 */
export async function compareSets(
  requests: readonly MetricRequest[],
  real: string | undefined,
  generated: string,
  options: ComparisonOptions,
  listener: Listener = {},
): Promise<Comparison> {
  const [compared] = await compareEach(requests, real, [generated], options, listener);
  if (!compared) throw new Error('One set was to be compared, and none was.');
  return compared.comparison;
}
