import { basename } from 'node:path';
import { drawPicture } from '../../fixtures/mannequins/draw-set.js';
import { decodeImage } from '../../src/images/decode-image.js';
import type { RgbImage } from '../../src/images/image.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';
import { compose, posedMannequin } from './pictures.js';
import { table } from './table.js';

const WIDE = { widthPx: 720, heightPx: 512 };
/** The second mannequin is another one than the first. */
const OTHERS = 500;

/** Two mannequins: how far apart their middles are, px, and how large the second is beside the first. */
const pairs: readonly (readonly [name: string, apartPx: number, size: number])[] = [
  ['side by side', 340, 1],
  ['close', 200, 1],
  ['touching', 130, 1],
  ['half hidden', 80, 1],
  ['behind one another', 40, 1],
  ['a child, 0.6 as large', 200, 0.6],
  ['in the background, 0.4', 280, 0.4],
  ['in the background, 0.3', 280, 0.3],
  ['in the background, 0.2', 280, 0.2],
];

interface Scene {
  readonly name: string;
  readonly count: number;
  readonly picture: (index: number) => Promise<RgbImage>;
}

const drawn = (count: number): Scene[] => [
  {
    ...{ name: 'one mannequin', count: 4 * count },
    picture: async (seed) => (await posedMannequin(seed, 512)).image,
  },
  {
    ...{ name: 'one imitation, 256 px high', count },
    picture: async (seed) =>
      decodeImage({ kind: 'encoded', bytes: await drawPicture('imitation', seed, 256) }, `imitation ${seed}`),
  },
  ...pairs.map(([name, apartPx, size]): Scene => ({
    ...{ name: `two, ${name}`, count },
    picture: (seed) => {
      const middleX = WIDE.widthPx / 2 - apartPx / 2;
      const first = { seed, heightPx: 512, middleX, bottomY: 512 };
      const second = {
        ...{ seed: seed + OTHERS, heightPx: Math.round(512 * size) },
        ...{ middleX: middleX + apartPx, bottomY: size < 1 ? 470 : 512 },
      };
      return compose(WIDE, [first, second]);
    },
  })),
];

/** In how many pictures somebody is seen, and in how many of them a second person. @param folders - of photographs */
export async function people(
  estimators: readonly PoseEstimator[],
  count: number,
  folders: readonly string[],
): Promise<string> {
  const photographs = await Promise.all(
    folders.map(async (folder): Promise<Scene> => {
      const set = await openImageSet(folder);
      return {
        ...{ name: `photographs, ${basename(folder)}`, count: set.ids.length },
        picture: async (index) => decodeImage(await set.read(index), set.ids[index]!),
      };
    }),
  );
  const rows: string[][] = [];
  for (const { name, count: of, picture } of [...drawn(count), ...photographs]) {
    const seen = estimators.map(() => ({ somebody: 0, second: 0 }));
    for (let index = 0; index < of; index++) {
      const image = await picture(index);
      for (const [i, estimator] of estimators.entries()) {
        const found = (await estimator.estimate(image)).length;
        if (found > 0) seen[i]!.somebody++;
        if (found > 1) seen[i]!.second++;
      }
    }
    rows.push([name, String(of), ...seen.map(({ somebody, second }) => `${second} of ${somebody}`)]);
  }
  return table(['', 'pictures', ...estimators.map(({ identity }) => identity.name)], rows);
}
