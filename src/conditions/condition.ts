import type { BodyPart } from '../config/body-part.js';
import type { ManifestLine } from '../config/manifest.js';
import type { Pose } from './pose.js';

/** Width and height of a picture, px. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A rectangle in image coordinates, px; x and y are those of its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is worn, by slot: path of the article's image, or null for nothing. A slot that is not in it is not known. */
export type Outfit = ReadonlyMap<string, string | null>;

/** By slot, the values of a parsing map's pixels that show its article, 0 to 255. A slot that is not in it is not in the maps. */
export type ParsingLabels = ReadonlyMap<string, readonly number[]>;

/** By slot, the part of the body that its articles cover, of the slots of which the manifest says so. */
export type SlotRegions = ReadonlyMap<string, BodyPart>;

/** What a manifest says of one image: what the image shows, or what a generator was asked for. */
export interface Condition {
  /** Unique in its manifest. */
  readonly id: string;
  /** The image's path in its set. */
  readonly file: string;
  /** The picture that `pose` and the boxes are measured in; null: the image itself. */
  readonly size: PictureSize | null;
  /** null: not known. */
  readonly pose: Pose | null;
  /** The person; null: not known. */
  readonly box: Box | null;
  /** The head, as MPII annotates it; null: not known. */
  readonly headBox: Box | null;
  /** In the order of the manifest's slots; paths from the manifest's folder. null: not known. */
  readonly outfit: Outfit | null;
  /** Path of a map of body parts and clothes, from the manifest's folder. */
  readonly parsing: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly seed: number | null;
  readonly knobs: Readonly<Record<string, number>>;
  /** Id of the condition that this one is an edit of; null: of none. */
  readonly base: string | null;
  /** Id of the condition whose colours the edit has swapped in; null: of none. */
  readonly coloursOf: string | null;
}

/** @param slots - all slots, in their order; the line names no others */
export function toCondition(line: ManifestLine, slots: readonly string[]): Condition {
  const {
    id,
    file,
    width,
    height,
    pose,
    box,
    headBox,
    outfit,
    parsing,
    labels = {},
    seed,
    knobs = {},
    base,
    coloursOf,
  } = line;
  return {
    // The schema has seen to it that there is one of the two.
    id: (id ?? file)!,
    file: (file ?? id)!,
    size: width === undefined ? null : { widthPx: width, heightPx: height! },
    pose: pose?.map(([x, y, v]) => (v === 0 ? null : { x, y, visible: v === 2 })) ?? null,
    box: toBox(box),
    headBox: toBox(headBox),
    outfit: outfit
      ? new Map(
          slots.flatMap((slot) => {
            const article = outfit[slot];
            return article === undefined ? [] : [[slot, article] as const];
          }),
        )
      : null,
    parsing: parsing ?? null,
    labels,
    seed: seed ?? null,
    knobs,
    base: base ?? null,
    coloursOf: coloursOf ?? null,
  };
}

function toBox(box: ManifestLine['box']): Box | null {
  if (!box) return null;
  const [x, y, width, height] = box;
  return { x, y, width, height };
}
