import { describe, expect, it } from 'vitest';
import { plainKernels, type Kernels } from '../../../src/math/kernels/kernels.js';
import { WasmKernels } from '../../../src/math/kernels/wasm-kernels.js';
import type { ProductShape } from '../../../src/math/multiply-add.js';
import { Mt19937 } from '../../../src/math/mt19937.js';

const random = new Mt19937(11);
const wasm = new WasmKernels();

/** The same random values in the memory of each. */
function onBoth(length: number): readonly [plain: Float64Array, inWasm: Float64Array] {
  const values = random.normals(length);
  const inWasm = wasm.allocate(length);
  inWasm.set(values);
  return [values, inWasm];
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
}

describe('WasmKernels', () => {
  it('multiply with the bits of the plain kernel, whatever the sizes, strides and triangles', () => {
    const sizes = [1, 3, 4, 5, 63, 65, 130, 257, 300];
    const size = () => sizes[random.integer(0, sizes.length)]!;
    for (let round = 0; round < 40; round++) {
      wasm.release();
      const shape: ProductShape = {
        ...{ rows: size(), columns: size(), depth: size() },
        lowerOnly: round % 2 === 0,
        ...(round % 3 === 1 ? { triangleOfA: 'lower' } : round % 3 === 2 ? { triangleOfA: 'upper' } : {}),
        ...(round % 5 < 2 ? { triangleOfB: 'lower' } : {}),
      };
      const { rows, columns, depth } = shape;
      const strides = (across: number, down: number, turned: boolean) =>
        turned
          ? { start: 2, rowStride: 1, columnStride: down }
          : { start: 2, rowStride: across, columnStride: 1 };
      const a = onBoth(2 + rows * depth);
      const b = onBoth(2 + depth * columns);
      const target = onBoth(5 + rows * (columns + 1));
      [plainKernels, wasm].forEach((kernels: Kernels, which) => {
        kernels.multiplyAdd(
          shape,
          -0.7,
          { data: a[which]!, ...strides(depth, rows, round % 4 < 2) },
          { data: b[which]!, ...strides(columns, depth, round % 7 < 3) },
          { data: target[which]!, start: 5, rowStride: columns + 1 },
        );
      });
      expect(Array.from(target[1])).toEqual(Array.from(target[0]));
    }
  });

  it.each([0, 1, 3, 4, 5, 8, 31, 100, 257])(
    'do vectors and symmetric matrices of size %i to 1e-12',
    (size) => {
      wasm.release();
      const matrix = onBoth(size * (size + 3));
      const x = onBoth(size + 1);
      const product = onBoth(size + 2);
      const sum = onBoth(size + 2);
      const factors = onBoth(7);
      const inner = [plainKernels, wasm].map((kernels: Kernels, which) => {
        kernels.multiplySymmetric(size, matrix[which]!, size + 3, x[which]!, 1, product[which]!, 2);
        const rows = Math.min(7, size);
        kernels.addCombination(sum[which]!, 1, size, rows, factors[which]!, matrix[which]!, size + 3, 2);
        return kernels.dot(size, x[which]!, 1, product[which]!, 2);
      });
      expect(largestDifference(...product)).toBeLessThan(1e-12);
      expect(largestDifference(...sum)).toBeLessThan(1e-12);
      expect(Math.abs(inner[0]! - inner[1]!)).toBeLessThan(1e-11);
    },
  );

  it('hand out zeros, again after a release, and nothing twice', () => {
    wasm.release();
    const first = wasm.allocate(10).fill(1);
    const second = wasm.allocate(100_000).fill(2);
    expect(first.every((value) => value === 1)).toBe(true);
    wasm.release();
    const again = wasm.allocate(100_020);
    expect(again.every((value) => value === 0)).toBe(true);
    expect(second.some((value) => value === 2)).toBe(false);
  });

  it('say what is needed if it cannot be had, and go on', () => {
    wasm.release();
    expect(() => wasm.allocate(2 ** 30)).toThrow(/need 819\d MiB/);
    wasm.release();
    expect(wasm.allocate(3)).toHaveLength(3);
  });

  it('refuse values outside of their memory', () => {
    const values = new Float64Array(4);
    expect(() => wasm.dot(4, values, 0, values, 0)).toThrow('outside of their memory');
  });
});
