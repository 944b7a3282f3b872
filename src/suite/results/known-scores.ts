import { jointScores } from '../../metrics/joint/fjd.js';
import { outfitScores } from '../../metrics/outfit/registry.js';
import { pairedScores } from '../../metrics/paired/registry.js';
import { poseScores } from '../../metrics/pose/registry.js';
import { metrics } from '../../metrics/registry.js';

/** Ids of every score that there can be, whoever asked for it. */
export function knownScores(): string[] {
  const quality = metrics.flatMap(({ scores }) => scores);
  return [...quality, ...poseScores, ...outfitScores, ...pairedScores, ...jointScores].map(({ id }) => id);
}
