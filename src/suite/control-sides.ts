import type { Condition } from '../conditions/condition.js';
import type { Manifest } from '../conditions/open-manifest.js';
import { InputError } from '../errors.js';
import { openImageSet } from '../images/open-image-set.js';
import type { NotScored } from '../metrics/control/definition.js';
import type { PoseEstimator } from '../pose/pose-estimator.js';
import { openRealImages } from './control-ceiling.js';
import { joinImages, requireComplete } from './control-join.js';
import { controlPairs, type ControlPairs, type ControlPairsOptions } from './control-pairs.js';
import type { Listener } from './listener.js';

/** What control is measured of. */
export interface ControlSets {
  /** A manifest.jsonl with the poses asked for, or the folder or archive of images that it belongs to. */
  readonly manifest: string;
  /** The set of images that were generated. */
  readonly images: string;
  /** The set of real images for the ceiling; undefined: the manifest's own, if they are there. */
  readonly real?: string | undefined;
}

/** Conditions of a manifest, in its order. */
export interface ControlConditions {
  readonly all: readonly Condition[];
  readonly withPose: readonly Condition[];
}

/** @throws InputError at a line that cannot be used, or if no line has a pose */
export async function readConditions(manifest: Manifest): Promise<ControlConditions> {
  const all: Condition[] = [];
  for await (const condition of manifest.conditions()) all.push(condition);
  const withPose = all.filter(({ pose }) => pose);
  if (withPose.length > 0) return { all, withPose };
  throw new InputError(
    `${manifest.path}: none of its ${all.length} lines has a pose; expected the poses that the generator was asked for.`,
  );
}

export interface ControlSides {
  readonly generated: ControlPairs;
  readonly ceiling: ControlPairs | NotScored;
}

/**
 * Finds the poses of both sides. Real images come first: a pose without a picture size is measured in the image that it was taken from.
 * @throws InputError if images and conditions do not belong together, or an image cannot be used
 */
export async function lookAtSides(
  estimator: PoseEstimator,
  manifest: Manifest,
  { all, withPose }: ControlConditions,
  { images, real }: ControlSets,
  { onError }: Pick<ControlPairsOptions, 'onError'>,
  listener: Listener,
): Promise<ControlSides> {
  const set = await openImageSet(images);
  try {
    const joined = joinImages(set.ids, all);
    requireComplete({ location: images, ids: set.ids, joined }, all, manifest.path);
    const realImages = await openRealImages(manifest, withPose, real);
    let ceiling: ControlPairs | undefined;
    try {
      ceiling =
        realImages &&
        (await controlPairs(realImages.set, realImages.joined, estimator, { onError }, listener));
    } finally {
      await realImages?.set.close();
    }
    const generated = await controlPairs(
      set,
      joined.filter(({ condition }) => condition.pose),
      estimator,
      { onError, pictures: ceiling?.pictures },
      listener,
    );
    if (generated.pairs.length === 0) throw new InputError(`${images}: no image could be read.`);
    return { ceiling: usable(ceiling, generated, real !== undefined), generated };
  } finally {
    await set.close();
  }
}

/** The ceiling, unless it would be the generated images themselves. @param asked - whether the user named the real images */
function usable(
  ceiling: ControlPairs | undefined,
  generated: ControlPairs,
  asked: boolean,
): ControlPairs | NotScored {
  const hint = 'give the real images with --real';
  if (!ceiling) return { reason: `no ceiling: the manifest's own images are not there; ${hint}` };
  if (ceiling.pairs.length === 0) return { reason: 'no ceiling: no real image could be read' };
  const same = holds(generated, ceiling) && holds(ceiling, generated);
  if (asked || !same) return ceiling;
  return { reason: `no ceiling: the manifest's own images are the generated ones themselves; ${hint}` };
}

/** Whether every image of the second is one of the first, of the same condition. */
function holds(first: ControlPairs, second: ControlPairs): boolean {
  return Array.from(second.contents).every(([condition, contents]) =>
    [...contents].every((content) => first.contents.get(condition)?.has(content)),
  );
}
