import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { solvePositive } from '../../src/math/solve-positive.js';

describe('solvePositive', () => {
  it.each([1, 2, 7, 90])('solves %i equations', (size) => {
    const random = new Mt19937(size);
    const factor = random.normals(size * size);
    const data = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < size; k++) data[i * size + j]! += factor[i * size + k]! * factor[j * size + k]!;
        if (i === j) data[i * size + j]! += 1;
      }
    }
    const wanted = random.normals(size);
    const right = Float64Array.from({ length: size }, (_, i) =>
      wanted.reduce((sum, value, j) => sum + data[i * size + j]! * value, 0),
    );
    const found = solvePositive({ rows: size, columns: size, data }, right);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 8);
    });
  });

  it('refuses a matrix that has no inverse', () => {
    const data = Float64Array.of(1, 1, 1, 1);
    expect(() => solvePositive({ rows: 2, columns: 2, data }, Float64Array.of(1, 2))).toThrow(
      /rank 2, got one of rank 1/,
    );
  });
});
