import type { Tensor as TfjsTensor } from '@tensorflow/tfjs-core';
import { InputError } from '../errors.js';
import type { Port } from './engine.js';
import { joined, type PiecedTensor, type Tensor, type TensorData } from './tensor.js';
import { toInt32 } from './tfjs-onnx/host-tensor.js';
import type { TfjsModules } from './tfjs-runtime.js';

/** What TensorFlow.js holds each element type as. */
const held: Readonly<Record<string, 'float32' | 'int32' | 'bool'>> = {
  float32: 'float32',
  int32: 'int32',
  int64: 'int32',
  uint8: 'int32',
  bool: 'bool',
};

/** @throws InputError if the port takes another type, or an int64 is beyond int32 */
export function toTfjs(
  tf: TfjsModules,
  { name, type }: Port,
  tensor: Tensor | PiecedTensor | undefined,
): TfjsTensor {
  if (tensor === undefined) throw new InputError(`its input '${name}' is not given`);
  const dtype = held[type];
  if (dtype === undefined) {
    throw new InputError(`its input '${name}' is of type ${type}; expected ${Object.keys(held).join(', ')}`);
  }
  const { data, dims } = joined(tensor);
  if (!(data instanceof BigInt64Array)) return tf.tensor(data, [...dims], dtype);
  if (type !== 'int64') throw new InputError(`'${name}' is int64, and the model takes ${type}`);
  const what = `the input '${name}'`;
  return tf.tensor(
    Int32Array.from(data, (value) => toInt32(Number(value), what)),
    [...dims],
    dtype,
  );
}

/** @throws InputError for strings and complex numbers */
export async function fromTfjs(tensor: TfjsTensor, { type }: Pick<Port, 'type'>): Promise<Tensor> {
  if (tensor.dtype !== 'float32' && tensor.dtype !== 'int32' && tensor.dtype !== 'bool') {
    throw new InputError(`an output is of type ${tensor.dtype}; expected float32, int32 or bool`);
  }
  return { dims: tensor.shape, data: typed(await tensor.data(), type) };
}

/** A copy: the plain backend hands out its own memory, which may be that of a weight. */
function typed(data: Float32Array | Int32Array | Uint8Array, type: string): TensorData {
  if (type === 'int64') return BigInt64Array.from(data, BigInt);
  return type === 'uint8' ? Uint8Array.from(data) : data.slice();
}
