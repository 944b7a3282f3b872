import { join } from 'node:path';
import { InputError } from '../../errors.js';
import { keypointNames, type Keypoint } from '../pose.js';
import { fromPixelIndices } from '../transform-points.js';
import { exists, findInDataset, firstThatExists, readLines, stem } from './dataset-files.js';
import type { Importer, ImportItem } from './importer.js';
import { shortened } from '../../config/shortened.js';

const FIELDS = 1 + 3 * keypointNames.length;

/**
 * Look into Person: `lip_val_set.csv`, lines of a file name and x, y, v for the 16 joints in MPII order, `nan` where a
 * joint is missing. v is 0 for a visible joint and 1 for a hidden one, the other way round than in COCO.
 * @source the dataset's vis_annotation.py for the order; v as TensorBay's loader (opendataset/LIP) reads it
 */
export const lip: Importer = {
  name: 'lip',
  slots: [],
  async list(folder, { annotations, images, split = 'val' }) {
    const csv = `lip_${split}_set.csv`;
    const places = (outer: string, inner: string): string[] => [
      join(folder, inner),
      join(folder, outer, inner),
      join(folder, outer, outer, inner),
    ];
    const file =
      annotations ??
      (await findInDataset('annotations', [
        ...places('TrainVal_pose_annotations', csv),
        join(folder, 'pose_annotations', csv),
      ]));
    const root = images ?? (await findInDataset('images', places('TrainVal_images', `${split}_images`)));
    const parsing = await firstThatExists(places('TrainVal_parsing_annotations', `${split}_segmentations`));
    const lines = await readLines(file);
    return { items: lines.map(({ text, place }) => item(text, place, root, parsing)) };
  },
};

function item(text: string, place: string, root: string, parsingFolder: string | undefined): ImportItem {
  const [name = '', ...values] = text.split(',').map((value) => value.trim());
  return {
    name,
    async read({ imageSize }) {
      if (values.length + 1 !== FIELDS) {
        throw new InputError(
          `${place}: ${values.length + 1} fields; expected ${FIELDS}: a file name, then x, y, v of 16 joints.`,
        );
      }
      const joints = keypointNames.map((joint, i) =>
        toKeypoint(values.slice(3 * i, 3 * i + 3), joint, place),
      );
      const file = join(root, name);
      const parsing = parsingFolder && join(parsingFolder, `${stem(name)}.png`);
      return {
        id: stem(name),
        file,
        size: await imageSize(file),
        pose: joints.some((joint) => joint !== null) ? fromPixelIndices(joints) : null,
        ...(parsing !== undefined && (await exists(parsing)) && { parsing }),
      };
    },
  };
}

function toKeypoint(values: readonly string[], joint: string, place: string): Keypoint | null {
  if (values.some((value) => value.toLowerCase() === 'nan')) return null;
  const [x, y, hidden] = values.map((value) => (value === '' ? Number.NaN : Number(value)));
  if (!Number.isFinite(x) || !Number.isFinite(y) || (hidden !== 0 && hidden !== 1)) {
    throw new InputError(
      `${place}: ${joint} is '${shortened(values.join(','), 100)}'; expected x, y and 0 (visible) or 1 (hidden), or nan.`,
    );
  }
  return { x: x!, y: y!, visible: hidden === 0 };
}
