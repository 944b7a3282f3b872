import { createHash } from 'node:crypto';
import { InputError } from '../errors.js';
import { contentHash } from '../images/content-hash.js';
import type { ImageWithAlpha } from '../images/decode-with-alpha.js';
import type { RgbImage } from '../images/image.js';
import { colourPalette } from '../math/colour-palette.js';
import { labOfRgb } from '../math/lab.js';
import type { Appearance, Article } from './appearance.js';
import { articleRegion } from './article-region.js';
import { maskedCrop, type MaskedCrop } from './masked-crop.js';
import type { PictureEncoder, VectorCache } from './picture-encoder.js';
import { readFeatures, type PictureReading } from './picture-reading.js';
import { readPlaces } from './read-places.js';
import { toUnit } from './to-unit.js';
import type { NotSeen, Region } from './region.js';

/** Something to look at: a region of an image, or why there is none, which is passed on. */
export interface View {
  /** In words, for errors. */
  readonly name: string;
  readonly image: RgbImage;
  readonly region: Region | NotSeen;
}

/** A picture of an article, decoded. */
export interface ArticlePicture {
  /** In words, for errors. */
  readonly name: string;
  readonly picture: ImageWithAlpha;
}

/** Passes of the network at once. Changes speed and memory, not the numbers. */
const BATCH = 8;
const PALETTE = { colours: 5, seed: 0 } as const;

/**
 * Describes what articles look like, in pictures of their own and on people, by one encoder. It is shown a square with nothing but the
 * region in it. The embedding is the mean of the encoder's `patches` within the region, or, of an encoder that has no patches, its features
 * of the whole square.
 */
export class OutfitDescriber {
  readonly #encoder: PictureEncoder;
  readonly #role: 'patches' | 'features';
  readonly #reading: PictureReading;
  readonly #cache: VectorCache | undefined;

  /** @param cache - of what {@link readingOf} says that is kept of the encoder's vectors */
  constructor(encoder: PictureEncoder, cache?: VectorCache) {
    this.#encoder = encoder;
    this.#role = encoder.outputs.patches ? 'patches' : 'features';
    this.#reading = readingOf(encoder);
    this.#cache = cache;
  }

  /** What describes the pictures, in words. */
  get describedBy(): string {
    return `${this.#encoder.name}, ${this.#reading.description}`;
  }

  /**
   * @returns what each view shows, in their order, or the reason why it has no region
   * @throws InputError if a region is not of its image's size, or the encoder gives NaN, infinite values or nothing but zeros
   */
  async views(views: readonly View[]): Promise<(Appearance | NotSeen)[]> {
    return (await this.#look(views)).map((seen) => ('reason' in seen ? seen : seen.appearance));
  }

  /** @returns each article, in their order, or a reason if its picture is empty. Throws as {@link views} does */
  async articles(pictures: readonly ArticlePicture[]): Promise<(Article | NotSeen)[]> {
    const views = pictures.map(({ name, picture }) => ({
      name,
      image: picture,
      region: articleRegion(picture),
    }));
    return (await this.#look(views)).map((seen) =>
      'reason' in seen ? seen : { ...seen.appearance, id: seen.hash },
    );
  }

  async #look(views: readonly View[]): Promise<(Seen | NotSeen)[]> {
    const found = views.map((view) => ('reason' in view.region ? view.region : show(view, view.region)));
    const shown = found.filter((each) => 'crop' in each);
    const vectors = await this.#vectors(shown);
    const seen = shown.map((each, i) => ({ hash: each.hash, appearance: this.#describe(each, vectors[i]!) }));
    return found.map((each) => ('crop' in each ? seen[shown.indexOf(each)]! : each));
  }

  /** What is kept of the encoder's vectors: from the cache, and for the rest from the encoder. */
  async #vectors(shown: readonly Shown[]): Promise<readonly Float32Array[]> {
    const vectors = await Promise.all(shown.map(async ({ hash }) => this.#cache?.get(hash)));
    const missing = shown.flatMap((each, i) => (vectors[i] ? [] : [{ ...each, i }]));
    for (let start = 0; start < missing.length; start += BATCH) {
      const batch = missing.slice(start, start + BATCH);
      const outputs = await this.#encoder.extract(
        batch.map(({ crop }) => this.#encoder.preprocess(crop.image)),
      );
      const rows = outputs[this.#role]!;
      const width = rows.length / batch.length;
      const entries = batch.map(({ i, name, hash, crop }, row) => {
        const features = this.#reading.keep(rows.slice(row * width, (row + 1) * width), crop);
        if (!features.every(Number.isFinite)) {
          throw new InputError(
            `${name}: ${this.#encoder.name} gives ${this.#role} that are NaN or infinite; check the network and its preprocessing.`,
          );
        }
        vectors[i] = features;
        return { imageHash: hash, features };
      });
      await this.#cache?.put(entries);
    }
    return vectors.map((vector) => vector!);
  }

  #describe({ name, crop }: Shown, kept: Float32Array): Appearance {
    const vectors = this.#reading.read(kept, crop);
    const embedding = toUnit(vectors.embedding);
    if (!embedding) {
      throw new InputError(`${name}: ${this.#encoder.name} gives nothing but zeros; check the network.`);
    }
    return { ...vectors, embedding, palette: colourPalette(labOfRgb(insidePixels(crop)), PALETTE) };
  }
}

/** What a describer makes of an encoder's vectors: of its patches, if it has any, else of its features. */
export function readingOf({ name, outputs: { patches, features } }: PictureEncoder): PictureReading {
  if (patches?.map) return readPlaces(patches.map);
  if (features) return readFeatures(features.width);
  throw new InputError(
    `${name} gives neither a map of patches nor features, which outfits are described by.`,
  );
}

/** A region as the encoder is shown it. */
interface Shown {
  readonly name: string;
  readonly crop: MaskedCrop;
  readonly hash: string;
}

interface Seen {
  readonly hash: string;
  readonly appearance: Appearance;
}

function show({ name, image }: View, region: Region): Shown {
  if (region.widthPx !== image.widthPx || region.heightPx !== image.heightPx) {
    throw new InputError(
      `${name}: the region is of an image of ${region.widthPx}x${region.heightPx}, the image is ${image.widthPx}x${image.heightPx}; expected one size.`,
    );
  }
  const crop = maskedCrop(image, region);
  const pixels = contentHash({ kind: 'pixels', image: crop.image });
  return { name, crop, hash: createHash('sha256').update(pixels).update(crop.mask).digest('hex') };
}

function insidePixels({ image, mask }: MaskedCrop): Uint8Array {
  const pixels = new Uint8Array(image.data.length);
  let end = 0;
  mask.forEach((inside, i) => {
    if (inside === 0) return;
    pixels.set(image.data.subarray(3 * i, 3 * i + 3), end);
    end += 3;
  });
  return pixels.subarray(0, end);
}
