import { KERNEL_BYTES } from './kernel-bytes.js';

/** What kernels/index.ts exports, as far as it is called from here. Addresses are in bytes, strides and lengths in values. */
export interface KernelFunctions {
  addCombination(
    target: number,
    length: number,
    count: number,
    coefficients: number,
    rows: number,
    stride: number,
  ): void;
  addStripes(size: number, sums: number, out: number): void;
  dot(length: number, a: number, b: number): number;
  filterColumns(
    rows: number,
    length: number,
    outRows: number,
    starts: number,
    counts: number,
    weights: number,
    stride: number,
    out: number,
  ): void;
  filterRows(
    pixels: number,
    valueBytes: number,
    rows: number,
    width: number,
    outWidth: number,
    starts: number,
    counts: number,
    weights: number,
    stride: number,
    scratch: number,
    out: number,
    outLength: number,
  ): void;
  /** Does the job on the board together with the helpers. */
  lead(board: number, helpers: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels; compiled once. */
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BYTES), (letter) => letter.charCodeAt(0)));
  return compiled;
}

/** The kernels on a memory. */
export function kernelFunctions(memory: WebAssembly.Memory): KernelFunctions {
  // What a module exports is known to whoever compiled it: kernels/ is what this interface describes.
  return new WebAssembly.Instance(kernelModule(), { env: { memory } }).exports as unknown as KernelFunctions;
}
