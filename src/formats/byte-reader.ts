import { InputError } from '../errors.js';

/** Reads a file's bytes front to back, and says so when they end too early. */
export class ByteReader {
  readonly source: string;
  offset: number;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  /** @param source - file name for messages */
  constructor(source: string, bytes: Uint8Array, offset = 0) {
    this.source = source;
    this.offset = offset;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A view of the next bytes, not a copy. @throws InputError if the file ends before `length` bytes */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, this.offset);
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** @throws InputError for a number that JavaScript cannot hold exactly: no length in a file is that large */
  uint64(littleEndian = true): number {
    const value = this.#view.getBigUint64(this.#advance(8), littleEndian);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new InputError(`${this.source}: it claims a length of ${value.toString()}; the file is damaged.`);
    }
    return Number(value);
  }

  /** Big-endian, as pickles hold floats. */
  float64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** The text up to the next line feed, which is skipped. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.offset);
    const text = this.take((end < 0 ? this.#bytes.length + 1 : end) - this.offset);
    this.offset++;
    return Buffer.from(text).toString('latin1');
  }

  #advance(length: number): number {
    const start = this.offset;
    if (length > this.#bytes.length - start) {
      throw new InputError(
        `${this.source}: the file is cut short: ${length} bytes should follow at byte ${start} but it has ` +
          `${this.#bytes.length} in all. Get it again, whole.`,
      );
    }
    this.offset += length;
    return start;
  }
}
