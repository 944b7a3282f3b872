import { InputError } from '../../errors.js';
import type { NotScored } from '../control/definition.js';
import { exchangedConditions, type Shuffling } from '../control/exchanged-conditions.js';
import { isScored } from '../control/is-scored.js';
import { checkPoseSample } from './check-pose-sample.js';
import type { PosePair, PoseSample, PoseTarget } from './pose-sample.js';

/**
 * The sample with conditions exchanged: each image against the targets of other conditions. None meets its own, nor one that asks for the same
 * pose; all images of a condition meet the same. Independent of the order of the pairs.
 * @returns `rounds` pairs an image; or why that cannot be: more than half of the conditions ask for one pose
 * @throws InputError if two images of a condition have different targets, or as checkPoseSample
 */
export function shuffledSample(sample: PoseSample, shuffling: Shuffling): PoseSample | NotScored {
  checkPoseSample(sample);
  const targets = targetsByCondition(sample.pairs);
  const poses = new Map(Array.from(targets, ([condition, { pose }]) => [condition, placesOf(pose)]));
  const exchanges = exchangedConditions(poses, 'pose', shuffling);
  if (!isScored(exchanges)) return exchanges;
  return {
    ...sample,
    pairs: exchanges.flatMap((exchange) =>
      sample.pairs.map((pair) => {
        const targetCondition = exchange.get(pair.condition)!;
        return { ...pair, targetCondition, target: targets.get(targetCondition)! };
      }),
    ),
  };
}

function placesOf(pose: PoseTarget['pose']): string {
  return JSON.stringify(pose.map((keypoint) => keypoint && [keypoint.x, keypoint.y]));
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
