import { modelsFolder } from './cache.js';
import { findModel } from './find-model.js';
import { checkFiles, weightsSha256 } from './verify-model.js';

/** Told how far the transfer of a model is, in bytes. */
export type ModelProgress = (progress: {
  readonly model: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}) => void;

/** A model whose files are in the cache and have been checked. */
export interface CachedModel {
  readonly name: string;
  /** Paths, by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** For provenance: of the one file, or of the list of the files' hashes. */
  readonly sha256: string;
}

/**
 * A model's files, fetched first if they are not in the cache or are damaged there. Their hashes are checked each time.
 * @throws UsageError for an unknown name, or if the files cannot be had
 */
export async function ensureModel(name: string, onProgress?: ModelProgress): Promise<CachedModel> {
  const model = findModel(name);
  const folder = modelsFolder();
  const checks = await checkFiles(model, folder);
  if (checks.some(({ state }) => state !== 'ok')) {
    // The network's client is loaded only where it is needed.
    const { pullModel } = await import('./pull-model.js');
    await pullModel(name, { onProgress });
  }
  return {
    name,
    files: new Map(checks.map(({ file, path }) => [file, path])),
    sha256: weightsSha256(model),
  };
}
