import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Engine, LoadedNetwork, NetworkSource } from '../../engines/engine.js';
import { parseTfjsModelFile, type TfjsModelFile } from '../../engines/tfjs-model-file.js';
import { InputError, UsageError } from '../../errors.js';
import { reason } from '../../formats/reason.js';
import { onnxHash } from '../../models/onnx-hash.js';
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
 * @throws UsageError for an unknown device, or a kind of network that does not run on it
 */
export async function loadNetwork(
  loader: NetworkGeneratorFile['loader'],
  path: string,
  engine: Engine,
): Promise<HashedNetwork> {
  return loader === 'onnx' ? loadOnnx(path, engine) : loadTfjs(path, engine);
}

async function loadOnnx(path: string, engine: Engine): Promise<HashedNetwork> {
  const sha256 = await onnxHash(path);
  return { path, sha256, network: await engine.load({ kind: 'onnx', path }) };
}

async function loadTfjs(path: string, engine: Engine): Promise<HashedNetwork> {
  const hash = createHash('sha256');
  const read = async (file: string): Promise<Buffer> => {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw cannotBeRead(file, cause);
    });
    hash.update(bytes);
    return bytes;
  };
  const text = (await read(path)).toString();
  const model = parseTfjsModelFile(path, text);
  const files = new Map<string, Uint8Array>();
  for (const name of model.weightsManifest.flatMap(({ paths }) => paths)) {
    files.set(name, await read(join(dirname(path), name)));
  }
  const source: NetworkSource = engine.takes.includes('tfjs')
    ? { kind: 'tfjs', name: path, model, files }
    : { kind: 'model', name: basename(path), bytes: convert(path, model, text, files) };
  return { path, sha256: hash.digest('hex'), network: await engine.load(source) };
}

function convert(
  path: string,
  { format }: TfjsModelFile,
  text: string,
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  if (format === 'graph-model') {
    try {
      return tfjsGraphToOnnx(path, text, files);
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      throw new InputError(
        `${path}: cannot be converted to ONNX. ${cause.message} Try TensorFlow.js itself: --engine tfjs.`,
        { cause },
      );
    }
  }
  throw new UsageError(
    `${path}: is a layers model; only graph models are converted to ONNX. TensorFlow.js runs it: --engine tfjs.`,
  );
}

function cannotBeRead(path: string, cause: unknown): InputError {
  return new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a network.`, { cause });
}
