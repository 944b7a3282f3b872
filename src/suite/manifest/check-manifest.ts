import { dirname } from 'node:path';
import type { Condition, PictureSize } from '../../conditions/condition.js';
import { ConditionReader } from '../../conditions/condition-reader.js';
import { readManifestText } from '../../conditions/manifest-text.js';
import { locateManifest } from '../../conditions/read-manifest.js';
import { boxIsOutside, jointsOutside } from '../../conditions/pose-problems.js';
import { sameShape } from '../../conditions/transform-points.js';
import { InputError } from '../../errors.js';
import { imageSize } from '../../images/image-size.js';
import { ManifestFindings, type ManifestFinding, type ManifestFindingKind } from './manifest-findings.js';
import { joinLocation } from '../../storage/locations.js';
import { openManifestImages, type ManifestImages } from './manifest-images.js';
import { ManifestSummariser, type ManifestSummary } from './summarise-manifest.js';

export interface ManifestCheck {
  readonly manifest: string;
  /** Where its images were looked for. */
  readonly images: string;
  readonly summary: ManifestSummary;
  readonly findings: readonly ManifestFinding[];
}

/**
 * Reads every line of a manifest and the header of every image, article and parsing map that it names.
 * @param location - the manifest, or the folder or archive of images that it belongs to
 * @param set - the images, if they are not where the manifest is
 * @throws InputError if there is no manifest, or the set cannot be opened; all else is a finding
 */
export async function checkManifest(location: string, set?: string): Promise<ManifestCheck> {
  const path = await locateManifest(location);
  const folder = dirname(path);
  const images = await openManifestImages({ path, folder }, set);
  try {
    const findings = new ManifestFindings();
    const summariser = new ManifestSummariser();
    const reader = new ConditionReader(path);
    const files = new FileChecker(folder, images, findings);
    const named = new Set<string>();
    for await (const line of readManifestText(path)) {
      const condition = await attempt(findings, 'line', () => reader.read(line));
      if (condition === undefined) continue;
      summariser.add(condition);
      named.add(condition.file);
      await files.check(condition);
    }
    const summary = summariser.finish(reader.slots ?? []);
    if (summary.images === 0) findings.add('empty', path);
    for (const file of images.files ?? []) if (!named.has(file)) findings.add('unlisted', file);
    return { manifest: path, images: images.location, summary, findings: findings.finish() };
  } finally {
    await images.close();
  }
}

/** Opens what conditions name, each article once. */
class FileChecker {
  readonly #folder: string;
  readonly #images: ManifestImages;
  readonly #findings: ManifestFindings;
  readonly #articles = new Set<string>();

  constructor(folder: string, images: ManifestImages, findings: ManifestFindings) {
    this.#folder = folder;
    this.#images = images;
    this.#findings = findings;
  }

  async check(condition: Condition): Promise<void> {
    const { file, outfit, parsing } = condition;
    const image = await attempt(this.#findings, 'image', () => this.#images.size(file));
    this.#checkCoordinates(condition, image);
    for (const article of outfit?.values() ?? []) {
      if (article === null || this.#articles.has(article)) continue;
      this.#articles.add(article);
      await this.#open('article', article);
    }
    if (parsing === null) return;
    const map = await this.#open('parsing', parsing);
    if (map && image && (map.widthPx !== image.widthPx || map.heightPx !== image.heightPx)) {
      this.#findings.add('parsing-size', `${parsing}: ${describe(map)}, the image ${describe(image)}`);
    }
  }

  #checkCoordinates({ id, size, pose, box, headBox }: Condition, image: PictureSize | undefined): void {
    if (pose?.every((joint) => joint === null)) this.#findings.add('no-joints', id);
    else if (pose?.every((joint) => !joint?.visible)) this.#findings.add('none-visible', id);
    if (size && image && (pose ?? box ?? headBox) && !sameShape(size, image)) {
      this.#findings.add('shape', `${id}: coordinates in ${describe(size)}, the image ${describe(image)}`);
    }
    const picture = size ?? image;
    if (picture === undefined) return;
    const outside = pose ? jointsOutside(pose, picture) : [];
    if (outside.length > 0) this.#findings.add('outside', `${id}: ${outside.join(', ')}`);
    if (box && boxIsOutside(box, picture)) this.#findings.add('box-outside', id);
    if (headBox && boxIsOutside(headBox, picture)) this.#findings.add('head-box-outside', id);
  }

  #open(kind: 'article' | 'parsing', path: string): Promise<PictureSize | undefined> {
    return attempt(this.#findings, kind, () =>
      imageSize({ kind: 'file', path: joinLocation(this.#folder, path) }, path),
    );
  }
}

const describe = ({ widthPx, heightPx }: PictureSize): string => `${widthPx}x${heightPx}`;

/** What `work` gives; if it throws an InputError, a finding of this kind and undefined. */
async function attempt<T>(
  findings: ManifestFindings,
  kind: ManifestFindingKind,
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    findings.add(kind, error.message);
    return undefined;
  }
}
