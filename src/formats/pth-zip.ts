import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry } from 'yauzl';
import { InputError } from '../errors.js';
import { ByteReader } from './byte-reader.js';
import { quoted } from './pickle-values.js';
import { readTorchPickle } from './torch-pickle.js';
import type { TorchFile } from './torch-pickle.js';

interface Member {
  readonly bytes: Uint8Array;
  readonly crc32: number;
}

const maxEntries = 100_000;
const pickleName = 'data.pkl';

/**
 * PyTorch's format since 1.6: an uncompressed zip with, in one folder, `data.pkl` and a file `data/KEY` for each storage.
 * @throws InputError if the bytes are not that, or are damaged (checksums are verified)
 */
export async function readPthZip(source: string, bytes: Uint8Array): Promise<TorchFile> {
  const members = await listMembers(source, bytes);
  const read = (name: string): Uint8Array => {
    const member = members.get(name);
    if (member === undefined) throw new InputError(`${source}: its part ${quoted(name)} is missing.`);
    if (crc32(member.bytes) !== member.crc32) {
      throw new InputError(
        `${source}: its part ${quoted(name)} does not match its checksum; the file is damaged.`,
      );
    }
    return member.bytes;
  };

  const pickles = [...members.keys()].filter(
    (name) => name === pickleName || name.endsWith(`/${pickleName}`),
  );
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length !== 1) {
    throw new InputError(
      `${source}: a zip with ${pickles.length} files ${pickleName}; expected one, as torch.save writes it.`,
    );
  }
  const folder = pickle.slice(0, -pickleName.length);
  if (members.has(`${folder}constants.pkl`)) {
    throw new InputError(
      `${source}: a TorchScript archive, which holds code. Save \`model.state_dict()\` instead.`,
    );
  }
  const orderName = `${folder}byteorder`;
  const byteOrder = members.has(orderName)
    ? Buffer.from(read(orderName)).toString('latin1').trim()
    : 'little';
  if (byteOrder !== 'little' && byteOrder !== 'big') {
    throw new InputError(`${source}: its byte order is ${quoted(byteOrder)}; expected little or big.`);
  }

  const { value, storages } = readTorchPickle(new ByteReader(source, read(pickle)));
  const contents = new Map<string, Uint8Array>();
  for (const { key, elements, dtype } of storages.values()) {
    const storage = read(`${folder}data/${key}`);
    if (storage.length !== elements * dtype.bytes) {
      throw new InputError(
        `${source}: its storage ${quoted(key)} has ${storage.length} bytes but should have ${elements * dtype.bytes}.`,
      );
    }
    contents.set(key, storage);
  }
  return { value, littleEndian: byteOrder === 'little', storageBytes: (key) => contents.get(key)! };
}

async function listMembers(source: string, bytes: Uint8Array): Promise<ReadonlyMap<string, Member>> {
  const members = new Map<string, Member>();
  let totalBytes = 0;
  const check = (entry: Entry): void => {
    if (
      entry.compressionMethod !== 0 ||
      entry.isEncrypted() ||
      entry.compressedSize !== entry.uncompressedSize
    ) {
      throw new Error(`${quoted(entry.fileName)} is compressed, which torch.save never does`);
    }
    totalBytes += entry.compressedSize;
    if (totalBytes > bytes.length) throw new Error('its parts overlap');
    if (members.has(entry.fileName) || members.size >= maxEntries) {
      throw new Error(
        `${quoted(entry.fileName)} is there twice, or there are more than ${maxEntries} entries`,
      );
    }
  };
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for await (const entry of zip.eachEntry()) {
      check(entry);
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      const content = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
      members.set(entry.fileName, { bytes: content, crc32: entry.crc32 });
    }
  } catch (cause) {
    throw new InputError(
      `${source}: it begins like a zip but cannot be read as one (${(cause as Error).message}). ` +
        'It is cut short or damaged; get it again, whole.',
      { cause },
    );
  }
  return members;
}
