import type { NotScored } from '../control/definition.js';
import { isScored } from '../control/is-scored.js';
import type { DefinedValue, MetricTools, ScoreDefinition } from '../definition.js';
import { frechetValue } from '../frechet.js';
import { joinedSamples } from './joined-samples.js';
import type { BothSides, ConditionPart, JointSample } from './joint-sample.js';
import { shuffledConditions } from './shuffled-conditions.js';

/** A Fréchet distance of images joined with conditions. */
export interface JointScoreDefinition extends ScoreDefinition {
  readonly parts: readonly ConditionPart[];
  readonly source: string;
}

function jointScore(
  id: string,
  title: string,
  asked: string,
  parts: readonly ConditionPart[],
): JointScoreDefinition {
  return {
    id,
    title,
    parts,
    summary: `Fréchet distance of images joined with ${asked}: image quality, diversity and control in one number. 0 if images and conditions occur together as in the real set.`,
    direction: 'lower',
    unit: 'squared feature distance',
    range: [0, Infinity],
    ofItself: 0,
    bias: 'corrected',
    source: 'arXiv:1907.08175',
  };
}

/** Every joint score, in the order in which they are listed. */
export const jointScores: readonly JointScoreDefinition[] = [
  jointScore('fjd-pose', 'FJD of the pose', 'the pose asked for', ['pose']),
  jointScore('fjd-outfit', 'FJD of the outfit', 'the articles asked for', ['outfit']),
  jointScore('fjd', 'FJD', 'pose and articles asked for', ['pose', 'outfit']),
];

/** A joint distance beside what it is without control. */
export interface JointValue {
  /** `details` has alpha, by part. */
  readonly value: DefinedValue;
  /** The same images with each other's conditions. It has no replicates. */
  readonly floor: DefinedValue | NotScored;
  /** The distance of the images alone, which is that of the joint vectors at alpha 0: FID, if the features are FID's. */
  readonly images: DefinedValue;
}

/**
 * Fréchet joint distance: the squared Fréchet distance of [phi(x), alpha psi(c)], >= 0, biased upward by O(1/n). It is no less than the
 * images' own distance: the floor shows how much more is due to conditions that are not obeyed. Intervals leave out images one by
 * one: with several images of a condition they are too narrow.
 * @param seed - of the floor's shuffle, 0 to 2^32 - 1
 * @returns or why there is none
 * @throws InsufficientSamplesError below 2 images a side
 * @throws InputError if the sides do not go together, or a value is not finite
 */
export function jointValue(
  { parts }: Pick<JointScoreDefinition, 'parts'>,
  { real, generated }: BothSides<JointSample>,
  seed: number,
  tools: Pick<MetricTools, 'intervals' | 'onProgress'>,
): JointValue | NotScored {
  const joined = joinedSamples({ real, generated }, parts);
  if (!isScored(joined)) return joined;
  const value = frechetValue(joined.real, joined.generated, tools);
  const shuffled = shuffledConditions(generated, seed);
  const apart = isScored(shuffled) ? joinedSamples({ real, generated: shuffled }, parts) : shuffled;
  const alone = ({ ids, features }: JointSample) => ({ kind: 'features', ids, features }) as const;
  const withoutInterval = { intervals: false };
  return {
    value: {
      ...value,
      details: {
        ...value.details,
        ...Object.fromEntries(parts.map((part) => [`alpha ${part}`, joined.alpha[part]!])),
      },
    },
    floor: isScored(apart) ? frechetValue(apart.real, apart.generated, withoutInterval) : apart,
    images: frechetValue(alone(real), alone(generated), withoutInterval),
  };
}
