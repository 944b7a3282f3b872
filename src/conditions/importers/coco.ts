import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../errors.js';
import { coco17, toPose } from '../keypoint-layouts.js';
import type { Keypoint } from '../pose.js';
import { fromPixelIndices } from '../transform-points.js';
import { exists, findInDataset, findOnly, readJson, stem } from './dataset-files.js';
import type { Importer, ImportItem } from './importer.js';
import { severalPeople } from './several-people.js';

const imageSchema = z.object({
  id: z.union([z.number(), z.string()]),
  file_name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
});

const personSchema = z.object({
  image_id: z.union([z.number(), z.string()]),
  iscrowd: z.union([z.number(), z.boolean()]).optional(),
  keypoints: z.array(z.number()).length(3 * coco17.points),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  area: z.number().optional(),
});

/** Annotations of other kinds than people may lie beside; they have no keypoints. */
const schema = z.object({
  images: z.array(imageSchema),
  annotations: z.array(z.union([personSchema, z.looseObject({ keypoints: z.undefined().optional() })])),
});

type CocoImage = z.infer<typeof imageSchema>;
type CocoPerson = z.infer<typeof personSchema>;

/**
 * COCO keypoints: `annotations/person_keypoints_val2017.json` and `val2017/`. An image is imported with its largest person.
 * @source cocodataset.org/#format-data
 */
export const coco: Importer = {
  name: 'coco',
  slots: [],
  async list(folder, { annotations, images }) {
    const file = annotations ?? (await findAnnotations(folder));
    const root = images ?? (await findImages(folder, file));
    const data = await readJson(file, schema);
    const crowds = data.annotations.filter((entry) => isPerson(entry) && isCrowd(entry)).length;
    const people = data.annotations.filter(isPerson).filter((person) => !isCrowd(person));
    const labelled = people.filter(hasJoints);
    const byImage = new Map<number | string, CocoPerson[]>();
    for (const person of labelled) {
      byImage.set(person.image_id, [...(byImage.get(person.image_id) ?? []), person]);
    }
    const items = data.images.flatMap((image) => {
      const present = byImage.get(image.id);
      return present === undefined ? [] : [item(image, present, root)];
    });
    return {
      items,
      leftOut: {
        'images without a person that has keypoints': data.images.length - items.length,
        'people without keypoints': people.length - labelled.length,
        crowds: crowds,
      },
    };
  },
};

async function findAnnotations(folder: string): Promise<string> {
  const inner = join(folder, 'annotations');
  const place = (await exists(inner)) ? inner : folder;
  return findOnly(place, /^person_keypoints.*\.json$/, 'person_keypoints_*.json');
}

async function findImages(folder: string, annotations: string): Promise<string> {
  const part = stem(annotations).replace(/^person_keypoints_/, '');
  return findInDataset(
    'images (--images FOLDER says where they are)',
    [part, join('images', part), 'images'].map((name) => join(folder, name)),
  );
}

const isPerson = (entry: CocoPerson | { keypoints?: undefined }): entry is CocoPerson =>
  entry.keypoints !== undefined;

const isCrowd = ({ iscrowd }: CocoPerson): boolean => iscrowd === 1 || iscrowd === true;

const hasJoints = ({ keypoints }: CocoPerson): boolean =>
  keypoints.some((value, i) => i % 3 === 2 && value > 0);

function sizeOf({ area, bbox }: CocoPerson): number {
  return area ?? (bbox ? bbox[2] * bbox[3] : 0);
}

function item(image: CocoImage, people: readonly CocoPerson[], root: string): ImportItem {
  return {
    name: image.file_name,
    async read() {
      const file = join(root, image.file_name);
      if (!(await exists(file))) throw new InputError(`${file}: no such file.`);
      const person = people.reduce((largest, next) => (sizeOf(next) > sizeOf(largest) ? next : largest));
      const { keypoints, bbox } = person;
      const points = Array.from({ length: coco17.points }, (_, i): Keypoint | null => {
        const [x, y, v] = [keypoints[3 * i]!, keypoints[3 * i + 1]!, keypoints[3 * i + 2]!];
        return v === 0 ? null : { x, y, visible: v === 2 };
      });
      return {
        id: stem(image.file_name),
        file,
        size: { widthPx: image.width, heightPx: image.height },
        pose: toPose(fromPixelIndices(points), coco17),
        ...(bbox &&
          bbox[2] > 0 &&
          bbox[3] > 0 && { box: { x: bbox[0], y: bbox[1], width: bbox[2], height: bbox[3] } }),
        remarks: severalPeople(people.length),
      };
    },
  };
}
