import type { Box, Condition, PictureSize } from '../../conditions/condition.js';
import { openManifest, type Manifest } from '../../conditions/open-manifest.js';
import { sameShape, scalePoints } from '../../conditions/transform-points.js';
import { InputError } from '../../errors.js';
import type { AskedCondition, Generator } from '../../generators/generator.js';
import { fileHash } from '../../models/file-hash.js';
import { resolveLocation } from '../../storage/locations.js';
import { openManifestImages, type ManifestImages } from '../manifest/manifest-images.js';

/** A condition in terms of the generator's image, and what else its manifest says of it. */
export interface SampleCondition {
  readonly asked: AskedCondition;
  /** The person, px of the generator's image. */
  readonly box: Box | null;
}

/** Conditions to be asked for. */
export interface SampleConditions {
  readonly manifest: string;
  readonly sha256: string;
  readonly count: number;
  /** In the manifest's order, read from the start at every call. */
  read(): AsyncGenerator<SampleCondition>;
  close(): Promise<void>;
}

/** How far the shape of a pose's picture may differ from the generator's image: sizes are rounded to whole px. */
const SHAPE_TOLERANCE = 0.02;

/**
 * Opens the conditions of a manifest for a generator. They are brought to the size of its image and hold what it takes.
 * @param location - a manifest, or the folder or archive of images that it belongs to
 * @throws InputError if the manifest cannot be read, or has no condition
 */
export async function openSampleConditions(
  location: string,
  generator: Pick<Generator, 'takes' | 'image'>,
): Promise<SampleConditions> {
  const manifest = await openManifest(location);
  const conditions = manifest.conditions();
  let count = 0;
  while ((await conditions.next()).done !== true) count++;
  if (count === 0) throw new InputError(`${manifest.path}: names no image, so there is no condition in it.`);
  const sha256 = await fileHash(manifest.path, 'sha256', 'hex');
  const images = await openManifestImages(manifest, undefined);
  return {
    manifest: manifest.path,
    sha256,
    count,
    async *read() {
      for await (const condition of manifest.conditions()) {
        yield await fitted(condition, manifest, images, generator);
      }
    },
    close: () => images.close(),
  };
}

async function fitted(
  condition: Condition,
  manifest: Manifest,
  images: ManifestImages,
  { takes, image }: Pick<Generator, 'takes' | 'image'>,
): Promise<SampleCondition> {
  const { id, file, labels } = condition;
  const pose = takes.pose ? condition.pose : null;
  const box = takes.pose ? condition.box : null;
  const outfit = condition.outfit && new Map(condition.outfit);
  for (const [slot, article] of outfit ?? []) {
    if (article !== null) outfit?.set(slot, resolveLocation(manifest.folder, article));
  }
  const asked = { id, outfit: takes.slots.length > 0 ? outfit : null, labels };
  if (!pose && !box) return { asked: { ...asked, pose: null }, box: null };
  const picture = condition.size ?? (await images.size(file));
  if (!sameShape(picture, image, SHAPE_TOLERANCE)) {
    throw new InputError(
      `${manifest.path}: the pose of ${id} is measured in ${describe(picture)}, and the generator makes ${describe(image)}; ` +
        'expected the same shape. Cut the pictures to it, or letterbox them, before importing their poses.',
    );
  }
  const [scaleX, scaleY] = [image.widthPx / picture.widthPx, image.heightPx / picture.heightPx];
  return {
    asked: { ...asked, pose: pose && scalePoints(pose, picture, image) },
    box: box && {
      x: box.x * scaleX,
      y: box.y * scaleY,
      width: box.width * scaleX,
      height: box.height * scaleY,
    },
  };
}

const describe = ({ widthPx, heightPx }: PictureSize): string => `${widthPx} x ${heightPx}`;
