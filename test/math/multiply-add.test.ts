import { describe, expect, it } from 'vitest';
import { multiplyAdd, type MatrixView } from '../../src/math/multiply-add.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const generator = new Mt19937(3);

function randomView(rows: number, columns: number, transposed: boolean): MatrixView {
  const start = generator.integer(0, 5);
  const data = generator.randoms(start + rows * columns);
  return transposed
    ? { data, start, rowStride: 1, columnStride: rows }
    : { data, start, rowStride: columns, columnStride: 1 };
}

function at({ data, start, rowStride, columnStride }: MatrixView, i: number, j: number): number {
  return data[start + i * rowStride + j * columnStride]!;
}

describe('multiplyAdd', () => {
  const sizes = [1, 2, 3, 4, 5, 63, 64, 65, 257, 300];

  it('equals the naive product, whatever the sizes and strides, and writes nothing beside it', () => {
    for (let round = 0; round < 60; round++) {
      const [rows, columns, depth] = [0, 0, 0].map(() => sizes[generator.integer(0, sizes.length)]!) as [
        number,
        number,
        number,
      ];
      const a = randomView(rows, depth, round % 2 === 0);
      const b = randomView(depth, columns, round % 3 === 0);
      const lowerOnly = round % 5 === 0;
      const rowStride = columns + 2;
      const before = generator.randoms(7 + rows * rowStride);
      const target = { data: before.slice(), start: 7, rowStride };
      multiplyAdd({ rows, columns, depth, lowerOnly }, -0.5, a, b, target);
      let worst = 0;
      for (let index = 0; index < before.length; index++) {
        const i = Math.floor((index - 7) / rowStride);
        const j = (index - 7) % rowStride;
        const inside = index >= 7 && j < columns;
        if (inside && lowerOnly && j > i) continue;
        let expected = before[index]!;
        for (let k = 0; inside && k < depth; k++) expected -= 0.5 * at(a, i, k) * at(b, k, j);
        worst = Math.max(
          worst,
          Math.abs(target.data[index]! - expected) / (inside ? depth : Number.MIN_VALUE),
        );
      }
      expect(worst).toBeLessThan(1e-14);
    }
  });

  it('leaves out what the shape declares zero, and nothing else', () => {
    const size = 301;
    const lower = generator
      .randoms(size * size)
      .map((value, i) => (i % size <= Math.floor(i / size) ? value : 0));
    const view = { data: lower, start: 0, rowStride: size, columnStride: 1 };
    const transposed = { data: lower, start: 0, rowStride: 1, columnStride: size };
    const whole = new Float64Array(size * size);
    const bounded = new Float64Array(size * size);
    const shape = { rows: size, columns: size, depth: size };
    multiplyAdd(shape, 1, transposed, view, { data: whole, start: 0, rowStride: size });
    const turned = { ...shape, triangleOfA: 'upper', triangleOfB: 'lower' } as const;
    multiplyAdd(turned, 1, transposed, view, { data: bounded, start: 0, rowStride: size });
    expect(largestDifference(whole, bounded)).toBeLessThan(1e-12);

    whole.fill(0);
    bounded.fill(0);
    multiplyAdd(shape, 1, view, view, { data: whole, start: 0, rowStride: size });
    const straight = { ...shape, triangleOfA: 'lower', triangleOfB: 'lower' } as const;
    multiplyAdd(straight, 1, view, view, { data: bounded, start: 0, rowStride: size });
    expect(largestDifference(whole, bounded)).toBeLessThan(1e-12);
  });
});

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
}
