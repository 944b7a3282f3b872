import type { Kernels } from './kernels.js';
import { WasmKernels, type HireHelpers } from './wasm-kernels.js';

let kernels: WasmKernels | undefined;
let busy = false;

/**
 * Runs one computation on the WebAssembly kernels. Their memory is kept for the next one, to which it is free then: what is
 * returned must not lie in it.
 */
export function onFastKernels<T>(compute: (kernels: Kernels) => T): T {
  if (busy) throw new Error('The kernels are in use: a computation on them started another one.');
  kernels ??= new WasmKernels();
  kernels.release();
  busy = true;
  try {
    return compute(kernels);
  } finally {
    busy = false;
  }
}

/** Lets helpers take part from now on. They change no result. */
export function helpFastKernels(mostHelpers: number, hire: HireHelpers): void {
  kernels = new WasmKernels(mostHelpers, hire);
}
