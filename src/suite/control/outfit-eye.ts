import type { Condition } from '../../conditions/condition.js';
import type { RgbImage } from '../../images/image.js';
import type { LabelMap } from '../../images/label-map.js';
import type { NotScored } from '../../metrics/control/definition.js';
import type { Appearance } from '../../outfit/appearance.js';
import type { View } from '../../outfit/outfit-describer.js';
import type { NotSeen } from '../../outfit/region.js';
import type { DetectedPose } from '../../pose/detected-pose.js';
import type { ArticlesByPath, WornJudge } from './outfit-sample.js';
import type { SeenSet } from './seen-set.js';

/** What shows where the slots of an image are. */
export interface SlotGuide {
  readonly pose: DetectedPose | null;
  /** Of this very image; undefined: it has none, and the pose tells. */
  readonly parsing: LabelMap | undefined;
}

/** Looks at what people wear, and at articles. */
export interface OutfitEye {
  readonly identity: {
    readonly name: string;
    readonly weightsSha256: string;
    readonly settings: string;
  };
  /** Where the regions of slots come from. */
  readonly regions: 'pose' | 'parsing';
  /** Every article that the conditions ask for. @throws InputError naming the first whose file is missing or unreadable, and its line */
  articles(conditions: readonly Condition[]): Promise<ArticlesByPath>;
  /**
   * What is seen in each slot of which the condition says something.
   * @param id - of the image, for errors
   */
  look(
    id: string,
    image: RgbImage,
    condition: Condition,
    guide: SlotGuide,
  ): Promise<ReadonlyMap<string, Appearance | NotScored>>;
  /** What regions of images show, in their order, or the reason why there is no region. */
  readonly views: (views: readonly View[]) => Promise<(Appearance | NotSeen)[]>;
  /** What tells whether something is worn in a slot, learnt from real images if need be. */
  judge(real: SeenSet | NotScored, seed: number): WornJudge;
  dispose(): Promise<void>;
}
