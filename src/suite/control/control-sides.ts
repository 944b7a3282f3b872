import type { Manifest } from '../../conditions/open-manifest.js';
import { InputError } from '../../errors.js';
import { openImageSet } from '../../images/open-image-set.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { openRealImages } from './control-ceiling.js';
import type { ControlConditions } from './control-conditions.js';
import { joinImages, requireComplete, type JoinedImage } from './control-join.js';
import type { Listener } from '../listener.js';
import { lookAtImages, type Eyes, type LookOptions } from './look-at-images.js';
import { openParsingMaps, type ParsingMaps } from './parsing-maps.js';
import type { SeenSet } from './seen-set.js';

/** What control is measured of. */
export interface ControlSets {
  /** A manifest.jsonl with what was asked for, or the folder or archive of images that it belongs to. */
  readonly manifest: string;
  /** How many of its conditions were asked for, from the first; undefined: all. */
  readonly first?: number | undefined;
  /** The set of images that were generated. */
  readonly images: string;
  /** The set of real images for the ceiling; undefined: the manifest's own, if they are there. */
  readonly real?: string | undefined;
  /** The set of maps of body parts and clothes in the generated images, named as they are; undefined: slots are found by the pose. */
  readonly parsing?: string | undefined;
}

export interface ControlSides {
  readonly generated: SeenSet;
  readonly ceiling: SeenSet | NotScored;
}

/** What belongs to what is asked for. */
export interface ControlSource {
  readonly sets: ControlSets;
  readonly manifest: Manifest;
  readonly conditions: ControlConditions;
}

/**
 * Looks at both sides. Real images come first: a pose without a picture size is measured in the image that it was taken from.
 * @throws InputError if images and conditions do not belong together, or an image cannot be used
 */
export async function lookAtSides(
  eyes: Eyes,
  source: ControlSource,
  options: Pick<LookOptions, 'onError'>,
  listener: Listener,
): Promise<ControlSides> {
  const { parsing } = source.sets;
  const maps = parsing === undefined ? undefined : await openParsingMaps(source.manifest, parsing);
  try {
    return await lookWith(maps, eyes, source, options, listener);
  } finally {
    await maps?.close();
  }
}

async function lookWith(
  maps: ParsingMaps | undefined,
  eyes: Eyes,
  { sets, manifest, conditions }: ControlSource,
  options: Pick<LookOptions, 'onError'>,
  listener: Listener,
): Promise<ControlSides> {
  const { images, real } = sets;
  const { all, asked } = conditions;
  const set = await openImageSet(images);
  try {
    const joined = joinImages(set.ids, all);
    requireComplete({ location: images, ids: set.ids, joined }, asked, manifest.path);
    const realImages = await openRealImages(manifest, asked, real);
    let ceiling: SeenSet | undefined;
    try {
      const parsingOf = maps && (({ condition }: JoinedImage) => maps.ofReal(condition));
      ceiling =
        realImages &&
        (await lookAtImages(realImages.set, realImages.joined, eyes, { ...options, parsingOf }, listener));
    } finally {
      await realImages?.set.close();
    }
    const wanted = new Set(asked);
    const generated = await lookAtImages(
      set,
      joined.filter(({ condition }) => wanted.has(condition)),
      eyes,
      { ...options, pictures: ceiling?.pictures, parsingOf: maps && (({ id }) => maps.ofGenerated(id)) },
      listener,
    );
    if (generated.images.length === 0) throw new InputError(`${images}: ${whyNone(generated)}.`);
    return { ceiling: usable(ceiling, generated, real !== undefined), generated };
  } finally {
    await set.close();
  }
}

/** Why none of the images of a set can be scored. */
function whyNone({ side: { notScored, skipped } }: SeenSet): string {
  const reasons = new Set([...notScored, ...skipped].map(({ reason }) => reason));
  return `none of its images can be scored (${[...reasons].slice(0, 3).join('; ')})`;
}

/** The ceiling, unless it would be the generated images themselves. @param asked - whether the user named the real images */
function usable(ceiling: SeenSet | undefined, generated: SeenSet, asked: boolean): SeenSet | NotScored {
  const hint = 'give the real images with --real';
  if (!ceiling) return { reason: `no ceiling: the manifest's own images are not there; ${hint}` };
  if (ceiling.images.length === 0) return { reason: `no ceiling: ${whyNone(ceiling)}` };
  if (asked || !(holds(generated, ceiling) && holds(ceiling, generated))) return ceiling;
  return { reason: `no ceiling: the manifest's own images are the generated ones themselves; ${hint}` };
}

/** Whether every image of the second is one of the first, of the same condition. */
function holds(first: SeenSet, second: SeenSet): boolean {
  const key = ({ condition, content }: SeenSet['images'][number]) => `${condition.id}\n${content}`;
  const known = new Set(first.images.map(key));
  return second.images.every((image) => known.has(key(image)));
}
