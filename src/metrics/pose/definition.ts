import type { z } from 'zod';
import type { KeypointName } from '../../conditions/pose.js';
import type { PoseSample } from './pose-sample.js';

/** What a pose score says about itself. */
export interface PoseScoreDescription {
  /** Unique among all scores. */
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence or two. */
  readonly summary: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  readonly range: readonly [number, number];
  /** Whether it depends on where the joints are asked for. If not, shuffled conditions say nothing, and control is not normalised. */
  readonly comparesPlaces: boolean;
  readonly source: string;
}

/** Why something has no value. */
export interface NotScored {
  readonly reason: string;
}

/** One image's own value. */
export interface ImageValue {
  readonly id: string;
  /** The image's condition and, if it was given another's target, that one too. */
  readonly conditions: readonly string[];
  readonly value: number | NotScored;
}

/** The score of one joint alone, each image counting once. */
export interface JointValue {
  readonly joint: KeypointName;
  /** Images in which it counts. */
  readonly count: number;
  /** undefined: it counts in no image. */
  readonly value: number | undefined;
}

/** A joint that does not count, and why. */
export interface LeftOutJoint extends NotScored {
  readonly joint: KeypointName;
}

export interface CurvePoint {
  readonly threshold: number;
  readonly value: number;
}

/** A pose score of a sample, ready to be resampled. */
export interface PoseMeasurement {
  /** An entry a pair, by image id. */
  readonly images: readonly ImageValue[];
  /**
   * The score, each image counting as often as its weight says.
   * @param weights - >= 0, in the order of `images`
   * @returns undefined if nothing counts
   */
  readonly score: (weights: Float64Array) => number | undefined;
  /** In the order of keypointNames; empty if the score is not one of joints. */
  readonly joints: readonly JointValue[];
  readonly leftOut: readonly LeftOutJoint[];
  /** The score of all images at other thresholds; empty if it has none. Computed when asked for. */
  readonly curve: () => readonly CurvePoint[];
  /** Numbers that belong to the score, such as of where its scales come from. */
  readonly details: Readonly<Record<string, number>>;
}

/** A pose score: everything that the command line and the reports say about it, and its computation. */
export interface PoseScore extends PoseScoreDescription {
  /** Strict, with a default for every option. */
  readonly options: z.ZodObject;
  /**
   * @param options - checked against the schema; what is absent takes its default
   * @throws InputError if a pair is not what it should be, see checkPoseSample
   * @throws UsageError if an option is unknown or out of range
   */
  readonly measure: (sample: PoseSample, options: Readonly<Record<string, unknown>>) => PoseMeasurement;
}
