import type { Kernels } from './kernels.js';
import { WasmKernels } from './wasm-kernels.js';

let kernels: WasmKernels | undefined;

/**
 * Runs one computation on the WebAssembly kernels. Their memory is kept for the next one, to which it is then free: what is
 * returned must not lie in it.
 */
export function onFastKernels<T>(compute: (kernels: Kernels) => T): T {
  kernels ??= new WasmKernels();
  kernels.release();
  return compute(kernels);
}
