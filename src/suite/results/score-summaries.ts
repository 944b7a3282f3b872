import { outfitScores } from '../../metrics/outfit/registry.js';
import { pairedScores } from '../../metrics/paired/registry.js';
import { poseScores } from '../../metrics/pose/registry.js';
import { metrics } from '../../metrics/registry.js';

/** What every score says, in a sentence, by its id. */
export function scoreSummaries(): Record<string, string> {
  const scores = [
    ...metrics.flatMap((metric) => metric.scores),
    ...poseScores,
    ...outfitScores,
    ...pairedScores,
  ];
  return Object.fromEntries(scores.map(({ id, summary }) => [id, summary]));
}
