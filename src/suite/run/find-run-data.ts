import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GENERATOR_FILE } from '../../config/generator-file.js';
import { MANIFEST_FILE } from '../../config/manifest.js';
import { SAMPLING_FILE } from '../../config/sampling-record.js';
import { openManifest } from '../../conditions/open-manifest.js';
import { manifestPath } from '../../conditions/read-manifest.js';
import { GanEvalError } from '../../errors.js';
import { holdsStatistics } from '../../features/statistics-file.js';
import { isImageName } from '../../images/image-files.js';
import { portablePath } from '../portable-path.js';

/** A set of images, or a file of statistics, that was found. */
export interface FoundSet {
  /** From the folder that was searched. */
  readonly path: string;
  /** Whether it holds samples of `gan-eval sample`. */
  readonly isSampled: boolean;
  /** What its manifest says; null: it has none that can be read. */
  readonly manifest: {
    readonly lines: number;
    readonly poses: number;
    readonly slots: readonly string[];
  } | null;
}

export interface FoundData {
  /** Folders with a generator.json, from the folder that was searched. */
  readonly generators: readonly string[];
  readonly sets: readonly FoundSet[];
}

/** Folders that are looked into below the one that is searched. */
const DEPTH = 2;

const archive = /\.(?:zip|tar|tar\.gz|tgz|npz)$/i;

/** Looks for what a run can be made of: generators, sets of images, manifests. No image is opened. */
export async function findRunData(folder: string): Promise<FoundData> {
  const generators: string[] = [];
  const sets: FoundSet[] = [];
  /** Folders of what sets are described by: articles, parsing maps. */
  const belongings = new Set<string>();
  const visit = async (at: string, depth: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true });
    const names = new Set(entries.map(({ name }) => name));
    if (names.has(GENERATOR_FILE)) {
      generators.push(portablePath(folder, at) || '.');
      return;
    }
    if (
      [...names].some((name) => isImageName(name)) ||
      names.has(MANIFEST_FILE) ||
      names.has(SAMPLING_FILE)
    ) {
      sets.push(await describeSet(at, folder, names.has(SAMPLING_FILE), belongings));
      return;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isFile() && archive.test(entry.name))
        sets.push(await describeSet(path, folder, false, belongings));
      const isLeftOut = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (entry.isDirectory() && !isLeftOut && depth < DEPTH) await visit(path, depth + 1);
    }
  };
  await visit(folder, 0);
  return { generators, sets: sets.filter(({ path }) => !belongings.has(path)) };
}

async function describeSet(
  path: string,
  folder: string,
  isSampled: boolean,
  belongings: Set<string>,
): Promise<FoundSet> {
  const found = { path: portablePath(folder, path) || '.', isSampled };
  if (/\.npz$/i.test(path) && (await holdsStatistics(path).catch(() => false)))
    return { ...found, manifest: null };
  try {
    const manifest = await openManifest(await manifestPath(path));
    let [lines, poses] = [0, 0];
    for await (const { pose, outfit, parsing } of manifest.conditions()) {
      lines++;
      if (pose) poses++;
      for (const file of [...(outfit?.values() ?? []), parsing]) {
        if (file) belongings.add(portablePath(folder, dirname(join(manifest.folder, file))));
      }
    }
    return { ...found, manifest: { lines, poses, slots: manifest.slots } };
  } catch (error) {
    if (error instanceof GanEvalError) return { ...found, manifest: null };
    throw error;
  }
}

/** How much a set looks like one of real images. */
export function realness({ path, isSampled, manifest }: FoundSet): number {
  const name = basename(path).toLowerCase();
  return (
    (isSampled ? -4 : 0) +
    (manifest ? 1 : 0) +
    (/real|train|reference|dataset|photo/.test(name) ? 3 : 0) -
    (/fake|gen|sample|synth|out/.test(name) ? 3 : 0)
  );
}
