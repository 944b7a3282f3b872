import { basename, join } from 'node:path';
import type { Licence } from '../../config/licence.js';
import { keypointNames, type KeypointName } from '../../conditions/pose.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { isImageName } from '../../images/image-files.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { readImageFile } from '../../images/read-image-file.js';
import { withLicence } from '../../models/with-licence.js';
import { detectPoses } from '../../pose/detect-poses.js';
import type { Box, DetectedKeypoint } from '../../pose/detected-pose.js';
import { drawPoses } from '../../pose/draw-poses.js';
import { openPoseEstimator, type PoseEstimatorRequest } from '../../pose/open-pose-estimator.js';
import type { EstimatorIdentity } from '../../pose/pose-estimator.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';

export interface PoseImagesOptions extends PoseEstimatorRequest {
  /** A folder for one PNG an image, with the pose drawn over it; made if need be. */
  readonly drawFolder?: string | undefined;
}

/** A person, joints by name; those not found, or not given by the estimator, are left out. */
export interface NamedPose {
  readonly score: number;
  readonly box: Box;
  readonly joints: Readonly<Partial<Record<KeypointName, DetectedKeypoint>>>;
}

export interface PeopleOfImage {
  readonly set: string;
  readonly id: string;
  /** The first the most prominent; none, one or two: more are not looked for. */
  readonly people: readonly NamedPose[];
}

export interface PosesResult {
  readonly estimator: EstimatorIdentity & { readonly licence: Licence };
  readonly supported: readonly KeypointName[];
  readonly images: readonly PeopleOfImage[];
}

/**
 * Finds the people in each image of the paths, which are image files or sets of images.
 * @throws InputError for a path that is neither, ImageError for the first image that cannot be read
 */
export async function poseImages(
  paths: readonly string[],
  { drawFolder, ...request }: PoseImagesOptions,
  listener: Listener = {},
): Promise<PosesResult> {
  const sets: ImageSet[] = [];
  for (const path of paths)
    sets.push(isImageName(basename(path)) ? oneImage(path) : await openImageSet(path));
  const estimator = await openPoseEstimator(request, modelProgress(listener));
  const total = sets.reduce((sum, { ids }) => sum + ids.length, 0);
  listener.onStage?.({ label: 'poses', total, unit: 'images' });
  const images: PeopleOfImage[] = [];
  try {
    if (drawFolder !== undefined) await makeFolder(drawFolder);
    for (const set of sets) {
      for await (const { id, image, poses } of detectPoses(set, estimator)) {
        if (drawFolder !== undefined) {
          const file = `${String(images.length).padStart(6, '0')}-${basename(id).replace(/\.[^.]*$/, '')}.png`;
          await writeFileAtomically(join(drawFolder, file), [await drawPoses(image, poses)]);
        }
        images.push({
          set: set.location,
          id,
          people: poses.map(({ score, box, keypoints }) => ({ score, box, joints: byName(keypoints) })),
        });
        listener.onAdvance?.(1);
      }
    }
  } finally {
    listener.onStageEnd?.();
    await Promise.all([estimator.dispose(), ...sets.map((set) => set.close())]);
  }
  return { estimator: withLicence(estimator.identity), supported: estimator.supported, images };
}

function byName(keypoints: readonly (DetectedKeypoint | null)[]): Record<string, DetectedKeypoint> {
  return Object.fromEntries(
    keypointNames.flatMap((name, i) => {
      const keypoint = keypoints[i];
      return keypoint ? [[name, keypoint] as const] : [];
    }),
  );
}

function oneImage(path: string): ImageSet {
  const id = basename(path);
  return {
    location: path,
    ids: [id],
    ignored: [],
    read: () => readImageFile(path, id),
    close: () => Promise.resolve(),
  };
}
