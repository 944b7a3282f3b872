import { InputError } from '../errors.js';
import { ByteReader } from './byte-reader.js';
import { readPickle } from './pickle.js';
import { PickleDict, PickleList, kindOf, quoted } from './pickle-values.js';
import type { PickleHost, PickleValue } from './pickle-values.js';
import { readTorchPickle } from './torch-pickle.js';
import type { TorchFile } from './torch-pickle.js';

const magicNumber = 0x1950a86a20f9469cfc6cn;
const protocolVersion = 1001;

/**
 * PyTorch's format before 1.6: pickles of a magic number, a version, the machine, the object and the storages' keys; then
 * each storage, its element count (int64) before its bytes.
 * @throws InputError if the bytes are not that, or end early
 */
export function readPthLegacy(source: string, bytes: Uint8Array): TorchFile {
  const reader = new ByteReader(source, bytes);
  const error = (what: string): InputError => new InputError(`${source}: ${what}.`);
  const plain = (): PickleValue => readPickle(reader, plainData(source));

  if (bytes[0] !== 0x80 || plain() !== magicNumber) {
    throw error(
      'not a PyTorch file (neither a zip nor the older format). Expected a state dict saved by torch.save',
    );
  }
  const version = plain();
  if (version !== protocolVersion) {
    throw error(
      `PyTorch format ${typeof version === 'number' ? version : kindOf(version)}; expected ${protocolVersion}. Save it again with a newer PyTorch`,
    );
  }
  const machine = plain();
  const littleEndian = !(machine instanceof PickleDict && machine.entries.get('little_endian') === false);
  const { value, storages } = readTorchPickle(reader);
  const keys = plain();
  if (!(keys instanceof PickleList)) throw error('the list of its storages is missing; the file is damaged');

  const found = new Map<string, Uint8Array>();
  for (const key of keys.items) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (typeof key !== 'string' || storage === undefined || found.has(key)) {
      throw error(
        `it lists ${typeof key === 'string' ? quoted(key) : kindOf(key)} as a storage, which no tensor uses or which came before`,
      );
    }
    const elements = reader.uint64(littleEndian);
    if (elements !== storage.elements) {
      throw error(`its storage ${quoted(key)} has ${elements} elements but should have ${storage.elements}`);
    }
    found.set(key, reader.take(elements * storage.dtype.bytes));
  }
  return {
    value,
    littleEndian,
    storageBytes(key) {
      const storage = found.get(key);
      if (storage === undefined) throw error(`its storage ${quoted(key)} is missing; the file is damaged`);
      return storage;
    },
  };
}

function plainData(source: string): PickleHost {
  return {
    global: () => undefined,
    persistent() {
      throw new InputError(
        `${source}: the file refers to an object where plain data belongs; it is damaged.`,
      );
    },
  };
}
