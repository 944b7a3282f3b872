import type { FeatureMatrix } from '../../math/feature-matrix.js';

/** The kinds of condition that images are joined with. */
export type ConditionPart = 'pose' | 'outfit';

/** Images with embeddings of what they were asked for, or of what they are known to show: row i of all is of the image ids[i]. */
export interface JointSample {
  readonly ids: readonly string[];
  /** Id of each image's condition; images of one have the same rows in `asked`. */
  readonly conditions: readonly string[];
  /** Of the images. */
  readonly features: FeatureMatrix;
  /** Of the conditions; the same parts, of the same widths, on both sides of a comparison. */
  readonly asked: Readonly<Partial<Record<ConditionPart, FeatureMatrix>>>;
}

/** One thing of the real and of the generated images. */
export interface BothSides<T> {
  readonly real: T;
  readonly generated: T;
}
