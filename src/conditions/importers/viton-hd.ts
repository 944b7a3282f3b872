import { join } from 'node:path';
import { InputError } from '../../errors.js';
import { exists, findInDataset, firstThatExists, listFiles, listImages, stem } from './dataset-files.js';
import type { Importer, ImportItem, ImportOptions } from './importer.js';
import { readOpenPose } from './openpose-people.js';
import { readPairs, type Pair } from './read-pairs.js';
import { severalPeople } from './several-people.js';

/**
 * VITON-HD: `image/X.jpg`, `cloth/X.jpg`, `image-parse-v3/X.png`, `openpose_json/X_keypoints.json` in a folder a split.
 * @source github.com/shadow2496/VITON-HD, datasets.py
 */
export const vitonHd: Importer = {
  name: 'viton-hd',
  slots: ['top'],
  // Of the 20 that its parser knows, the three that its own code takes for the upper garment: a top, a dress, a coat.
  parsingLabels: { top: [5, 6, 7] },
  async list(folder, options) {
    const root = await splitFolder(folder, options.split);
    const poses = await findInDataset('poses', [join(root, 'openpose_json'), join(root, 'openpose-json')]);
    const parsing = await firstThatExists([join(root, 'image-parse-v3'), join(root, 'image-parse')]);
    const pairs = options.pairs === undefined ? await ownTops(root) : await readPairs(options.pairs);
    return { items: pairs.map((pair) => item(pair, root, poses, parsing, options)) };
  },
};

async function splitFolder(folder: string, split: string | undefined): Promise<string> {
  const root = split === undefined ? folder : join(folder, split);
  if (await exists(join(root, 'image'))) return root;
  const splits = (await listFiles(root)).filter((name) => ['train', 'test'].includes(name));
  const hint = splits.length > 0 ? ` It holds ${splits.join(' and ')}: choose with --split.` : '';
  throw new InputError(`${root}: no folder 'image' in it; expected a split of VITON-HD.${hint}`);
}

async function ownTops(root: string): Promise<Pair[]> {
  return (await listImages(join(root, 'image'))).map((name) => ({ person: name, article: name }));
}

function item(
  { person, article }: Pair,
  root: string,
  poses: string,
  parsingFolder: string | undefined,
  { size }: ImportOptions,
): ImportItem {
  return {
    name: person,
    async read({ imageSize }) {
      const file = join(root, 'image', person);
      const top = join(root, 'cloth', article);
      if (!(await exists(top))) throw new InputError(`${top}: no such file; expected the image of the top.`);
      const image = await imageSize(file);
      const { people, pose } = await readOpenPose(join(poses, `${stem(person)}_keypoints.json`), image, size);
      const parsing = parsingFolder && join(parsingFolder, `${stem(person)}.png`);
      return {
        id: stem(person),
        file,
        size: image,
        pose,
        outfit: { top },
        ...(parsing !== undefined && (await exists(parsing)) && { parsing }),
        labels: { pair: stem(person) === stem(article) ? 'paired' : 'unpaired' },
        remarks: severalPeople(people),
      };
    },
  };
}
