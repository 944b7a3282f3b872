import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../errors.js';
import { openPose18, toPose } from '../keypoint-layouts.js';
import { fromPixelIndices, sameShape, scalePoints } from '../transform-points.js';
import { exists, listImages, readJson, stem } from './dataset-files.js';
import type { Importer, ImportItem } from './importer.js';
import { readPairs, type Pair } from './read-pairs.js';

/** The slot that each category of the dataset fills. */
const slotOf = { upper_body: 'top', lower_body: 'bottom', dresses: 'dress' } as const;
type Category = keyof typeof slotOf;
const categories = Object.keys(slotOf) as Category[];

/** The picture that the keypoints are measured in, whatever the size of the images. */
const MEASURED = { widthPx: 384, heightPx: 512 };

/** 18 joints of x, y, score, index; a joint that was not found has coordinates of 0 or below. */
const schema = z.looseObject({
  keypoints: z.array(z.tuple([z.number(), z.number()], z.number())).length(openPose18.points),
});

/**
 * DressCode: a folder a category, in it `images/N_0.jpg` (person), `images/N_1.jpg` (article), `keypoints/N_2.json`,
 * `label_maps/N_4.png`.
 * @source github.com/aimagelab/dress-code, data/dataset.py and README.md
 */
export const dressCode: Importer = {
  name: 'dresscode',
  slots: Object.values(slotOf),
  // 5 is a skirt, 6 trousers; the category lower_body holds both.
  parsingLabels: { top: [4], bottom: [5, 6], dress: [7] },
  async list(folder, { pairs }) {
    const items: ImportItem[] = [];
    for (const category of categories) {
      const root = join(folder, category);
      if (!(await exists(root))) continue;
      const list = pairs === undefined ? await ownArticles(root) : await readPairs(join(root, pairs));
      for (const pair of list) items.push(item(pair, root, category));
    }
    if (items.length > 0) return { items };
    throw new InputError(`${folder}: nobody in it; expected ${categories.join('/, ')}/ with images/N_0.jpg.`);
  },
};

async function ownArticles(root: string): Promise<Pair[]> {
  const people = (await listImages(join(root, 'images'))).filter((name) => /_0\.\w+$/.test(name));
  return people.map((person) => ({ person, article: person.replace(/_0(\.\w+)$/, '_1$1') }));
}

function item({ person, article }: Pair, root: string, category: Category): ImportItem {
  const number = stem(person).replace(/_0$/, '');
  return {
    name: `${category}/${person}`,
    async read({ imageSize }) {
      const file = join(root, 'images', person);
      const worn = join(root, 'images', article);
      if (!(await exists(worn))) throw new InputError(`${worn}: no such file; expected the article's image.`);
      const size = await imageSize(file);
      if (!sameShape(size, MEASURED)) {
        throw new InputError(
          `${file}: ${size.widthPx}x${size.heightPx}; expected 3 wide to 4 high, as the keypoints are measured in 384x512.`,
        );
      }
      const { keypoints } = await readJson(join(root, 'keypoints', `${number}_2.json`), schema);
      const points = keypoints.map(([x, y]) => (x <= 0 || y <= 0 ? null : { x, y, visible: true }));
      const found = points.some((point) => point !== null);
      const parsing = join(root, 'label_maps', `${number}_4.png`);
      return {
        id: `${category}/${number}`,
        file,
        size,
        pose: found ? toPose(scalePoints(fromPixelIndices(points), MEASURED, size), openPose18) : null,
        // What else the person wears is not said: the other slots stay unknown.
        outfit: { [slotOf[category]]: worn },
        ...((await exists(parsing)) && { parsing }),
        labels: { category, pair: stem(article) === `${number}_1` ? 'paired' : 'unpaired' },
      };
    },
  };
}
