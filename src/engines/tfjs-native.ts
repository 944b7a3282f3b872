import util from 'node:util';
import type { KernelBackend } from '@tensorflow/tfjs-core';

/** Functions of node:util that tfjs-node 4.22 calls in almost every op, and that Node 23 removed. */
const removed = {
  isArray: Array.isArray,
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
};

/** Makes the process ready for the packages that bring TensorFlow's own library. To be called before they are imported. */
export function prepareTfjsNative(): void {
  for (const [name, value] of Object.entries(removed)) {
    if (!(name in util)) Object.assign(util, { [name]: value });
  }
  // It tells about the processor at every start; 2 leaves errors.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // GPUs since Ampere would round the operands of float32 products to 10 bits (TF32).
  process.env.NVIDIA_TF32_OVERRIDE = '0';
  // Else it takes all of the GPU's memory at the start, beside what ONNX Runtime or another process has.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
}

/** Whether TensorFlow found a GPU that it can use. The package for GPUs computes on the CPU without one, and says so nowhere. */
export function usesGpu(backend: KernelBackend): boolean {
  return 'isUsingGpuDevice' in backend && backend.isUsingGpuDevice === true;
}
