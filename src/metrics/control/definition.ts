import type { z } from 'zod';

/** What a control score says about itself. */
export interface ControlScoreDescription {
  /** Unique among all scores. */
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence or two. */
  readonly summary: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  readonly range: readonly [number, number];
  /** Whether it depends on what is asked for. If not, shuffled conditions say nothing, and control is not normalised. */
  readonly comparesTargets: boolean;
  readonly source: string;
}

/** Why something has no value. */
export interface NotScored {
  readonly reason: string;
}

/** One image's own value, or that of a part of it, such as an article slot. */
export interface ImageValue {
  readonly id: string;
  /** undefined: it is about the whole image. */
  readonly part?: string | undefined;
  /** The image's condition and, if it was given another's target, that one too. */
  readonly conditions: readonly string[];
  readonly value: number | NotScored;
}

/** The score of one part alone, such as a joint, each image counting once. */
export interface PartValue {
  readonly part: string;
  /** Images in which it counts. */
  readonly count: number;
  /** undefined: it counts in no image. */
  readonly value: number | undefined;
}

/** A part that does not count, and why. */
export interface LeftOutPart extends NotScored {
  readonly part: string;
}

export interface CurvePoint {
  readonly threshold: number;
  readonly value: number;
}

/** A control score of a sample, ready to be resampled. */
export interface Measurement {
  /** An entry for all that is scored or not. */
  readonly images: readonly ImageValue[];
  /**
   * The score, each image counting as often as its weight says.
   * @param weights - >= 0, in the order of `images`
   * @returns undefined if nothing counts
   */
  readonly score: (weights: Float64Array) => number | undefined;
  /** Empty if the score is not one of parts. */
  readonly parts: readonly PartValue[];
  readonly leftOut: readonly LeftOutPart[];
  /** The score of all images at other thresholds; empty if it has none. Computed when asked for. */
  readonly curve: () => readonly CurvePoint[];
  /** Numbers that belong to the score, such as of where its scales come from. */
  readonly details: Readonly<Record<string, number>>;
}

/** A control score: everything that the command line and the reports say about it, and its computation. */
export interface ControlScoreDefinition<Sample> extends ControlScoreDescription {
  /** Strict, with a default for every option. */
  readonly options: z.ZodObject;
  /** What has looked at the sample's images, in words: samples compare only if it is the same. */
  readonly seenBy: (sample: Sample) => string;
  /**
   * @param options - checked against the schema; what is absent takes its default
   * @throws InputError if the sample is not what it should be
   * @throws UsageError if an option is unknown or out of range
   */
  readonly measure: (sample: Sample, options: Readonly<Record<string, unknown>>) => Measurement;
}
