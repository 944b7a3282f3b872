import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { modelsFolder } from './cache.js';
import type { ModelDescriptor, ModelFile } from './catalogue.js';
import { fileHash } from './file-hash.js';
import { findModel } from './find-model.js';

export interface FileCheck {
  readonly file: string;
  readonly path: string;
  readonly state: 'ok' | 'missing' | 'damaged';
}

/** Where a model's files lie in the cache, whether they are there or not. */
export function modelPath(name: string, folder: string = modelsFolder()): string {
  const { files } = findModel(name);
  const [only] = files;
  return files.length === 1 && only !== undefined ? join(folder, name, only.name) : join(folder, name);
}

/** Compares the size and the sha256 of a model's cached files with the catalogue's. */
export async function verifyModel(name: string, folder: string = modelsFolder()): Promise<FileCheck[]> {
  return checkFiles(findModel(name), folder);
}

export async function checkFiles(model: ModelDescriptor, folder: string): Promise<FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const file of model.files) {
    const path = join(folder, model.name, file.name);
    checks.push({ file: file.name, path, state: await checkFile(path, file) });
  }
  return checks;
}

export async function checkFile(path: string, file: ModelFile): Promise<FileCheck['state']> {
  const found = await sizeOf(path);
  if (found === undefined) return 'missing';
  if (found !== file.sizeBytes) return 'damaged';
  return (await fileHash(path, 'sha256', 'hex')) === file.sha256 ? 'ok' : 'damaged';
}

/** The size of a file in bytes; undefined if there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true ? stats.size : undefined;
}

/** One hash for all the files of a model: the file's own where it is one, else that of their names and hashes. */
export function weightsSha256({ files }: ModelDescriptor): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.sha256;
  const list = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return createHash('sha256').update(list).digest('hex');
}
