import type { Difference } from '../../config/paired-result.js';
import type { Score } from '../../config/result.js';

/**
 * Scores as they are worth reading: the one that stands for the run, then those with an interval, then those without, such as an
 * FID of so few images that it is mostly bias.
 * @param headline - id of the score that stands for the run
 */
export function inReadingOrder<Recorded extends Score | Difference>(
  scores: readonly Recorded[],
  headline: string | undefined,
): Recorded[] {
  const rank = (score: Recorded): number => (score.id === headline ? 0 : hasInterval(score) ? 1 : 2);
  return scores.toSorted((a, b) => rank(a) - rank(b));
}

const hasInterval = (score: Score | Difference): boolean =>
  score.status === 'ok' && score.interval.status === 'ok';
