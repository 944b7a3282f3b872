import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImageError, InputError } from '../../src/errors.js';
import type { RgbImage } from '../../src/images/image.js';
import type { OutfitSample } from '../../src/metrics/outfit/outfit-sample.js';
import type { Appearance } from '../../src/outfit/appearance.js';
import { centred, meanEmbedding } from '../../src/outfit/centred.js';
import { GROUND_GREY, maskedCrop } from '../../src/outfit/masked-crop.js';
import { OutfitDescriber, readingOf } from '../../src/outfit/outfit-describer.js';
import type { PictureEncoder } from '../../src/outfit/picture-encoder.js';
import { readArticle } from '../../src/outfit/read-article.js';
import { toRegion, type NotSeen, type Region } from '../../src/outfit/region.js';
import { mannequinPicture } from './mannequin-picture.js';

const GRID = 4;

/** Shows the mean colour of each cell of a 4 x 4 grid, and counts the pictures that it was shown. */
function colourGrid(
  change: (value: number) => number = (value) => value,
): PictureEncoder & { shown: number } {
  return {
    name: 'colour-grid',
    shown: 0,
    outputs: {
      patches: { width: 3 * GRID ** 2, map: { rows: GRID, columns: GRID, channels: 3, ofSquare: 1 } },
    },
    preprocess({ widthPx, data }) {
      const cells = new Float32Array(3 * GRID ** 2);
      const counts = new Float32Array(GRID ** 2);
      const cellOf = (i: number) =>
        Math.floor((Math.floor(i / widthPx) * GRID) / widthPx) * GRID +
        Math.floor(((i % widthPx) * GRID) / widthPx);
      for (let i = 0; i < widthPx ** 2; i++) counts[cellOf(i)]!++;
      for (let i = 0; i < widthPx ** 2; i++) {
        for (let k = 0; k < 3; k++) cells[3 * cellOf(i) + k]! += data[3 * i + k]! / counts[cellOf(i)]!;
      }
      return cells.map(change);
    },
    extract(inputs) {
      this.shown += inputs.length;
      return Promise.resolve({ patches: Float32Array.from(inputs.flatMap((input) => Array.from(input))) });
    },
  };
}

const RED = [200, 30, 40] as const;
/** 40 x 30: red in columns 5 to 24 of rows 5 to 24, blue elsewhere. */
const image: RgbImage = {
  widthPx: 40,
  heightPx: 30,
  data: Uint8Array.from({ length: 3600 }, (_, at) => {
    const [i, k] = [Math.floor(at / 3), at % 3];
    const [x, y] = [i % 40, Math.floor(i / 40)];
    return x >= 5 && x < 25 && y >= 5 && y < 25 ? RED[k]! : [20, 40, 180][k]!;
  }),
};
function rectangle(left: number, top: number, right: number, bottom: number): Region {
  const mask = Uint8Array.from({ length: 1200 }, (_, i) => {
    const [x, y] = [i % 40, Math.floor(i / 40)];
    return x >= left && x < right && y >= top && y < bottom ? 1 : 0;
  });
  const region = toRegion(mask, image, 'a test');
  if ('reason' in region) throw new Error(region.reason);
  return region;
}
function seen(appearance: Appearance | NotSeen | undefined): Appearance {
  if (!appearance || 'reason' in appearance) throw new Error('nothing is seen');
  return appearance;
}
const length = (vector: Float32Array): number => Math.hypot(...vector);

describe('maskedCrop', () => {
  it('cuts out a square with the region in its middle, and grey where the region is not', () => {
    const crop = maskedCrop(image, rectangle(5, 5, 25, 15));
    expect(crop.image.widthPx).toBe(22);
    expect(crop.mask.reduce((sum, inside) => sum + inside, 0)).toBe(200);
    crop.mask.forEach((inside, i) => {
      const [x, y] = [i % 22, Math.floor(i / 22)];
      expect(inside === 1).toBe(x >= 1 && x < 21 && y >= 6 && y < 16);
      expect(Array.from(crop.image.data.subarray(3 * i, 3 * i + 3))).toEqual(
        inside === 1 ? [...RED] : [GROUND_GREY, GROUND_GREY, GROUND_GREY],
      );
    });
  });
});

