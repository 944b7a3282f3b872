import { InputError } from '../../errors.js';
import { derangements } from '../../math/derangements.js';
import { Mt19937 } from '../../math/mt19937.js';
import { checkPoseSample } from './check-pose-sample.js';
import type { NotScored } from '../control/definition.js';
import type { PosePair, PoseSample, PoseTarget } from './pose-sample.js';

export interface Shuffling {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /**
   * How often to shuffle; the floor is taken over all. Fewer where there are not as many conditions. By default 8: of one round
   * alone, the interval of the floor is too wide by up to the root of 3, as a pair is resampled by both of its conditions.
   */
  readonly rounds?: number | undefined;
}

/**
 * The sample with conditions exchanged: each image against the targets of other conditions. None meets its own, nor one that asks for the same
 * pose; all images of a condition meet the same. Independent of the order of the pairs.
 * @returns `rounds` pairs an image; or why that cannot be: more than half of the conditions ask for one pose
 * @throws InputError if two images of a condition have different targets, or as checkPoseSample
 */
export function shuffledSample(sample: PoseSample, { seed, rounds = 8 }: Shuffling): PoseSample | NotScored {
  checkPoseSample(sample);
  const targets = targetsByCondition(sample.pairs);
  const conditions = [...targets.keys()].sort();
  const poses = conditions.map((condition) =>
    JSON.stringify(targets.get(condition)!.pose.map((keypoint) => keypoint && [keypoint.x, keypoint.y])),
  );
  const exchanges = derangements(poses, rounds, new Mt19937(seed));
  if (exchanges.length === 0) {
    return {
      reason:
        `no floor: of ${conditions.length} condition(s), ${largestGroup(poses)} ask for the same pose; shuffling ` +
        'needs at least as many that ask for others',
    };
  }
  const places = new Map(conditions.map((condition, i) => [condition, i]));
  return {
    ...sample,
    pairs: exchanges.flatMap((exchange) =>
      sample.pairs.map((pair) => {
        const targetCondition = conditions[exchange[places.get(pair.condition)!]!]!;
        return { ...pair, targetCondition, target: targets.get(targetCondition)! };
      }),
    ),
  };
}

function targetsByCondition(pairs: readonly PosePair[]): ReadonlyMap<string, PoseTarget> {
  const targets = new Map<string, PosePair>();
  for (const pair of pairs) {
    const first = targets.get(pair.condition);
    if (!first) targets.set(pair.condition, pair);
    else if (first.target !== pair.target && JSON.stringify(first.target) !== JSON.stringify(pair.target)) {
      throw new InputError(
        `${first.id} and ${pair.id} have one condition, ${pair.condition}, but different targets; ` +
          'expected the same pose and boxes. Give them conditions of different ids.',
      );
    }
  }
  return new Map([...targets].map(([condition, { target }]) => [condition, target]));
}

function largestGroup(groups: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
}
