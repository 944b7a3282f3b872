import { didYouMean } from '../../config/did-you-mean.js';
import { UsageError } from '../../errors.js';
import { coco } from './coco.js';
import { dressCode } from './dress-code.js';
import type { Importer } from './importer.js';
import { lip } from './lip.js';
import { openPose } from './openpose.js';
import { patn } from './patn.js';
import { vitonHd } from './viton-hd.js';

export const importers: readonly Importer[] = [vitonHd, dressCode, patn, coco, lip, openPose];

/** @throws UsageError if there is none of this name */
export function findImporter(name: string): Importer {
  const found = importers.find((importer) => importer.name === name);
  if (found !== undefined) return found;
  const names = importers.map((importer) => importer.name);
  throw new UsageError(
    `'${name}' is no format to import from; there are ${names.join(', ')}.${didYouMean(name, names)}`,
  );
}
