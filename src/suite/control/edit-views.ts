import type { SlotRegions } from '../../conditions/condition.js';
import { decodeImage } from '../../images/decode-image.js';
import type { ImageSet } from '../../images/image-set.js';
import type { EditView } from '../../metrics/interventions/intervention-sample.js';
import type { NotScored } from '../../metrics/control/definition.js';
import type { Appearance } from '../../outfit/appearance.js';
import type { OutfitDescriber } from '../../outfit/outfit-describer.js';
import { backgroundRegion, headRegion, regionFromPose } from '../../outfit/region-from-pose.js';
import { slotBody } from '../../outfit/slot-body.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';
import type { JoinedImage } from './control-join.js';
import { SEVERAL_PEOPLE } from './look-at-images.js';
import { editScene } from './edit-scene.js';
import { inPicture, requireSameShape } from './in-picture.js';
import type { Listener } from '../listener.js';

/** Who looks at images, and where. */
export interface EditViewer {
  readonly estimator: PoseEstimator;
  readonly describer: Pick<OutfitDescriber, 'views'>;
  /** The describer's encoder, in words. */
  readonly seenBy: string;
  /** How certain it is that something is worn in a slot of an image, 0 to 1; or why that is not known. */
  readonly worn: (slot: string, seen: Appearance | NotScored, image: JoinedImage) => number | NotScored;
  /** All slots, in their order. */
  readonly slots: readonly string[];
  /** What the manifest says of the slots' regions. */
  readonly regions: SlotRegions;
}

/**
 * Looks at images, each once.
 * @returns views by the images' index in the set
 * @throws InputError if an image is of another shape than the picture that its pose is given in, or a slot's name does not tell
 * where to look
 * @throws ImageError for the first image that cannot be read
 */
export async function editViews(
  set: ImageSet,
  images: Iterable<JoinedImage>,
  { estimator, describer, worn, slots, regions }: EditViewer,
  listener: Listener,
): Promise<ReadonlyMap<number, EditView>> {
  const wanted = new Map(Array.from(images, (image) => [image.index, image]));
  const parts = slots.map((slot) => slotBody(slot, regions));
  const views = new Map<number, EditView>();
  listener.onStage?.({ label: `edits of ${set.location}`, total: wanted.size, unit: 'images' });
  try {
    for (const [index, joined] of wanted) {
      const { id, condition } = joined;
      const image = await decodeImage(await set.read(index), id);
      const picture = condition.size ?? image;
      requireSameShape(set.location, id, image, picture);
      const [person, other] = await estimator.estimate(image);
      // Of several people it is not known who is meant.
      const pose = other ? null : (person ?? null);
      const joints = pose?.keypoints;
      const nobody = { reason: other ? SEVERAL_PEOPLE : 'nobody was found' };
      const [head, ...seen] = await describer.views([
        { name: `${id}, head`, image, region: joints ? headRegion(joints, image) : nobody },
        ...parts.map((part, i) => ({
          ...{ name: `${id}, ${slots[i]!}`, image },
          region: joints ? regionFromPose(part, joints, image) : nobody,
        })),
      ]);
      views.set(index, {
        pose: pose && inPicture(pose, image, picture),
        head: head!,
        slots: new Map(
          slots.map((slot, i) => [slot, { seen: seen[i]!, worn: worn(slot, seen[i]!, joined) }] as const),
        ),
        scene: editScene(image, joints ? backgroundRegion(joints, image) : nobody),
      });
      listener.onAdvance?.(1);
    }
  } finally {
    listener.onStageEnd?.();
  }
  return views;
}
