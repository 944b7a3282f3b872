import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { InputError, UsageError } from '../errors.js';
import { openRandomFile } from '../storage/random-file.js';
import { checkEntryName } from './entry-name.js';
import { reason } from './reason.js';
import { WindowedReader } from './windowed-reader.js';

/** The most that deflate shrinks anything. */
const MAX_EXPANSION = 1032;

/** A file inside a zip archive. */
export interface ZipEntry {
  /** The path inside the archive, with `/` separators; never absolute, never leading out of the archive. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly stored: boolean;
  readonly entry: Entry;
}

/** A zip archive that is read at random; its files (no directories) in the order of its directory. */
export class ZipArchive {
  readonly path: string;
  readonly entries: readonly ZipEntry[];
  readonly #zip: ZipFile;

  /** @internal use {@link openZipArchive} */
  constructor(path: string, zip: ZipFile, entries: readonly ZipEntry[]) {
    this.path = path;
    this.#zip = zip;
    this.entries = entries;
  }

  /**
   * The content of one file, its checksum verified.
   * @throws InputError if it is larger than `limitBytes` (by its declaration, which its content cannot exceed), damaged, or packed in a way that is not read
   */
  async read(file: ZipEntry, limitBytes: number): Promise<Uint8Array> {
    const label = `${this.path}: ${file.name}`;
    if (file.sizeBytes > limitBytes) {
      throw new InputError(
        `${label}: unpacks to ${file.sizeBytes} bytes; the limit is ${limitBytes} bytes an entry`,
      );
    }
    const { compressedSize } = file.entry;
    // Before anything is allocated for a file of a few bytes that claims to be large.
    if (file.sizeBytes > MAX_EXPANSION * (compressedSize + 1)) {
      throw new InputError(
        `${label}: claims to unpack from ${compressedSize} to ${file.sizeBytes} bytes; the limit is ${MAX_EXPANSION} times, ` +
          'which is all that zip can do; the archive is damaged',
      );
    }
    const content = Buffer.alloc(file.sizeBytes);
    let filled = 0;
    await this.#consume(file, label, (chunk) => {
      filled += chunk.copy(content, filled);
      return false;
    });
    if (filled !== file.sizeBytes || crc32(content) !== file.entry.crc32) {
      throw new InputError(`${label}: its checksum does not match; the archive is damaged`);
    }
    return content;
  }

  /** The first `count` bytes of one file (all of it if it is shorter). */
  async readPrefix(file: ZipEntry, count: number): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let filled = 0;
    await this.#consume(file, `${this.path}: ${file.name}`, (chunk) => {
      chunks.push(chunk);
      filled += chunk.length;
      return filled >= count;
    });
    return Buffer.concat(chunks).subarray(0, count);
  }

  /** The unpacked content of one file; errors of the stream are those of zlib and the file system. */
  async stream(file: ZipEntry): Promise<Readable> {
    return this.#zip.openReadStreamPromise(file.entry);
  }

  /** Where the bytes of a stored file begin in the archive. */
  async dataOffset(file: ZipEntry): Promise<number> {
    return (await this.#zip.readLocalFileHeaderPromise(file.entry, { minimal: true })).fileDataStart;
  }

  close(): void {
    this.#zip.close();
  }

  async #consume(file: ZipEntry, label: string, isEnough: (chunk: Buffer) => boolean): Promise<void> {
    try {
      const stream = await this.stream(file);
      for await (const chunk of stream) {
        if (isEnough(chunk as Buffer)) break;
      }
    } catch (error) {
      throw new InputError(`${label}: cannot be unpacked (${reason(error)})`, { cause: error });
    }
  }
}

/**
 * Opens a zip archive and reads its directory.
 * @throws InputError if it cannot be read, is no zip, is encrypted, or holds names that lead out of it
 */
export async function openZipArchive(path: string): Promise<ZipArchive> {
  const zip = await openZip(path).catch((error: unknown) => {
    // What s3:// needs is not there: nothing is wrong with the file.
    if (error instanceof UsageError) throw error;
    throw new InputError(`${path}: cannot be read as a zip archive: ${reason(error)}`, { cause: error });
  });
  try {
    const entries = await listEntries(path, zip);
    checkOverlap(path, zip.fileSize, entries);
    return new ZipArchive(path, zip, entries);
  } catch (error) {
    zip.close();
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: damaged zip directory (${reason(error)})`, { cause: error });
  }
}

async function openZip(path: string): Promise<ZipFile> {
  const file = await openRandomFile(path);
  try {
    const { size } = await file.stat();
    return await fromRandomAccessReaderPromise(new WindowedReader(file), size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Entries that share their bytes make of a small file any number of large ones. */
function checkOverlap(path: string, fileBytes: number, entries: readonly ZipEntry[]): void {
  const packedBytes = entries.reduce((sum, { entry }) => sum + entry.compressedSize, 0);
  if (packedBytes <= fileBytes) return;
  throw new InputError(
    `${path}: its entries take ${packedBytes} bytes and the archive has ${fileBytes}, so that they overlap: ` +
      'a zip bomb, or damaged',
  );
}

async function listEntries(path: string, zip: ZipFile): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const rawName = getFileNameLowLevel(
      entry.generalPurposeBitFlag,
      entry.fileNameRaw,
      entry.extraFields,
      false,
    );
    const name = checkEntryName(path, rawName);
    if (name.endsWith('/')) continue;
    if (entry.isEncrypted()) {
      throw new InputError(
        `${path}: ${name} is encrypted; unpack the archive with its password and pass the folder`,
      );
    }
    entries.push({ name, sizeBytes: entry.uncompressedSize, stored: entry.compressionMethod === 0, entry });
  }
  return entries;
}
