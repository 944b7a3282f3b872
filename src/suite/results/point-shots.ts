import type { Condition } from '../../conditions/condition.js';
import { stemOf } from '../../images/image-files.js';
import type { Point } from '../../config/run-result.js';
import type { ImageSet } from '../../images/image-set.js';
import type { Asked, GeneratedShot, Picture, Shot } from '../../reports/run/run-media.js';
import { joinImages } from '../control/control-join.js';
import type { KnownConditions, OpenFolders } from '../comparison/open-folders.js';
import type { PictureStore } from './picture-store.js';

/** Something that is complete once the pictures are made. */
export type Draft<T> = (pictures: readonly Picture[]) => T;

/** The images of a point, ready to be shown. */
export interface PointShots {
  readonly ids: readonly string[];
  /** Asks for the pictures of an image; undefined: there is no such image. */
  readonly draft: (id: string) => Draft<GeneratedShot> | undefined;
}

/**
 * @param folder - of the run, which paths start from
 * @returns undefined if the images are no longer there
 */
export async function pointShots(
  point: Point,
  folder: string,
  open: OpenFolders,
  store: PictureStore,
): Promise<PointShots | undefined> {
  const set = await open.set(folder, point.samples.location);
  if (!set) return undefined;
  const places = placesOf(set);
  const asked = await askedOf(point, set, folder, open, store);
  const seeds = await seedsOf(point, folder, open);
  return {
    ids: set.ids,
    draft: (id) => {
      const index = places.get(id);
      if (index === undefined) return undefined;
      const picture = store.ofSet(set, index);
      const askedFor = asked(id);
      return (pictures) => ({
        id,
        point: point.id,
        likeness: store.likeness(picture),
        seed: seeds.get(id) ?? null,
        asked: askedFor?.(pictures) ?? null,
      });
    },
  };
}

export const placesOf = ({ ids }: ImageSet): ReadonlyMap<string, number> =>
  new Map(ids.map((id, index) => [id, index]));

/** The seeds that the samples' own manifest tells. */
async function seedsOf({ samples }: Point, folder: string, open: OpenFolders) {
  const known = samples.conditions ? await open.conditions(folder, samples.location) : undefined;
  return new Map(known?.conditions.map(({ file, seed }) => [file, seed]));
}

/** What each image of a point was asked to show, by its id. */
async function askedOf(
  { samples, control }: Point,
  set: ImageSet,
  folder: string,
  open: OpenFolders,
  store: PictureStore,
): Promise<(id: string) => Draft<Asked> | undefined> {
  const known = samples.conditions && (await open.conditions(folder, samples.conditions.manifest));
  if (!known) return () => undefined;
  const ofImage = new Map(joinImages(set.ids, known.conditions).map(({ id, condition }) => [id, condition]));
  const ceiling = control?.ceiling.status === 'ok' ? control.ceiling.location : undefined;
  const real = ceiling === undefined ? undefined : await open.set(folder, ceiling);
  const realOf = new Map(
    real &&
      joinImages(real.ids, known.conditions).map(({ id, index, condition }) => [condition, { id, index }]),
  );
  return (id) => {
    const condition = ofImage.get(id);
    if (!condition) return undefined;
    const match = realOf.get(condition);
    const place = match && real && store.ofSet(real, match.index);
    return draftAsked(
      condition,
      known,
      store,
      match && place !== undefined ? { id: match.id, place } : undefined,
    );
  };
}

function draftAsked(
  { id, size, pose, outfit, labels }: Condition,
  { folder }: KnownConditions,
  store: PictureStore,
  real: { readonly id: string; readonly place: number } | undefined,
): Draft<Asked> {
  const articles = Array.from(outfit ?? [], ([slot, path]) => ({
    slot,
    article:
      path === null
        ? null
        : { id: stemOf(path.slice(path.lastIndexOf('/') + 1)), place: store.ofFile(folder, path) },
  }));
  const shot = ({ id: name, place }: { readonly id: string; readonly place: number }): Shot => ({
    id: name,
    likeness: store.likeness(place),
  });
  return (pictures) => {
    const realShot = real ? shot(real) : null;
    return {
      condition: id,
      size: size ?? (realShot && sizeOf(realShot, pictures)),
      pose,
      articles: articles.map(({ slot, article }) => ({ slot, article: article && shot(article) })),
      labels,
      real: realShot,
    };
  };
}

/** A pose without a picture of its own is measured in the real image. */
function sizeOf({ likeness }: Shot, pictures: readonly Picture[]): Asked['size'] {
  return 'picture' in likeness ? pictures[likeness.picture]! : null;
}
