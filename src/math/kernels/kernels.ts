import { addCombination } from '../add-combination.js';
import { dot } from '../dot.js';
import { multiplyAdd } from '../multiply-add.js';
import { multiplySymmetric } from '../multiply-symmetric.js';

/** The loops in which the linear algebra spends its time, and the memory that they work on. */
export interface Kernels {
  /** @returns `length` zeros that the other kernels can work on */
  allocate(length: number): Float64Array;
  readonly multiplyAdd: typeof multiplyAdd;
  readonly multiplySymmetric: typeof multiplySymmetric;
  readonly addCombination: typeof addCombination;
  readonly dot: typeof dot;
}

/** In TypeScript, on any memory: what the others are held to. */
export const plainKernels: Kernels = {
  allocate: (length) => new Float64Array(length),
  multiplyAdd,
  multiplySymmetric,
  addCombination,
  dot,
};
