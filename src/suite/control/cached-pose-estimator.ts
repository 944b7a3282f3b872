import { keypointNames } from '../../conditions/pose.js';
import { FeatureCache } from '../../features/feature-cache.js';
import { contentHash } from '../../images/content-hash.js';
import type { DetectedKeypoint, DetectedPose } from '../../pose/detected-pose.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';

/** Of a person: score, box, then x, y and score of each joint. */
const NUMBERS = 5 + 3 * keypointNames.length;
/** The most that an estimator sees in an image. */
const PEOPLE = 2;

/**
 * An estimator that remembers what it found, by the image's pixels, where it had to look for the person itself. What it
 * remembers is bit for bit what it found. Disposing of it disposes of the estimator, too.
 * @param folder - of the feature cache
 * @param onNotice - is told if what it remembers turns out to be damaged
 */
export async function cachedPoseEstimator(
  estimator: PoseEstimator,
  folder: string,
  onNotice?: (text: string) => void,
): Promise<PoseEstimator> {
  const { identity, supported, runsOn } = estimator;
  // Records hold 32-bit words, copied byte by byte: two hold a number.
  const width = PEOPLE * NUMBERS * 2;
  const cacheIdentity = {
    name: identity.name,
    weightsSha256: identity.weightsSha256,
    output: 'people',
    resize: 'clean' as const,
    preprocessing: identity.settings,
  };
  const cache = await FeatureCache.open(folder, { identity: cacheIdentity, width }, runsOn, onNotice);
  return {
    identity,
    supported,
    runsOn,
    async estimate(image, box) {
      if (box) return estimator.estimate(image, box);
      const imageHash = contentHash({ kind: 'pixels', image });
      const kept = await cache.get(imageHash);
      if (kept) return decode(kept);
      const people = await estimator.estimate(image);
      await cache.put([{ imageHash, features: encode(people) }]);
      return people;
    },
    async dispose() {
      await Promise.all([cache.close(), estimator.dispose()]);
    },
  };
}

function encode(people: readonly DetectedPose[]): Float32Array {
  // NaN: nobody, or a joint that was not found.
  const numbers = new Float64Array(PEOPLE * NUMBERS).fill(NaN);
  people.forEach(({ score, box: { x, y, width, height }, keypoints }, person) => {
    const start = person * NUMBERS;
    numbers.set([score, x, y, width, height], start);
    keypoints.forEach((found, j) => {
      if (found) numbers.set([found.x, found.y, found.score], start + 5 + 3 * j);
    });
  });
  return new Float32Array(numbers.buffer);
}

function decode(words: Float32Array): DetectedPose[] {
  const numbers = new Float64Array(words.buffer, words.byteOffset, PEOPLE * NUMBERS);
  return Array.from({ length: PEOPLE }, (_, person) =>
    numbers.subarray(person * NUMBERS, (person + 1) * NUMBERS),
  ).flatMap((of) => decodePerson(of) ?? []);
}

function decodePerson(numbers: Float64Array): DetectedPose | undefined {
  const [score, x, y, width, height] = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!];
  if (Number.isNaN(score)) return undefined;
  const keypoints = keypointNames.map((_, j): DetectedKeypoint | null => {
    const [jointX, jointY, jointScore] = numbers.subarray(5 + 3 * j, 8 + 3 * j);
    return Number.isNaN(jointX) ? null : { x: jointX!, y: jointY!, score: jointScore! };
  });
  return { keypoints, score, box: { x, y, width, height } };
}
