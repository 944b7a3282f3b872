import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { makeFolder } from '../formats/make-folder.js';
import type { ExtractorOutput } from './extractor.js';

/** To be raised whenever decoding, resizing or a network's lowering gives other digits: older features are then not found. */
const REVISION = 1;

const KEY_BYTES = 32;
const CHECKSUM_BYTES = 4;
const SCAN_RECORDS = 512;
const SUFFIX = '.features';

interface Segment {
  readonly path: string;
  readonly file: FileHandle;
}

interface Location {
  readonly segment: Segment;
  readonly position: number;
}

interface CacheEntry {
  /** sha256 of the image's content, hexadecimal. */
  readonly imageHash: string;
  readonly features: Float32Array;
}

/**
 * Feature vectors on disk, found by the content of the image they belong to. One folder an output of an extractor (with
 * its weights, preprocessing, engine and device), whatever metric reads it; in it append-only segments of fixed-size records: sha256 of
 * the image, the vector (float32, little-endian), CRC-32 of both.
 *
 * Every writer has a segment of its own, so that runs may share the cache; a record cut off by a kill is the last
 * of its segment and is not seen; a damaged one fails its checksum, counts as absent, and is written over when it is known again.
 */
export class FeatureCache {
  readonly #folder: string;
  readonly #width: number;
  readonly #recordBytes: number;
  readonly #locations = new Map<string, Location>();
  readonly #damaged = new Map<string, Location>();
  readonly #segments: Segment[] = [];
  readonly #onNotice: (text: string) => void;
  #own: { readonly segment: Segment; position: number } | undefined;

  private constructor(folder: string, width: number, onNotice: (text: string) => void) {
    this.#folder = folder;
    this.#width = width;
    this.#onNotice = onNotice;
    this.#recordBytes = KEY_BYTES + width * Float32Array.BYTES_PER_ELEMENT + CHECKSUM_BYTES;
  }

  /**
   * @param folder - where the features of all outputs are kept
   * @param runsOn - engine and device, as the extractor says
   * @param onNotice - is told once if records turn out to be damaged
   */
  static async open(
    folder: string,
    { identity, width }: Pick<ExtractorOutput, 'identity' | 'width'>,
    runsOn: string,
    onNotice: (text: string) => void = () => undefined,
  ): Promise<FeatureCache> {
    const key = createHash('sha256')
      .update(JSON.stringify([REVISION, identity, runsOn, width]))
      .digest('hex')
      .slice(0, 16);
    const cache = new FeatureCache(join(folder, `${identity.name}-${key}`), width, onNotice);
    await makeFolder(cache.#folder);
    const names = (await readdir(cache.#folder)).filter((name) => name.endsWith(SUFFIX)).sort();
    for (const name of names) await cache.#index(join(cache.#folder, name));
    return cache;
  }

  /** @param imageHash - sha256 of the image's content, hexadecimal */
  async get(imageHash: string): Promise<Float32Array | undefined> {
    const location = this.#locations.get(imageHash);
    if (!location) return undefined;
    const record = Buffer.alloc(this.#recordBytes);
    const { bytesRead } = await location.segment.file.read(record, 0, record.length, location.position);
    const body = record.subarray(0, -CHECKSUM_BYTES);
    if (bytesRead !== record.length || record.readUInt32LE(body.length) !== crc32(body)) {
      this.#markDamaged(imageHash, location);
      return undefined;
    }
    return new Float32Array(record.buffer, record.byteOffset + KEY_BYTES, this.#width).slice();
  }

  /**
   * Stores vectors; they are found by this and by every later run.
   * @throws RangeError if one is not of the cache's width: filled up, it would be taken for a whole one ever after
   */
  async put(entries: readonly CacheEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const odd = entries.find(({ features }) => features.length !== this.#width);
    if (odd) {
      throw new RangeError(`Expected vectors of ${this.#width} numbers, got one of ${odd.features.length}.`);
    }
    const added: CacheEntry[] = [];
    for (const entry of entries) {
      const location = this.#damaged.get(entry.imageHash);
      if (location) await this.#mend(entry, location);
      else added.push(entry);
    }
    if (added.length > 0) await this.#append(added);
  }

  async close(): Promise<void> {
    await Promise.all(this.#segments.map(({ file }) => file.close()));
  }

  #markDamaged(imageHash: string, location: Location): void {
    if (this.#damaged.size === 0) {
      this.#onNotice(
        `${location.segment.path}: cached features are damaged (a checksum is wrong); these are computed anew.`,
      );
    }
    this.#locations.delete(imageHash);
    this.#damaged.set(imageHash, location);
  }

  /** Writes a record where its damaged one is, which would else be found again by every later run. */
  async #mend(entry: CacheEntry, location: Location): Promise<void> {
    const { path } = location.segment;
    const file = await open(path, 'r+');
    try {
      await writeWhole({ path, file }, this.#record(entry), location.position);
    } finally {
      await file.close();
    }
    this.#locations.set(entry.imageHash, location);
  }

  async #append(entries: readonly CacheEntry[]): Promise<void> {
    const own = (this.#own ??= await this.#createSegment());
    const { segment, position } = own;
    await writeWhole(segment, Buffer.concat(entries.map((entry) => this.#record(entry))), position);
    entries.forEach(({ imageHash }, i) => {
      this.#locations.set(imageHash, { segment, position: position + i * this.#recordBytes });
    });
    own.position += entries.length * this.#recordBytes;
  }

  #record({ imageHash, features }: CacheEntry): Buffer {
    const record = Buffer.alloc(this.#recordBytes);
    const body = record.subarray(0, -CHECKSUM_BYTES);
    record.write(imageHash, 'hex');
    record.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength), KEY_BYTES);
    record.writeUInt32LE(crc32(body), body.length);
    return record;
  }

  async #createSegment(): Promise<{ segment: Segment; position: number }> {
    const path = join(this.#folder, `${randomUUID()}${SUFFIX}`);
    const segment = { path, file: await open(path, 'wx+') };
    this.#segments.push(segment);
    return { segment, position: 0 };
  }

  async #index(path: string): Promise<void> {
    const segment = { path, file: await open(path, 'r') };
    this.#segments.push(segment);
    const chunk = Buffer.alloc(SCAN_RECORDS * this.#recordBytes);
    for (let start = 0; ; start += chunk.length) {
      const { bytesRead } = await segment.file.read(chunk, 0, chunk.length, start);
      const whole = Math.floor(bytesRead / this.#recordBytes);
      for (let i = 0; i < whole; i++) {
        const offset = i * this.#recordBytes;
        const imageHash = chunk.toString('hex', offset, offset + KEY_BYTES);
        this.#locations.set(imageHash, { segment, position: start + offset });
      }
      if (whole < SCAN_RECORDS) return;
    }
  }
}

/** A disk that is nearly full takes less than it is given. @throws what the file system says, with the path */
async function writeWhole({ path, file }: Segment, bytes: Uint8Array, position: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
