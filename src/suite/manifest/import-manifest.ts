import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ManifestHeader, ManifestLineInput } from '../../config/manifest.js';
import { importOptions, type ImportFormat } from '../../conditions/importers/formats.js';
import type {
  ImportedImage,
  Importer,
  ImportItem,
  ImportOptions,
} from '../../conditions/importers/importer.js';
import { findImporter } from '../../conditions/importers/registry.js';
import { InputError, UsageError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { imageSize } from '../../images/image-size.js';
import type { Listener } from '../listener.js';
import { manifestPose, roundPx } from './manifest-pose.js';
import { portablePath } from '../portable-path.js';

export interface ImportRequest extends ImportOptions {
  readonly format: string;
  /** Of the dataset. */
  readonly folder: string;
  /** Where the manifest is written; its paths start from there. */
  readonly out: string;
  /** What becomes of an image that cannot be imported. */
  readonly onError: 'fail' | 'skip';
}

export interface ImportReport {
  readonly format: string;
  readonly out: string;
  readonly written: number;
  /** Images with nobody found in them. */
  readonly withoutPose: number;
  /** What had to be decided, by what it was. */
  readonly remarks: Readonly<Record<string, number>>;
  /** What the dataset holds and the manifest does not, by what it is. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Images that could not be imported. */
  readonly skipped: readonly { readonly item: string; readonly reason: string }[];
}

/**
 * Writes a dataset of the field as a manifest, whole or not at all.
 * @throws UsageError for a format or an option that is not known
 * @throws InputError if the dataset is not as expected, or an image cannot be imported and `onError` is `fail`
 */
export async function importManifest(request: ImportRequest, listener: Listener = {}): Promise<ImportReport> {
  const { format, folder, out, onError } = request;
  const { format: known, importer } = findImporter(format);
  checkOptions(request, known);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new InputError(`${folder}: no such folder; expected ${known.takes[0]}.`);
  const { items, leftOut = {} } = await importer.list(folder, request);
  const remarks: Record<string, number> = {};
  const skipped: { item: string; reason: string }[] = [];
  let [written, withoutPose] = [0, 0];

  async function* lines(): AsyncGenerator<Uint8Array> {
    if (importer.slots.length > 0) yield toLine(header(importer));
    const itemOfId = new Map<string, string>();
    for (const item of items) {
      const image = await readItem(item, itemOfId, onError);
      listener.onAdvance?.(1);
      if ('reason' in image) {
        skipped.push(image);
        continue;
      }
      written++;
      if (image.pose === null) withoutPose++;
      for (const remark of image.remarks ?? []) remarks[remark] = (remarks[remark] ?? 0) + 1;
      yield toLine(manifestLine(image, dirname(out)));
    }
    if (written === 0) {
      throw new InputError(
        `${folder}: nothing to import: ${items.length} images listed, ${skipped.length} unusable.`,
      );
    }
  }

  listener.onStage?.({ label: `Importing ${folder}`, total: items.length, unit: 'images' });
  try {
    await writeFileAtomically(out, lines());
  } finally {
    listener.onStageEnd?.();
  }
  return { format, out, written, withoutPose, remarks, leftOut, skipped };
}

function checkOptions(request: ImportRequest, { name, options }: ImportFormat): void {
  const strange = importOptions.find((option) => request[option] !== undefined && !options.includes(option));
  if (strange === undefined) return;
  throw new UsageError(
    `--${strange} means nothing to ${name}; it takes ${options.map((option) => `--${option}`).join(', ')}.`,
  );
}

async function readItem(item: ImportItem, itemOfId: Map<string, string>, onError: ImportRequest['onError']) {
  try {
    const image = await item.read({ imageSize: (path) => imageSize({ kind: 'file', path }, path) });
    const first = itemOfId.get(image.id);
    if (first !== undefined) {
      throw new InputError(`${item.name}: would have the id '${image.id}', which ${first} has already.`);
    }
    itemOfId.set(image.id, item.name);
    return image;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (onError === 'skip') return { item: item.name, reason: error.message };
    throw new InputError(`${error.message} (--on-error skip leaves such images out and counts them.)`, {
      cause: error,
    });
  }
}

function header({ slots, parsingLabels = {} }: Importer): ManifestHeader {
  const labels = Object.entries(parsingLabels).map(([slot, values]): [string, number[]] => [
    slot,
    [...values],
  ]);
  return { slots: [...slots], ...(labels.length > 0 && { parsingLabels: Object.fromEntries(labels) }) };
}

function manifestLine(image: ImportedImage, folder: string): ManifestLineInput {
  const { id, file, size, pose, box, outfit, parsing, labels } = image;
  const path = (target: string): string => portablePath(folder, target);
  return {
    id,
    file: path(file),
    width: size.widthPx,
    height: size.heightPx,
    pose: pose && manifestPose(pose),
    ...(box && { box: [roundPx(box.x), roundPx(box.y), roundPx(box.width), roundPx(box.height)] }),
    ...(outfit && {
      outfit: Object.fromEntries(
        Object.entries(outfit).map(([slot, article]) => [slot, article === null ? null : path(article)]),
      ),
    }),
    ...(parsing !== undefined && { parsing: path(parsing) }),
    ...(labels && { labels: { ...labels } }),
  };
}

function toLine(value: ManifestHeader | ManifestLineInput): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
