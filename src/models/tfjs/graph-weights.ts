import { InputError } from '../../errors.js';
import { fromHalf } from '../../formats/from-half.js';
import type { GraphModel, GraphWeight } from './graph-schema.js';

/** A constant of the graph, row-major. */
export interface GraphConstant {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/**
 * The constants of a TensorFlow.js graph model by the names of their nodes. The files of a manifest's group are one run of
 * bytes, in which the weights lie end to end, little-endian.
 * @param files - contents by the paths that the manifest names
 * @throws InputError if a file is missing, or a group is not as long as its weights
 */
export function readGraphWeights(
  manifest: GraphModel['weightsManifest'],
  files: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, GraphConstant> {
  const constants = new Map<string, GraphConstant>();
  for (const { paths, weights } of manifest) {
    const bytes = Buffer.concat(
      paths.map((path) => {
        const content = files.get(path);
        if (content === undefined) throw new InputError(`The weights' file ${path} is missing.`);
        return content;
      }),
    );
    const needed = weights.reduce((sum, weight) => sum + byteLength(weight), 0);
    if (needed !== bytes.length) {
      throw new InputError(
        `${paths.join(', ')}: ${bytes.length} bytes; the manifest describes ${needed} bytes of weights.`,
      );
    }
    let offset = 0;
    for (const weight of weights) {
      const end = offset + byteLength(weight);
      constants.set(weight.name, { dims: weight.shape, data: decode(weight, bytes.subarray(offset, end)) });
      offset = end;
    }
  }
  return constants;
}

const valueBytes = ({ quantization }: GraphWeight): number => (quantization ? 2 : 4);

const byteLength = (weight: GraphWeight): number =>
  weight.shape.reduce((product, size) => product * size, valueBytes(weight));

function decode(weight: GraphWeight, bytes: Buffer): Float32Array | Int32Array {
  const length = bytes.length / valueBytes(weight);
  const data = weight.dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
  const read =
    weight.dtype === 'int32'
      ? (i: number) => bytes.readInt32LE(4 * i)
      : weight.quantization
        ? (i: number) => halves()[bytes.readUInt16LE(2 * i)]!
        : (i: number) => bytes.readFloatLE(4 * i);
  for (let i = 0; i < length; i++) data[i] = read(i);
  return data;
}

let halfTable: Float32Array | undefined;

/** What each of the 65,536 half-precision numbers is: a network has millions of them. */
function halves(): Float32Array {
  halfTable ??= Float32Array.from({ length: 0x10000 }, (_, bits) => fromHalf(bits));
  return halfTable;
}
