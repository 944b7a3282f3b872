import { selectRows, type FeatureMatrix } from '../../math/feature-matrix.js';
import { derangements } from '../../math/derangements.js';
import { Mt19937 } from '../../math/mt19937.js';
import type { NotScored } from '../control/definition.js';
import type { JointSample } from './joint-sample.js';

/**
 * The images with each other's conditions; none keeps its own, or that of another image of the same condition. Images and
 * conditions stay what they are, so that only what joins them is lost.
 * @param seed - 0 to 2^32 - 1
 * @returns or why that cannot be: one condition has more than half of the images
 */
export function shuffledConditions(sample: JointSample, seed: number): JointSample | NotScored {
  const [places] = derangements(sample.conditions, 1, new Mt19937(seed));
  if (!places) {
    return {
      reason: `no floor: of ${sample.ids.length} image(s), more than half have one condition, so that not all can be given another`,
    };
  }
  const moved = (matrix: FeatureMatrix) => selectRows(matrix, places);
  const { pose, outfit } = sample.asked;
  return {
    ...sample,
    conditions: Array.from(places, (place) => sample.conditions[place]!),
    asked: { ...(pose && { pose: moved(pose) }), ...(outfit && { outfit: moved(outfit) }) },
  };
}
