import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ExtractorOutput } from './extractor.js';

/** To be raised whenever decoding, resizing or a network's lowering gives other digits: older features are then not found. */
const REVISION = 1;

const KEY_BYTES = 32;
const CHECKSUM_BYTES = 4;
const SCAN_RECORDS = 512;
const SUFFIX = '.features';

interface Location {
  readonly segment: FileHandle;
  readonly position: number;
}

/**
 * Feature vectors on disk, found by the content of the image they belong to. One folder an output of an extractor (with
 * its weights, preprocessing, engine and device), whatever metric reads it; in it append-only segments of fixed-size records: sha256 of
 * the image, the vector (float32, little-endian), CRC-32 of both.
 *
 * Every writer has a segment of its own, so that runs may share the cache; a record cut off by a kill is the last
 * of its segment and is not seen; a damaged one fails its checksum and counts as absent.
 */
export class FeatureCache {
  readonly #folder: string;
  readonly #width: number;
  readonly #recordBytes: number;
  readonly #locations = new Map<string, Location>();
  readonly #segments: FileHandle[] = [];
  #own: { readonly segment: FileHandle; position: number } | undefined;

  private constructor(folder: string, width: number) {
    this.#folder = folder;
    this.#width = width;
    this.#recordBytes = KEY_BYTES + width * Float32Array.BYTES_PER_ELEMENT + CHECKSUM_BYTES;
  }

  /**
   * @param folder - where the features of all outputs are kept
   * @param runsOn - engine and device, as the extractor says
   */
  static async open(
    folder: string,
    { identity, width }: Pick<ExtractorOutput, 'identity' | 'width'>,
    runsOn: string,
  ): Promise<FeatureCache> {
    const key = createHash('sha256')
      .update(JSON.stringify([REVISION, identity, runsOn, width]))
      .digest('hex')
      .slice(0, 16);
    const cache = new FeatureCache(join(folder, `${identity.name}-${key}`), width);
    await mkdir(cache.#folder, { recursive: true });
    const names = (await readdir(cache.#folder)).filter((name) => name.endsWith(SUFFIX)).sort();
    for (const name of names) await cache.#index(await open(join(cache.#folder, name), 'r'));
    return cache;
  }

  /** @param imageHash - sha256 of the image's content, hexadecimal */
  async get(imageHash: string): Promise<Float32Array | undefined> {
    const location = this.#locations.get(imageHash);
    if (!location) return undefined;
    const record = Buffer.alloc(this.#recordBytes);
    const { bytesRead } = await location.segment.read(record, 0, record.length, location.position);
    const body = record.subarray(0, -CHECKSUM_BYTES);
    if (bytesRead !== record.length || record.readUInt32LE(body.length) !== crc32(body)) {
      this.#locations.delete(imageHash);
      return undefined;
    }
    return new Float32Array(record.buffer, record.byteOffset + KEY_BYTES, this.#width).slice();
  }

  /**
   * Stores vectors; they are found by this and by every later run.
   * @throws RangeError if one is not of the cache's width: filled up, it would be taken for a whole one ever after
   */
  async put(
    entries: readonly { readonly imageHash: string; readonly features: Float32Array }[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const odd = entries.find(({ features }) => features.length !== this.#width);
    if (odd) {
      throw new RangeError(`Expected vectors of ${this.#width} numbers, got one of ${odd.features.length}.`);
    }
    const own = (this.#own ??= await this.#createSegment());
    const records = Buffer.alloc(entries.length * this.#recordBytes);
    entries.forEach(({ imageHash, features }, i) => {
      const record = records.subarray(i * this.#recordBytes, (i + 1) * this.#recordBytes);
      const body = record.subarray(0, -CHECKSUM_BYTES);
      record.write(imageHash, 'hex');
      record.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength), KEY_BYTES);
      record.writeUInt32LE(crc32(body), body.length);
    });
    await own.segment.write(records, 0, records.length, own.position);
    entries.forEach(({ imageHash }, i) => {
      this.#locations.set(imageHash, {
        segment: own.segment,
        position: own.position + i * this.#recordBytes,
      });
    });
    own.position += records.length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#segments.map((segment) => segment.close()));
  }

  async #createSegment(): Promise<{ segment: FileHandle; position: number }> {
    const segment = await open(join(this.#folder, `${randomUUID()}${SUFFIX}`), 'wx+');
    this.#segments.push(segment);
    return { segment, position: 0 };
  }

  async #index(segment: FileHandle): Promise<void> {
    this.#segments.push(segment);
    const chunk = Buffer.alloc(SCAN_RECORDS * this.#recordBytes);
    for (let start = 0; ; start += chunk.length) {
      const { bytesRead } = await segment.read(chunk, 0, chunk.length, start);
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
