const PAGE_BYTES = 65_536;
/** 4 GiB: sixteen matrices of width 5,700. */
const MAXIMUM_PAGES = 65_536;
const ALIGNMENT_BYTES = 64;

/** Memory that is handed out in sequence, and taken back all at once. It is shared, so that its views outlive its growth. */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MAXIMUM_PAGES, shared: true });
  private free = 0;
  private kept = 0;

  /**
   * @returns the address of so many bytes, which hold anything
   * @throws RangeError if they do not fit into the 4 GiB that there can be, or the machine has no more
   */
  take(bytes: number): number {
    const start = this.free;
    const end = start + Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.grow(missing, end);
    this.free = end;
    return start;
  }

  private grow(pages: number, bytes: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new RangeError(
        `The matrices of this computation need ${Math.ceil(bytes / 2 ** 20)} MiB in one piece of memory, and there can be 4096 at ` +
          'most, or less if the machine has no more. Take features of a smaller width, or close other programs.',
        { cause },
      );
    }
  }

  /** What has been taken so far stays taken. */
  keep(): void {
    this.kept = this.free;
  }

  /** Takes back all that was not to be kept. */
  release(): void {
    this.free = this.kept;
  }
}
