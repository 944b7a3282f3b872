/** The part of WebAssembly's JavaScript interface that is used; TypeScript describes it among the types of browsers only. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    private readonly compiled: unknown;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true });
    /** In pages of 64 KiB. @throws RangeError if there is no room */
    grow(pages: number): number;
    readonly buffer: SharedArrayBuffer;
  }
  class Instance<Exports> {
    constructor(module: Module, imports: { env: { memory: Memory } });
    readonly exports: Exports;
  }
}
