import { readFile, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { InputError } from '../errors.js';
import { readPthLegacy } from './pth-legacy.js';
import { readPthZip } from './pth-zip.js';
import { torchDtypes } from './torch-dtypes.js';
import { stateDictTensors } from './torch-pickle.js';
import type { TorchFile, TorchTensor } from './torch-pickle.js';

/** A tensor of a state dict: row-major, contiguous. */
export interface StateDictTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export type StateDict = ReadonlyMap<string, StateDictTensor>;

/** Node reads no more than this into one buffer, and no weights here come near it. */
const maxBytes = 2 ** 31 - 1;

const hostIsLittleEndian = endianness() === 'LE';

/** Tensors may share storages, so all together may be larger than the file; not without bound. */
const maxExpansion = 8;

/**
 * Reads the state dict of a PyTorch file (.pth, .pt), legacy or zip. Nothing in the file is executed: its pickle may hold
 * tensors and plain data only. A checkpoint with a dict of tensors under `state_dict` is read as well.
 * @returns tensors in the file's order, as float32 whatever they were: doubles are rounded; integers above 2^24, too
 * @throws InputError if the file cannot be read, is damaged or holds anything else
 */
export async function readStateDict(path: string): Promise<StateDict> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > maxBytes)
      throw new InputError(`${path}: ${size} bytes are more than any weights file used here.`);
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`${path}: the file cannot be read (${(cause as Error).message}).`, { cause });
  }
  return parseStateDict(path, bytes);
}

/**
 * {@link readStateDict} of a file's bytes.
 * @param source - file name for messages
 */
export async function parseStateDict(source: string, bytes: Uint8Array): Promise<StateDict> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const file = isZip ? await readPthZip(source, bytes) : readPthLegacy(source, bytes);
  const tensors = stateDictTensors(source, file.value);
  const total = [...tensors.values()].reduce((sum, tensor) => sum + 4 * tensor.elements, 0);
  if (total > maxExpansion * bytes.length) {
    throw new InputError(
      `${source}: ${bytes.length} bytes claim to hold tensors of ${total} bytes; the file is damaged.`,
    );
  }
  const entries = [...tensors].map(([name, tensor]) => [name, copyOut(tensor, file)] as const);
  return new Map(entries);
}

function copyOut(tensor: TorchTensor, file: TorchFile): StateDictTensor {
  const { dims, strides, storage, offset } = tensor;
  const { bytes: width, read } = storage.dtype;
  const data = new Float32Array(tensor.elements);
  const bytes = file.storageBytes(storage.key);
  const asHere =
    storage.dtype === torchDtypes['torch.FloatStorage'] && file.littleEndian && hostIsLittleEndian;
  if (asHere && isContiguous(tensor)) {
    new Uint8Array(data.buffer).set(bytes.subarray(offset * width, (offset + data.length) * width));
    return { dims, data };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const index = dims.map(() => 0);
  let at = offset;
  for (let i = 0; i < data.length; i++) {
    data[i] = read(view, at * width, file.littleEndian);
    // Step to the next element in row-major order; an axis that is through goes back to its start.
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++index[axis]! < dims[axis]!) break;
      at -= strides[axis]! * dims[axis]!;
      index[axis] = 0;
    }
  }
  return { dims, data };
}

/** Whether the elements lie in the storage one after the other, in row-major order. */
function isContiguous({ dims, strides }: TorchTensor): boolean {
  let step = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    if (dims[axis] !== 1 && strides[axis] !== step) return false;
    step *= dims[axis]!;
  }
  return true;
}
