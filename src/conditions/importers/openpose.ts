import { join } from 'node:path';
import { InputError } from '../../errors.js';
import { listFiles, listImages, stem } from './dataset-files.js';
import type { Importer } from './importer.js';
import { readOpenPose } from './openpose-people.js';
import { severalPeople } from './several-people.js';

const SUFFIX = '_keypoints.json';

/**
 * OpenPose's own output: `X_keypoints.json` an image, of 18 or 25 points.
 * @source github.com/CMU-Perceptual-Computing-Lab/openpose, doc/02_output.md
 */
export const openPose: Importer = {
  name: 'openpose',
  slots: [],
  async list(folder, { images = folder, size }) {
    const poses = (await listFiles(folder)).filter((name) => name.endsWith(SUFFIX));
    if (poses.length === 0) throw new InputError(`${folder}: no file X${SUFFIX} in it.`);
    const pictures = new Map((await listImages(images)).map((name) => [stem(name), name]));
    return {
      items: poses.map((name) => ({
        name,
        async read({ imageSize }) {
          const id = name.slice(0, -SUFFIX.length);
          const picture = pictures.get(id);
          if (picture === undefined) {
            throw new InputError(
              `${join(images, id)}.*: no such image (png, jpg, ...), and there is ${name}.`,
            );
          }
          const file = join(images, picture);
          const image = await imageSize(file);
          const { people, pose } = await readOpenPose(join(folder, name), image, size);
          return { id, file, size: image, pose, remarks: severalPeople(people) };
        },
      })),
    };
  },
};
