import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import type { PictureSize } from '../condition.js';
import { openPose18, toPose } from '../keypoint-layouts.js';
import type { Keypoint } from '../pose.js';
import { fromPixelIndices, movePoints, sameShape, scalePoints } from '../transform-points.js';
import { findInDataset, findOnly, readLines, stem } from './dataset-files.js';
import type { Importer, ImportItem } from './importer.js';

/** The picture that the keypoints are measured in: In-shop's 256 x 256 without 40 columns on either side. */
const MEASURED = { widthPx: 176, heightPx: 256 };
const PADDED = { widthPx: 256, heightPx: 256 };
const PADDING_PX = 40;

const HEADER = 'name:keypoints_y:keypoints_x';
const MISSING = -1;

const listSchema = z.array(z.number()).length(openPose18.points);

/**
 * DeepFashion with PATN's keypoints: `fasion-resize-annotation-test.csv` (so spelled), lines `name: [18 y]: [18 x]`.
 * @source github.com/tengteng95/Pose-Transfer, tool/compute_coordinates.py and tool/generate_fashion_datasets.py
 */
export const patn: Importer = {
  name: 'patn',
  slots: [],
  async list(folder, { annotations, images, size = MEASURED }) {
    const file = annotations ?? (await findOnly(folder, /annotation.*\.csv$/, 'annotation-*.csv'));
    const part = stem(file).includes('train') ? 'train' : 'test';
    const root = images ?? (await findInDataset('images', [join(folder, part), join(folder, 'images')]));
    const [header, ...lines] = await readLines(file);
    if (header?.text.replaceAll(' ', '') !== HEADER) {
      throw new InputError(`${file}:1: '${header?.text.slice(0, 60) ?? ''}'; expected the header ${HEADER}.`);
    }
    return { items: lines.map(({ text, place }) => item(text, place, root, size)) };
  },
};

function item(text: string, place: string, root: string, measured: PictureSize): ImportItem {
  const [name = '', ys = '', xs = ''] = text.split(':').map((part) => part.trim());
  return {
    name,
    async read({ imageSize }) {
      const points = toPoints(parseList(ys, place), parseList(xs, place));
      const file = join(root, name);
      const size = await imageSize(file);
      const isFound = points.some((point) => point !== null);
      return {
        id: stem(name),
        file,
        size,
        pose: isFound ? toPose(toImage(fromPixelIndices(points), measured, size, file), openPose18) : null,
      };
    },
  };
}

function parseList(text: string, place: string): readonly number[] {
  try {
    return listSchema.parse(parseJson(text));
  } catch (cause) {
    throw new InputError(`${place}: expected NAME: [18 numbers, y]: [18 numbers, x].`, { cause });
  }
}

function toPoints(ys: readonly number[], xs: readonly number[]): (Keypoint | null)[] {
  return xs.map((x, i) => {
    const y = ys[i]!;
    return x === MISSING || y === MISSING ? null : { x, y, visible: true };
  });
}

function toImage(
  points: readonly (Keypoint | null)[],
  measured: PictureSize,
  size: PictureSize,
  file: string,
): readonly (Keypoint | null)[] {
  if (sameShape(measured, size)) return scalePoints(points, measured, size);
  if (sameShape(measured, MEASURED) && sameShape(size, PADDED)) {
    return scalePoints(movePoints(scalePoints(points, measured, MEASURED), PADDING_PX, 0), PADDED, size);
  }
  throw new InputError(
    `${file}: ${size.widthPx}x${size.heightPx}; expected the shape of ${measured.widthPx}x${measured.heightPx}, ` +
      'in which the keypoints are measured, or 256x256 (--size WxH says what else they are measured in).',
  );
}
