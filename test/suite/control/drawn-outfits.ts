import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { NotScored } from '../../../src/metrics/control/definition.js';
import type { Appearance, Article } from '../../../src/outfit/appearance.js';
import type { OutfitEye } from '../../../src/suite/control/outfit-eye.js';

export const SLOTS = ['top', 'bag'] as const;

/** What an image shows: the pose of a condition, and by slot the number of the article that is worn; 0: none. */
export interface Dressed {
  readonly pose: number;
  readonly worn: readonly [top: number, bag: number];
}

/** Writes an image in whose pixels the reading estimator and {@link readingEye} read what it shows. */
export async function writeDressed(folder: string, name: string, { pose, worn }: Dressed): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  const [width, height] = [10, 20];
  const data = new Uint8Array(width * height * 3);
  // The pose, no shift, one person.
  data.set([pose, 0, 1]);
  worn.forEach((article, slot) => (data[3 * (width + slot)] = article));
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(join(folder, name));
}

/** Path of an article in a manifest. */
export const articlePath = (article: number): string => `articles/${article}.png`;

/** What an article looks like: by its number, unlike all others. 0 is what is seen where nothing is worn. */
function appearanceOf(article: number): Appearance {
  const random = new Mt19937(article);
  const unit = (length: number): Float32Array => {
    const vector = Float64Array.from({ length }, () => random.normal());
    const norm = Math.hypot(...vector);
    return Float32Array.from(vector, (value) => value / norm);
  };
  return {
    embedding: unit(64),
    palette: [
      { lab: [20 + 60 * random.random(), 80 * random.random() - 40, 80 * random.random() - 40], share: 1 },
    ],
    patches: unit(16),
    patchWidth: 16,
    layout: new Float32Array(0),
  };
}

/** An eye without faults for the images of {@link writeDressed}. */
export function readingEye(): OutfitEye {
  const seenNumbers = new Map<Appearance, number>();
  return {
    identity: { name: 'reading', weightsSha256: '0'.repeat(64), settings: 'none' },
    regions: 'pose',
    articles(conditions) {
      const paths = new Set(conditions.flatMap(({ outfit }) => [...(outfit?.values() ?? [])]));
      return Promise.resolve(
        new Map(
          Array.from(paths)
            .filter((path) => path !== null)
            .map((path): [string, Article] => [
              path,
              { id: path, ...appearanceOf(Number(/\d+/.exec(path)![0])) },
            ]),
        ),
      );
    },
    look(_, { data, widthPx }, { outfit }, { pose }) {
      const seen = new Map<string, Appearance | NotScored>();
      for (const slot of outfit?.keys() ?? []) {
        const article = data[3 * (widthPx + SLOTS.findIndex((name) => name === slot))]!;
        const appearance = appearanceOf(article);
        seenNumbers.set(appearance, article);
        seen.set(slot, pose ? appearance : { reason: 'nobody was found' });
      }
      return Promise.resolve(seen);
    },
    views: () => Promise.reject(new Error('No regions are drawn.')),
    judge: () => (_, seen) => ('reason' in seen ? seen : seenNumbers.get(seen) === 0 ? 0 : 1),
    dispose: () => Promise.resolve(),
  };
}
