import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Engine, LoadedNetwork } from '../../engines/engine.js';
import { InputError } from '../../errors.js';
import { reason } from '../../formats/reason.js';
import { fileHash } from '../../models/file-hash.js';
import { tfjsGraphToOnnx } from '../../models/tfjs/graph-to-onnx.js';

/** A network ready to run, and what identifies its weights. */
export interface HashedNetwork {
  readonly path: string;
  readonly network: LoadedNetwork;
  readonly sha256: string;
}

/**
 * Loads a network of a generator.
 * @throws InputError if a file is not there, or is no network that can be run
 * @throws UsageError for an unknown device
 */
export async function loadNetwork(
  loader: NetworkGeneratorFile['loader'],
  path: string,
  engine: Engine,
  device: string,
): Promise<HashedNetwork> {
  return loader === 'onnx' ? loadOnnx(path, engine, device) : loadGraphModel(path, engine, device);
}

async function loadOnnx(path: string, engine: Engine, device: string): Promise<HashedNetwork> {
  const sha256 = await fileHash(path, 'sha256', 'hex').catch((cause: unknown) => {
    throw cannotBeRead(path, cause);
  });
  return { path, sha256, network: await engine.load({ kind: 'onnx', path }, device) };
}

const manifestSchema = z.object({ weightsManifest: z.array(z.object({ paths: z.array(z.string()) })) });

/** The parts of a graph model that name files; the converter checks the rest. */
async function loadGraphModel(path: string, engine: Engine, device: string): Promise<HashedNetwork> {
  const hash = createHash('sha256');
  const read = async (file: string): Promise<Buffer> => {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw cannotBeRead(file, cause);
    });
    hash.update(bytes);
    return bytes;
  };
  const text = (await read(path)).toString();
  const files = new Map<string, Uint8Array>();
  for (const name of weightFiles(path, text)) files.set(name, await read(join(dirname(path), name)));
  const name = basename(path);
  const bytes = tfjsGraphToOnnx(path, text, files);
  return {
    path,
    sha256: hash.digest('hex'),
    network: await engine.load({ kind: 'model', name, bytes }, device),
  };
}

function weightFiles(path: string, text: string): string[] {
  try {
    return manifestSchema.parse(JSON.parse(text)).weightsManifest.flatMap(({ paths }) => paths);
  } catch (cause) {
    throw new InputError(`${path}: is not the model.json of a TensorFlow.js graph model.`, { cause });
  }
}

function cannotBeRead(path: string, cause: unknown): InputError {
  return new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a network.`, { cause });
}
