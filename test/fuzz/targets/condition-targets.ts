import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openManifest } from '../../../src/conditions/open-manifest.js';
import type { ImportOptions } from '../../../src/conditions/importers/importer.js';
import { readOpenPose } from '../../../src/conditions/importers/openpose-people.js';
import { readPairs } from '../../../src/conditions/importers/read-pairs.js';
import { findImporter } from '../../../src/conditions/importers/registry.js';
import { mutateJson } from '../mutate-json.js';
import { mutateText } from '../mutate-text.js';
import type { Target } from '../target.js';

const texts =
  (...seeds: readonly (string | object)[]) =>
  () =>
    Promise.resolve(seeds.map((seed) => Buffer.from(typeof seed === 'string' ? seed : JSON.stringify(seed))));

const size = { widthPx: 176, heightPx: 256 };

/** An importer over its annotations alone; all images are there, and of one size. */
const importer = (format: string, file: string): Pick<Target, 'name' | 'parse'> => ({
  name: `import-${format}`,
  async parse(input, folder) {
    const annotations = join(folder, file);
    await writeFile(annotations, input);
    await writeFile(join(folder, 'a.jpg'), '');
    const options: ImportOptions = { annotations, images: folder };
    const { items } = await findImporter(format).importer.list(folder, options);
    for (const item of items.slice(0, 50)) await item.read({ imageSize: () => Promise.resolve(size) });
  },
});

const joints = Array.from({ length: 16 }, (_, i) => [i, 2 * i, i % 3]);
const manifest = [
  { slots: ['top', 'bottom'], parsingLabels: { top: [5] }, regions: { top: 'torso' } },
  { id: 'a', file: 'a.png', pose: joints, size: [96, 128], outfit: { top: 'top.png', bottom: null } },
  { file: 'b.png', labels: { class: 'dress' }, box: [0, 0, 5, 5], seed: 3, edit: { of: 'a', what: 'top' } },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

const eighteen = Array.from({ length: 18 }, (_, i) => i);
const person = { pose_keypoints_2d: eighteen.flatMap((i) => [10 + i, 20 + 2 * i, 0.9]) };

export const conditionTargets: readonly Target[] = [
  {
    name: 'manifest',
    seeds: texts(manifest, manifest.split('\n').slice(1).join('\n')),
    mutate: mutateText,
    async parse(input, folder) {
      const path = join(folder, 'manifest.jsonl');
      await writeFile(path, input);
      let count = 0;
      for await (const condition of (await openManifest(path)).conditions()) count += condition.id.length;
      return count;
    },
  },
  {
    name: 'manifest-lines',
    seeds: texts(...manifest.split('\n')),
    mutate: mutateJson,
    async parse(input, folder) {
      const path = join(folder, 'manifest.jsonl');
      await writeFile(path, input);
      for await (const { id } of (await openManifest(path)).conditions()) if (id === '') return;
    },
  },
  {
    name: 'import-openpose',
    seeds: texts({ version: 1.3, people: [person] }, { people: [] }),
    mutate: mutateJson,
    async parse(input, folder) {
      const path = join(folder, 'a_keypoints.json');
      await writeFile(path, input);
      await readOpenPose(path, size);
    },
  },
  {
    ...importer('coco', 'person_keypoints_val.json'),
    seeds: texts({
      images: [{ id: 1, file_name: 'a.jpg', width: 176, height: 256 }],
      annotations: [
        {
          image_id: 1,
          iscrowd: 0,
          keypoints: Array.from({ length: 51 }, (_, i) => i % 3),
          bbox: [0, 0, 5, 5],
          area: 25,
        },
        { image_id: 1, keypoints: undefined },
      ],
    }),
    mutate: mutateJson,
  },
  {
    ...importer('patn', 'annotation-test.csv'),
    seeds: texts(`name:keypoints_y:keypoints_x\na.jpg: [${eighteen.join(', ')}]: [${eighteen.join(', ')}]\n`),
    mutate: mutateText,
  },
  {
    ...importer('lip', 'lip_val_set.csv'),
    seeds: texts(`a.jpg,${joints.map(([x, y], i) => (i % 4 ? `${x},${y},0` : 'nan,nan,nan')).join(',')}\n`),
    mutate: mutateText,
  },
  {
    name: 'pairs',
    seeds: texts('a.jpg b.jpg\nc.jpg d.jpg\n'),
    mutate: mutateText,
    async parse(input, folder) {
      const path = join(folder, 'pairs.txt');
      await writeFile(path, input);
      await readPairs(path);
    },
  },
];
