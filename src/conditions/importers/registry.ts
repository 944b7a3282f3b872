import { didYouMean } from '../../config/did-you-mean.js';
import { UsageError } from '../../errors.js';
import { coco } from './coco.js';
import { dressCode } from './dress-code.js';
import { importFormats, type ImportFormat } from './formats.js';
import type { Importer } from './importer.js';
import { lip } from './lip.js';
import { openPose } from './openpose.js';
import { patn } from './patn.js';
import { vitonHd } from './viton-hd.js';

const importers: readonly Importer[] = [vitonHd, dressCode, patn, coco, lip, openPose];

/** A format and what imports it. @throws UsageError if there is none of this name */
export function findImporter(name: string): { readonly format: ImportFormat; readonly importer: Importer } {
  const format = importFormats.find((candidate) => candidate.name === name);
  const importer = importers.find((candidate) => candidate.name === name);
  if (format !== undefined && importer !== undefined) return { format, importer };
  const names = importFormats.map((candidate) => candidate.name);
  throw new UsageError(
    `'${name}' is no format to import from; there are ${names.join(', ')}.${didYouMean(name, names)}`,
  );
}
