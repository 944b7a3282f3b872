import type { OpTable } from './op-call.js';
import { activationOps } from './ops/activation.js';
import { convolutionOps } from './ops/convolve.js';
import { elementwiseOps } from './ops/elementwise.js';
import { matrixOps } from './ops/matrix.js';
import { normalisationOps } from './ops/normalise.js';
import { poolOps } from './ops/pool.js';
import { rearrangeOps } from './ops/rearrange.js';
import { reduceOps } from './ops/reduce.js';
import { resizeOps } from './ops/resize.js';
import { selectionOps } from './ops/select.js';
import { shapeOps } from './ops/shape.js';

/** Every op of ONNX that is run here. Those that draw random numbers are left out: features must not depend on chance. */
export const opTable: OpTable = {
  ...elementwiseOps,
  ...activationOps,
  ...reduceOps,
  ...matrixOps,
  ...convolutionOps,
  ...poolOps,
  ...normalisationOps,
  ...shapeOps,
  ...selectionOps,
  ...rearrangeOps,
  ...resizeOps,
};

/** Kernels that an op takes and some of TensorFlow.js's backends lack. Every backend has those of the other ops. */
export const rareKernels: Readonly<Record<string, readonly string[]>> = { Einsum: ['Einsum'] };
