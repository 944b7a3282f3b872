import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { GENERATOR_FILE, type GeneratorFile, type ImagesGeneratorFile } from '../config/generator-file.js';
import { openEngine } from '../engines/open-engine.js';
import { UsageError } from '../errors.js';
import { checkedGenerator } from './checked-generator.js';
import { commandGenerator } from './command/command-generator.js';
import type { Generator, OpenOptions } from './generator.js';
import { httpGenerator } from './http/http-generator.js';
import { imagesGenerator, type ImagesSource } from './images-generator.js';
import { networkGenerator } from './network/network-generator.js';
import { readGeneratorFile } from './read-generator-file.js';

/**
 * Opens a generator: loads its networks, starts its program, asks its endpoint.
 * @param location - a `generator.json`, the folder that holds one, or a set of images made before
 * @throws UsageError if it is an unknown device, or a file of another kind
 * @throws InputError if the description or what it names cannot be used
 */
export async function openGenerator(location: string, options: OpenOptions): Promise<Generator> {
  return checkedGenerator(await open(location, options), options);
}

/** The images that a location stands for, if they are made already; undefined: it is of something that makes images. */
export async function locateImages(location: string): Promise<ImagesSource | undefined> {
  const described = await describe(location);
  return described.file.loader === 'images' ? imagesSource(described.file, described.folder) : undefined;
}

interface Described {
  readonly file: GeneratorFile;
  /** What its paths start from. */
  readonly folder: string;
}

async function describe(location: string): Promise<Described> {
  const path = await locateFile(location);
  if (path === undefined) return { file: { loader: 'images', set: location }, folder: '' };
  return { file: await readGeneratorFile(path), folder: dirname(resolve(path)) };
}

function imagesSource({ name, set, manifest }: ImagesGeneratorFile, folder: string): ImagesSource {
  const path = (file: string): string => (folder === '' ? file : resolve(folder, file));
  return { name, set: path(set), manifest: manifest === undefined ? undefined : path(manifest) };
}

async function open(location: string, options: OpenOptions): Promise<Generator> {
  const { file, folder } = await describe(location);
  switch (file.loader) {
    case 'onnx':
    case 'tfjs':
      return networkGenerator(file, folder, await openEngine(options.engine), options.onNotice);
    case 'command':
      return commandGenerator(file, folder, options);
    case 'http':
      return httpGenerator(file);
    case 'images':
      return imagesGenerator(imagesSource(file, folder));
  }
}

/** undefined: the location is a set of images. */
async function locateFile(location: string): Promise<string | undefined> {
  const found = await stat(location).catch(() => undefined);
  if (found?.isDirectory()) {
    const inside = join(location, GENERATOR_FILE);
    return (await stat(inside).catch(() => undefined))?.isFile() ? inside : undefined;
  }
  if (/\.json$/i.test(location)) return location;
  if (/\.(?:onnx|pkl|pt|pth|safetensors|h5)$/i.test(location)) {
    throw new UsageError(
      `${location} is a network alone. Give the ${GENERATOR_FILE} that says what it takes and gives; see docs/generators.md.`,
    );
  }
  return undefined;
}
