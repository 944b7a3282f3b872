import type { MatrixView, ProductShape, ProductTarget } from '../multiply-add.js';
import { kernelFunctions, kernelModule, type KernelFunctions } from './kernel-module.js';
import { KernelMemory } from './kernel-memory.js';
import type { Kernels } from './kernels.js';

/** What a helper needs to take part. It runs `help(board, n)` of the module on the memory, in a thread of its own: n is 1, 2, 3 ... */
export interface HelperPost {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly board: number;
}

/** Starts threads at a post. Returns how many there will be. */
export type HireHelpers = (post: HelperPost) => number;

const VALUE_BYTES = Float64Array.BYTES_PER_ELEMENT;

// As in kernels/crew.ts, multiply-add.ts and multiply-symmetric.ts.
const BOARD_BYTES = 256;
const BOARD_READY = 8;
const BOARD_KERNEL = 12;
const BOARD_ARGUMENTS = 64;
const SCRATCH_BYTES = VALUE_BYTES * (64 * 256 + 256 * 256 + 4 * 4);
const MULTIPLY_ADD = 0;
const MULTIPLY_SYMMETRIC = 1;

/** Multiplications from which on a job is worth being shared: some fifteen microseconds. */
const WORTH_SHARING = 2 ** 17;

/**
 * Kernels in WebAssembly with 128-bit SIMD, from the AssemblyScript in kernels/. Products of matrices have the bits of the
 * plain ones, whatever the number of threads; sums along a vector are added in another order.
 */
export class WasmKernels implements Kernels {
  private readonly space = new KernelMemory();
  private readonly functions: KernelFunctions = kernelFunctions(this.space.memory);
  private readonly board: number;
  private readonly arguments: Float64Array;
  private readonly scratch: number;
  private readonly ready: Int32Array;
  private readonly kernel: Int32Array;
  private readonly helpers: () => number;

  /**
   * @param mostHelpers - threads beside the caller's, for which there is scratch memory
   * @param hire - called when the first job comes that is worth sharing; helpers take part once all have come
   */
  constructor(mostHelpers = 0, hire: HireHelpers = () => 0) {
    const { space } = this;
    this.board = space.take(BOARD_BYTES);
    this.scratch = space.take(SCRATCH_BYTES * (mostHelpers + 1));
    space.keep();
    const { buffer } = space.memory;
    this.arguments = new Float64Array(buffer, this.board + BOARD_ARGUMENTS, 16);
    this.ready = new Int32Array(buffer, this.board + BOARD_READY, 1);
    this.kernel = new Int32Array(buffer, this.board + BOARD_KERNEL, 1);
    let hired: number | undefined;
    this.helpers = () => {
      hired ??=
        mostHelpers > 0 ? hire({ module: kernelModule(), memory: space.memory, board: this.board }) : 0;
      return this.present === hired ? hired : 0;
    };
  }

  /** Helpers that have come. */
  get present(): number {
    return Atomics.load(this.ready, 0);
  }

  /** Frees everything that was allocated. */
  release(): void {
    this.space.release();
  }

  /** @throws RangeError if more than 4 GiB are in use */
  allocate(length: number): Float64Array {
    const start = this.space.take(length * VALUE_BYTES);
    return new Float64Array(this.space.memory.buffer, start, length).fill(0);
  }

  multiplyAdd(shape: ProductShape, scale: number, a: MatrixView, b: MatrixView, target: ProductTarget): void {
    const { rows, columns, depth } = shape;
    const job = [
      rows,
      columns,
      depth,
      zerosOf(shape),
      scale,
      ...[address(a.data, a.start), a.rowStride, a.columnStride],
      ...[address(b.data, b.start), b.rowStride, b.columnStride],
      ...[address(target.data, target.start), target.rowStride],
      this.scratch,
    ];
    this.run(MULTIPLY_ADD, job, rows * columns * depth);
  }

  multiplySymmetric(
    ...[size, matrix, stride, x, xStart, out, outStart]: Parameters<Kernels['multiplySymmetric']>
  ): void {
    const sums = this.scratch;
    const job = [size, address(matrix, 0), stride, address(x, xStart), sums];
    this.run(MULTIPLY_SYMMETRIC, job, size * size);
    this.functions.addStripes(size, sums, address(out, outStart));
  }

  addCombination(
    ...[target, targetStart, length, count, coefficients, rows, rowStride, rowStart]: Parameters<
      Kernels['addCombination']
    >
  ): void {
    const [to, factors, from] = [
      address(target, targetStart),
      address(coefficients, 0),
      address(rows, rowStart),
    ];
    this.functions.addCombination(to, length, count, factors, from, rowStride);
  }

  dot(...[length, a, aStart, b, bStart]: Parameters<Kernels['dot']>): number {
    return this.functions.dot(length, address(a, aStart), address(b, bStart));
  }

  private run(kernel: number, job: readonly number[], multiplications: number): void {
    this.kernel[0] = kernel;
    this.arguments.set(job);
    this.functions.lead(this.board, multiplications < WORTH_SHARING ? 0 : this.helpers());
  }
}

/** As in kernels/multiply-add.ts. */
function zerosOf({ lowerOnly = false, triangleOfA, triangleOfB }: ProductShape): number {
  const lowerA = triangleOfA === 'lower' ? 2 : 0;
  const upperA = triangleOfA === 'upper' ? 4 : 0;
  return (lowerOnly ? 1 : 0) | lowerA | upperA | (triangleOfB === 'lower' ? 8 : 0);
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
