import { InputError } from '../errors.js';
import type { ByteReader } from './byte-reader.js';
import { readPickle } from './pickle.js';
import { PickleDict, PickleGlobal, PickleObject, PickleTuple, kindOf, quoted } from './pickle-values.js';
import type { PickleHost, PickleValue } from './pickle-values.js';
import { torchDtypes } from './torch-dtypes.js';
import type { TorchDtype } from './torch-dtypes.js';

/** A block of elements that tensors look at. Where its bytes are depends on the container. */
export class TorchStorage extends PickleObject {
  readonly kind = 'storage';
  readonly key: string;
  readonly dtype: TorchDtype;
  readonly elements: number;

  constructor(key: string, dtype: TorchDtype, elements: number) {
    super();
    this.key = key;
    this.dtype = dtype;
    this.elements = elements;
  }
}

/** A strided view of a storage; offset and strides count elements. */
export class TorchTensor extends PickleObject {
  readonly kind = 'tensor';
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly dims: readonly number[];
  readonly strides: readonly number[];
  readonly elements: number;

  constructor(storage: TorchStorage, offset: number, dims: readonly number[], strides: readonly number[]) {
    super();
    this.storage = storage;
    this.offset = offset;
    this.dims = dims;
    this.strides = strides;
    this.elements = dims.reduce((product, size) => product * size, 1);
  }
}

/** What a container gives: the pickle's value, and the bytes behind each storage that it uses. */
export interface TorchFile {
  readonly value: PickleValue;
  readonly littleEndian: boolean;
  readonly storageBytes: (key: string) => Uint8Array;
}

const maxRank = 16;

/**
 * Reads a pickle of tensors as PyTorch writes it.
 * @returns its value, and every storage it refers to by key
 * @throws InputError for anything but tensors and plain data, and for views that leave their storage
 */
export function readTorchPickle(reader: ByteReader): {
  readonly value: PickleValue;
  readonly storages: ReadonlyMap<string, TorchStorage>;
} {
  const storages = new Map<string, TorchStorage>();
  const error = (what: string): InputError => new InputError(`${reader.source}: the file ${what}.`);

  const count = (value: PickleValue | undefined, what: string): number => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw error(`gives ${kindOf(value)} as the ${what} of a tensor; expected an integer >= 0`);
  };
  const counts = (value: PickleValue | undefined, what: string): readonly number[] => {
    if (!(value instanceof PickleTuple) || value.items.length > maxRank) {
      throw error(
        `gives ${kindOf(value)} as the ${what} of a tensor; expected a tuple of at most ${maxRank} integers`,
      );
    }
    return value.items.map((item) => count(item, what));
  };
  const makeTensor = ([storage, offset, size, stride]: readonly PickleValue[]): TorchTensor => {
    if (!(storage instanceof TorchStorage))
      throw error(`makes a tensor of ${kindOf(storage)}; expected a storage`);
    const tensor = new TorchTensor(
      storage,
      count(offset, 'offset'),
      counts(size, 'size'),
      counts(stride, 'stride'),
    );
    const { dims, strides, elements } = tensor;
    const last = dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? 0), tensor.offset);
    if (strides.length !== dims.length || (elements > 0 && last >= storage.elements)) {
      throw error(
        `holds a tensor of shape [${dims.join(', ')}] that leaves its storage of ${storage.elements} elements`,
      );
    }
    // A stride of 0 could make a terabyte of four bytes.
    if (elements > storage.elements) {
      throw error(
        `holds a tensor of shape [${dims.join(', ')}] that repeats its ${storage.elements} elements; save a copy`,
      );
    }
    return tensor;
  };
  const makeParameter = ([data]: readonly PickleValue[]): TorchTensor => {
    if (!(data instanceof TorchTensor))
      throw error(`makes a parameter of ${kindOf(data)}; expected a tensor`);
    return data;
  };
  const callables: Readonly<Record<string, (args: readonly PickleValue[]) => PickleValue>> = {
    'torch._utils._rebuild_tensor': makeTensor,
    'torch._utils._rebuild_tensor_v2': makeTensor,
    'torch._utils._rebuild_parameter': makeParameter,
  };
  const host: PickleHost = {
    global(name) {
      if (Object.hasOwn(callables, name)) return new PickleGlobal(name, callables[name]);
      return Object.hasOwn(torchDtypes, name) ? new PickleGlobal(name) : undefined;
    },
    persistent(id) {
      const [tag, type, key, , size, view] = id instanceof PickleTuple ? id.items : [];
      const dtype = type instanceof PickleGlobal ? torchDtypes[type.kind] : undefined;
      if (tag !== 'storage' || typeof key !== 'string' || dtype === undefined || (view ?? null) !== null) {
        throw error(
          `refers to ${typeof tag === 'string' ? quoted(tag) : kindOf(id)}; expected a storage of numbers`,
        );
      }
      const elements = count(size, 'storage size');
      const known = storages.get(key);
      if (known !== undefined && (known.dtype !== dtype || known.elements !== elements)) {
        throw error(`describes its storage ${quoted(key)} in two ways`);
      }
      const storage = known ?? new TorchStorage(key, dtype, elements);
      storages.set(key, storage);
      return storage;
    },
  };
  return { value: readPickle(reader, host), storages };
}

/**
 * The tensors of a state dict: a dict of tensors, or a checkpoint that holds one under `state_dict`.
 * @throws InputError if it is neither
 */
export function stateDictTensors(source: string, value: PickleValue): ReadonlyMap<string, TorchTensor> {
  const inner = value instanceof PickleDict ? value.entries.get('state_dict') : undefined;
  const dict = inner instanceof PickleDict ? inner : value;
  if (!(dict instanceof PickleDict)) {
    throw new InputError(
      `${source}: it holds a ${kindOf(value)}; expected a state dict (names and tensors).`,
    );
  }
  const tensors = new Map<string, TorchTensor>();
  for (const [name, tensor] of dict.entries) {
    if (typeof name !== 'string' || !(tensor instanceof TorchTensor)) {
      throw new InputError(
        `${source}: its entry ${typeof name === 'string' ? quoted(name) : kindOf(name)} is a ${kindOf(tensor)}; ` +
          'expected a state dict (names and tensors). Save `model.state_dict()`.',
      );
    }
    tensors.set(name, tensor);
  }
  return tensors;
}
