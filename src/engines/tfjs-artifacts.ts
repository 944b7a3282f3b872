import type { io } from '@tensorflow/tfjs-core';
import { InputError } from '../errors.js';
import type { TfjsModelFile } from './tfjs-model-file.js';

type Group = TfjsModelFile['weightsManifest'][number];

/**
 * A model as TensorFlow.js takes it from an io handler, so that it reads no file and asks no network itself.
 * @param files - contents by the paths that the manifest names
 * @throws InputError if a file is missing, or a group of files is not as long as its weights
 */
export function tfjsArtifacts(
  name: string,
  model: TfjsModelFile,
  files: ReadonlyMap<string, Uint8Array>,
): io.ModelArtifacts {
  const { format, signature, modelInitializer, initializerSignature } = model;
  // A layers model's training configuration is left out: it asks for an optimizer, and nothing is trained here.
  return {
    format,
    modelTopology: { versions: {}, ...model.modelTopology }, // TensorFlow.js reads the versions unasked.
    weightSpecs: model.weightsManifest.flatMap(({ weights }) => weights),
    weightData: model.weightsManifest.map((group) => contents(name, group, files)),
    ...(signature && { signature }),
    ...(modelInitializer && { modelInitializer }),
    ...(initializerSignature && { initializerSignature }),
  };
}

function contents(
  name: string,
  { paths, weights }: Group,
  files: ReadonlyMap<string, Uint8Array>,
): ArrayBuffer {
  const shards = paths.map((path) => {
    const content = files.get(path);
    if (content === undefined) throw new InputError(`${name}: the weights' file ${path} is missing.`);
    return content;
  });
  const length = shards.reduce((sum, shard) => sum + shard.length, 0);
  const needed = weights.reduce((sum, weight) => sum + byteLength(weight), 0);
  // Strings carry their lengths with them.
  if (length !== needed && !weights.some(({ dtype }) => dtype === 'string')) {
    throw new InputError(
      `${name}: ${paths.join(', ')}: ${length} bytes; the manifest describes ${needed} bytes of weights.`,
    );
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const shard of shards) {
    bytes.set(shard, offset);
    offset += shard.length;
  }
  return bytes.buffer;
}

const valueBytes = {
  float32: 4,
  int32: 4,
  bool: 1,
  string: 0,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

const byteLength = ({ shape, dtype, quantization }: Group['weights'][number]): number =>
  shape.reduce((product, size) => product * size, valueBytes[quantization?.dtype ?? dtype]);