describe('OutfitDescriber', () => {
  it('describes what is in the region, whatever is about it', async () => {
    const describer = new OutfitDescriber(colourGrid());
    const repainted = {
      ...image,
      data: image.data.map((value, at) => (image.data[at - (at % 3)] === 200 ? value : 255 - value)),
    };
    const region = rectangle(5, 5, 25, 25);
    const [a, b] = await describer.views([
      { name: 'a', image, region },
      { name: 'b', image: repainted, region },
    ]);
    expect(a).toEqual(b);
    const { embedding, palette, patches, patchWidth } = seen(a);
    expect(length(embedding)).toBeCloseTo(1, 6);
    expect(palette).toHaveLength(1);
    expect(palette[0]!.share).toBeCloseTo(1, 9);
    expect(palette[0]!.lab[0]).toBeGreaterThan(35);
    expect(palette[0]!.lab[1]).toBeGreaterThan(50);
    for (let at = 0; at < patches.length; at += patchWidth) {
      expect(length(patches.subarray(at, at + patchWidth))).toBeCloseTo(1, 6);
    }
    // Red at unit length, but for the grey rim of the cells at the edge.
    expect(embedding[0]! / embedding[2]!).toBeGreaterThan(2);
  });

  it('gives what it is asked in order, passes reasons on, and shows the encoder nothing twice', async () => {
    const encoder = colourGrid();
    const kept = new Map<string, Float32Array>();
    const describer = new OutfitDescriber(encoder, {
      get: (hash) => Promise.resolve(kept.get(hash)),
      put: (entries) => {
        for (const { imageHash, features } of entries) kept.set(imageHash, features);
        return Promise.resolve();
      },
    });
    const views = Array.from({ length: 20 }, (_, i) => ({
      name: `view ${i}`,
      image,
      region: i === 7 ? { reason: 'half a person' } : rectangle(i, 3, i + 15, 28),
    }));
    const first = await describer.views(views);
    expect(first[7]).toEqual({ reason: 'half a person' });
    expect(encoder.shown).toBe(19);
    const alone = await new OutfitDescriber(colourGrid()).views([views[13]!]);
    expect(first[13]).toEqual(alone[0]);
    expect(await describer.views(views.toReversed())).toEqual(first.toReversed());
    expect(encoder.shown).toBe(19);
    expect([...kept.values()].every((vector) => vector.length === readingOf(encoder).width)).toBe(true);
    // Another mask over the same pixels is another view.
    await describer.views([
      {
        name: 'grey',
        image: { ...image, data: image.data.map(() => GROUND_GREY) },
        region: rectangle(0, 0, 10, 10),
      },
    ]);
    await describer.views([
      {
        name: 'grey',
        image: { ...image, data: image.data.map(() => GROUND_GREY) },
        region: { ...rectangle(0, 0, 10, 10), mask: rectangle(0, 0, 10, 8).mask },
      },
    ]);
    expect(encoder.shown).toBe(21);
  });

  it('names what it cannot use', async () => {
    const region = rectangle(5, 5, 25, 25);
    const small = { widthPx: 20, heightPx: 30, data: new Uint8Array(1800) };
    const view = (encoder: PictureEncoder, of = image) => new OutfitDescriber(encoder).views([{ name: 'x.png, top', image: of, region }]); // prettier-ignore
    await expect(view(colourGrid(), small)).rejects.toThrow(
      /^x\.png, top: the region is of an image of 40x30, the image is 20x30/,
    );
    await expect(view(colourGrid(() => NaN))).rejects.toThrow(InputError);
    await expect(view(colourGrid(() => NaN))).rejects.toThrow(
      /^x\.png, top: colour-grid gives patches that are NaN/,
    );
    await expect(view(colourGrid(() => 0))).rejects.toThrow(/nothing but zeros/);
    expect(() => new OutfitDescriber({ ...colourGrid(), outputs: {} })).toThrow(
      /neither a map of patches nor features/,
    );
  });

  it('takes the features of an encoder that has no patches', async () => {
    const grid = colourGrid();
    const describer = new OutfitDescriber({
      ...grid,
      outputs: { features: { width: 48 } },
      extract: async (inputs) => ({ features: (await grid.extract(inputs)).patches! }),
    });
    const [view] = await describer.views([{ name: 'a', image, region: rectangle(5, 5, 25, 25) }]);
    expect(seen(view).embedding).toHaveLength(48);
    expect(seen(view).patches).toHaveLength(0);
    expect(describer.describedBy).toBe('colour-grid, features of the masked crop');
  });

  it('gives what the outfit scores take', async () => {
    const [view] = await new OutfitDescriber(colourGrid()).views([
      { name: 'a', image, region: rectangle(5, 5, 25, 25) },
    ]);
    const pair: OutfitSample['pairs'][number]['seen'] = view!;
    expect(pair).toBe(view);
  });
});

