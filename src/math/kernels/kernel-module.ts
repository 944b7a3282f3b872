import { KERNEL_BYTES } from './kernel-bytes.js';

/** What kernels/ exports. Addresses and strides are in bytes but for the strides of `multiplyAdd`, which are in values. */
export interface KernelFunctions {
  multiplyAdd(
    rows: number,
    columns: number,
    depth: number,
    zeros: number,
    scale: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    target: number,
    targetRow: number,
    scratch: number,
    worker: number,
    workers: number,
  ): void;
  multiplySymmetric(
    size: number,
    matrix: number,
    stride: number,
    x: number,
    out: number,
    stripe: number,
    stripes: number,
  ): void;
  addCombination(
    target: number,
    length: number,
    count: number,
    coefficients: number,
    rows: number,
    stride: number,
  ): void;
  dot(length: number, a: number, b: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels on a memory; compiled once. */
export function kernelModule(memory: WebAssembly.Memory): KernelFunctions {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BYTES), (letter) => letter.charCodeAt(0)));
  return new WebAssembly.Instance<KernelFunctions>(compiled, { env: { memory } }).exports;
}
