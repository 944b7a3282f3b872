import type { LocatedJoints } from './located-joints.js';

/**
 * How certain it is that the joints are a person's: the mean score of the better half of them. Half a person in the image
 * counts in full, while what merely resembles one gives few joints a high score.
 */
export function personScore(joints: LocatedJoints): number {
  const scores = Array.from(joints.values(), ({ score }) => score).sort((a, b) => b - a);
  const better = scores.slice(0, Math.ceil(scores.length / 2));
  return better.reduce((sum, score) => sum + score, 0) / better.length;
}
