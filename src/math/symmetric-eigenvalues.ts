import { onFastKernels } from './kernels/on-fast-kernels.js';
import type { Matrix } from './matrix.js';
import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.js';
import { tridiagonalise } from './tridiagonalise.js';

/**
 * Eigenvalues, ascending.
 * @param matrix - symmetric; its lower triangle is read, nothing is written
 */
export function symmetricEigenvalues({ rows, columns, data }: Matrix): Float64Array {
  return onFastKernels((kernels) => {
    const copy = kernels.allocate(data.length);
    copy.set(data);
    return tridiagonalEigenvalues(tridiagonalise({ rows, columns, data: copy }, kernels));
  });
}
