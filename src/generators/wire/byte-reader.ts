/** A stream brought what it should not. The message goes on after the name of whoever wrote it. */
export class WireError extends Error {}

/** A stream ended too early. */
export class EndError extends WireError {}

/** A line that is longer than this is no line: binary data, most likely. */
const MAX_LINE_BYTES = 2 ** 20;
const LINE_FEED = 10;

/** Reads lines and counted bytes from a stream, in turn. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * @returns the next line without its end; undefined if the stream ends before it
   * @throws EndError if the stream ends within the line
   * @throws WireError if the line does not end
   */
  async line(): Promise<string | undefined> {
    const parts: Uint8Array[] = [];
    for (let length = 0; length <= MAX_LINE_BYTES;) {
      const end = this.#rest.indexOf(LINE_FEED);
      if (end >= 0) {
        parts.push(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end + 1);
        return Buffer.concat(parts).toString();
      }
      parts.push(this.#rest);
      length += this.#rest.length;
      if (await this.#refill()) continue;
      if (length === 0) return undefined;
      throw new EndError(
        `ended its output in the middle of a line: ${quote(Buffer.concat(parts).toString())}`,
      );
    }
    throw new WireError(
      `wrote ${MAX_LINE_BYTES} bytes without the end of a line: ${quote(Buffer.concat(parts).toString())}`,
    );
  }

  /** @throws EndError if the stream ends before them */
  async bytes(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.#rest.length === 0 && !(await this.#refill())) {
        throw new EndError(`ended its output after ${filled} of the ${count} bytes of an image`);
      }
      const part = this.#rest.subarray(0, count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return bytes;
  }

  /** @returns whether there was more */
  async #refill(): Promise<boolean> {
    const next = await this.#source.next();
    this.#rest = next.done === true ? new Uint8Array() : next.value;
    return next.done !== true;
  }
}

/** The beginning of a text for a message, on one line and without what a terminal would obey. */
export function quote(text: string): string {
  const start = text.slice(0, 100).replace(/[\p{Cc}\uFFFD]/gu, '?');
  return `"${start}${text.length > 100 ? '...' : ''}"`;
}
