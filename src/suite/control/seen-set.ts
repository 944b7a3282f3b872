import type { ControlSide } from '../../config/control-result.js';
import type { Condition, PictureSize } from '../../conditions/condition.js';
import type { NotScored } from '../../metrics/control/definition.js';
import type { PredictedPose } from '../../metrics/pose/pose-sample.js';
import type { Appearance } from '../../outfit/appearance.js';

/** What was seen in an image. */
export interface SeenImage {
  readonly id: string;
  /** What the image was made for, or what describes it. */
  readonly condition: Condition;
  /** In px of the condition's picture; null: nobody was found. */
  readonly pose: PredictedPose | null;
  /** By slot: what is seen there, or why nothing can be. Empty if outfits were not looked at. */
  readonly slots: ReadonlyMap<string, Appearance | NotScored>;
  /** What identifies its pixels. */
  readonly content: string;
}

/** A set whose images were looked at. */
export interface SeenSet {
  readonly images: readonly SeenImage[];
  readonly side: ControlSide;
  /** By condition: the picture that its pose is measured in. */
  readonly pictures: ReadonlyMap<Condition, PictureSize>;
}
