import type { MatrixView, ProductShape, ProductTarget } from '../multiply-add.js';
import type { Kernels } from './kernels.js';
import { kernelModule, type KernelFunctions } from './kernel-module.js';

const PAGE_BYTES = 65_536;
const MAXIMUM_PAGES = 65_536;
const VALUE_BYTES = Float64Array.BYTES_PER_ELEMENT;
/** A block of a, one of b and a tile, as kernels/multiply-add.ts packs them. */
const SCRATCH_BYTES = VALUE_BYTES * (64 * 256 + 256 * 256 + 16);

/**
 * Kernels in WebAssembly with 128-bit SIMD (source: kernels/). They work on their own memory alone: matrices are allocated in it,
 * one after the other, until all of it is released.
 */
export class WasmKernels implements Kernels {
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MAXIMUM_PAGES, shared: true });
  private readonly functions: KernelFunctions;
  private readonly scratch: number;
  private readonly first: number;
  /** Address of the first byte that is free. */
  private free: number;

  constructor() {
    this.functions = kernelModule(this.memory);
    this.free = PAGE_BYTES;
    this.scratch = this.take(SCRATCH_BYTES);
    this.first = this.free;
  }

  /** Frees everything that was allocated. */
  release(): void {
    this.free = this.first;
  }

  /** @throws RangeError if more than 4 GiB are in use */
  allocate(length: number): Float64Array {
    const start = this.take(length * VALUE_BYTES);
    return new Float64Array(this.memory.buffer, start, length).fill(0);
  }

  multiplyAdd(
    { rows, columns, depth, lowerOnly = false, triangleOfA, triangleOfB }: ProductShape,
    scale: number,
    a: MatrixView,
    b: MatrixView,
    target: ProductTarget,
  ): void {
    const zeros =
      (lowerOnly ? 1 : 0) |
      (triangleOfA === 'lower' ? 2 : 0) |
      (triangleOfA === 'upper' ? 4 : 0) |
      (triangleOfB === 'lower' ? 8 : 0);
    this.functions.multiplyAdd(
      rows,
      columns,
      depth,
      zeros,
      scale,
      address(a.data, a.start),
      a.rowStride,
      a.columnStride,
      address(b.data, b.start),
      b.rowStride,
      b.columnStride,
      address(target.data, target.start),
      target.rowStride,
      this.scratch,
      0,
      1,
    );
  }

  multiplySymmetric(
    ...[size, matrix, stride, x, xStart, out, outStart]: Parameters<Kernels['multiplySymmetric']>
  ): void {
    out.fill(0, outStart, outStart + size);
    this.functions.multiplySymmetric(
      size,
      address(matrix, 0),
      stride * VALUE_BYTES,
      address(x, xStart),
      address(out, outStart),
      0,
      1,
    );
  }

  addCombination(
    ...[target, targetStart, length, count, coefficients, rows, rowStride, rowStart]: Parameters<
      Kernels['addCombination']
    >
  ): void {
    this.functions.addCombination(
      address(target, targetStart),
      length,
      count,
      address(coefficients, 0),
      address(rows, rowStart),
      rowStride * VALUE_BYTES,
    );
  }

  dot(...[length, a, aStart, b, bStart]: Parameters<Kernels['dot']>): number {
    return this.functions.dot(length, address(a, aStart), address(b, bStart));
  }

  private take(bytes: number): number {
    const start = this.free;
    this.free += Math.ceil(bytes / 16) * 16;
    const missing = Math.ceil((this.free - this.memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.memory.grow(missing);
    return start;
  }
}

/** Where in the kernels' memory a value is. */
function address(values: Float64Array, index: number): number {
  if (!(values.buffer instanceof SharedArrayBuffer)) {
    throw new RangeError(
      'WebAssembly kernels were given values outside of their memory; allocate them there.',
    );
  }
  return values.byteOffset + index * VALUE_BYTES;
}
