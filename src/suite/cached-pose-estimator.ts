import { keypointNames } from '../conditions/pose.js';
import { FeatureCache } from '../features/feature-cache.js';
import { contentHash } from '../images/content-hash.js';
import type { DetectedKeypoint, DetectedPose } from '../pose/detected-pose.js';
import type { PoseEstimator } from '../pose/pose-estimator.js';

/** Of a pose: score, box, then x, y and score of each joint. */
const NUMBERS = 5 + 3 * keypointNames.length;

/**
 * An estimator that remembers what it found, by the image's pixels, where it had to look for the person itself. What it
 * remembers is bit for bit what it found. Disposing of it disposes of the estimator, too.
 * @param folder - of the feature cache
 */
export async function cachedPoseEstimator(estimator: PoseEstimator, folder: string): Promise<PoseEstimator> {
  const { identity, supported, runsOn } = estimator;
  // Records hold 32-bit words, copied byte by byte: two hold a number.
  const width = NUMBERS * 2;
  const cacheIdentity = {
    name: identity.name,
    weightsSha256: identity.weightsSha256,
    output: 'pose',
    resize: 'clean' as const,
    preprocessing: identity.settings,
  };
  const cache = await FeatureCache.open(folder, { identity: cacheIdentity, width }, runsOn);
  return {
    identity,
    supported,
    runsOn,
    async estimate(image, box) {
      if (box) return estimator.estimate(image, box);
      const imageHash = contentHash({ kind: 'pixels', image });
      const kept = await cache.get(imageHash);
      if (kept) return decode(kept);
      const pose = await estimator.estimate(image);
      await cache.put([{ imageHash, features: encode(pose) }]);
      return pose;
    },
    async dispose() {
      await Promise.all([cache.close(), estimator.dispose()]);
    },
  };
}

function encode(pose: DetectedPose | null): Float32Array {
  // NaN: nobody, or a joint that was not found.
  const numbers = new Float64Array(NUMBERS).fill(NaN);
  if (pose) {
    const { x, y, width, height } = pose.box;
    numbers.set([pose.score, x, y, width, height]);
    pose.keypoints.forEach((found, j) => {
      if (found) numbers.set([found.x, found.y, found.score], 5 + 3 * j);
    });
  }
  return new Float32Array(numbers.buffer);
}

function decode(words: Float32Array): DetectedPose | null {
  const numbers = new Float64Array(words.buffer, words.byteOffset, NUMBERS);
  const [score, x, y, width, height] = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!];
  if (Number.isNaN(score)) return null;
  const keypoints = keypointNames.map((_, j): DetectedKeypoint | null => {
    const [jointX, jointY, jointScore] = numbers.subarray(5 + 3 * j, 8 + 3 * j);
    return Number.isNaN(jointX) ? null : { x: jointX!, y: jointY!, score: jointScore! };
  });
  return { keypoints, score, box: { x, y, width, height } };
}