describe('articles', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-eval-articles-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are one if their pictures are, and are most like what is worn of them', async () => {
    const describer = new OutfitDescriber(colourGrid());
    const { image: photograph, parsing, articlePicture } = await mannequinPicture(5000, 160);
    const path = join(folder, 'top.png');
    await writeFile(path, await articlePicture('top'));
    await writeFile(join(folder, 'copy.png'), await articlePicture('top'));
    await writeFile(join(folder, 'bottom.png'), await articlePicture('bottom'));
    const [top, copy, bottom] = await describer.articles([
      await readArticle(path, 'manifest.jsonl:2: top'),
      await readArticle(join(folder, 'copy.png'), 'manifest.jsonl:3: top'),
      await readArticle(join(folder, 'bottom.png'), 'manifest.jsonl:2: bottom'),
    ]);
    if (!top || 'reason' in top || !copy || 'reason' in copy || !bottom || 'reason' in bottom)
      throw new Error('no article');
    expect(copy.id).toBe(top.id);
    expect(bottom.id).not.toBe(top.id);
    const worn = toRegion(parsing.labels.map((label) => (label === 11 ? 1 : 0)), photograph, 'top'); // prettier-ignore
    const [view] = await describer.views([{ name: 'worn', image: photograph, region: worn }]);
    const cosine = (a: Appearance, b: Appearance) =>
      a.embedding.reduce((sum, value, k) => sum + value * b.embedding[k]!, 0);
    expect(cosine(seen(view), top)).toBeGreaterThan(cosine(seen(view), bottom));
    const mean = meanEmbedding([top, bottom]);
    expect(cosine(centred(top, mean), centred(bottom, mean))).toBeCloseTo(-1, 3);
  });

  it('give a reason where the slot is drawn empty, and an error that names who asked where there is no picture', async () => {
    const { articlePicture } = await mannequinPicture(5003, 64);
    const path = join(folder, 'empty.png');
    await writeFile(path, await articlePicture('bottom'));
    const describer = new OutfitDescriber(colourGrid());
    expect(await describer.articles([await readArticle(path, 'x')])).toEqual([
      { reason: 'empty article picture' },
    ]);
    const missing = readArticle(join(folder, 'none.png'), 'manifest.jsonl: 000001.png, top');
    await expect(missing).rejects.toThrow(ImageError);
    await expect(missing).rejects.toThrow(
      /^manifest\.jsonl: 000001\.png, top: article .*none\.png: cannot be read/,
    );
    await writeFile(join(folder, 'text.png'), 'no image');
    await expect(readArticle(join(folder, 'text.png'), 'top')).rejects.toThrow(
      /text\.png: cannot be decoded/,
    );
  });
});
