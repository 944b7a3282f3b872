import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { readHeatmaps } from '../../src/pose/read-heatmaps.js';

const [rows, columns] = [48, 36];

/** A Gaussian for each joint, centred where it says: cells, (0, 0) the corner of the first. */
function heatmaps(
  centres: readonly (readonly [x: number, y: number])[],
  layout: 'nchw' | 'nhwc',
  { height = 0.9, floor = 0 } = {},
) {
  const data = new Float32Array(centres.length * rows * columns);
  centres.forEach(([x, y], joint) => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const distance2 = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
        const cell = row * columns + column;
        const at = layout === 'nchw' ? joint * rows * columns + cell : cell * centres.length + joint;
        data[at] = height * Math.exp(-distance2 / (2 * 2 ** 2)) + floor;
      }
    }
  });
  const n = centres.length;
  return { dims: layout === 'nchw' ? [1, n, rows, columns] : [1, rows, columns, n], data };
}

describe('readHeatmaps', () => {
  it('finds Gaussians between the cells, to a thousandth of one, in either layout', () => {
    const centre = fc.tuple(
      fc.double({ min: 2, max: columns - 2, noNaN: true }),
      fc.double({ min: 2, max: rows - 2, noNaN: true }),
    );
    fc.assert(
      fc.property(centre, centre, fc.constantFrom('nchw', 'nhwc'), (a, b, layout) => {
        const joints = readHeatmaps(heatmaps([a, b], layout), 2, layout);
        [a, b].forEach(([x, y], i) => {
          expect(Math.abs(joints[i]!.x * columns - x)).toBeLessThan(1e-3);
          expect(Math.abs(joints[i]!.y * rows - y)).toBeLessThan(1e-3);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('gives the summit’s height as the score, within 0..1', () => {
    const at = (height: number) =>
      readHeatmaps(heatmaps([[10.5, 20.5]], 'nchw', { height }), 1, 'nchw')[0]!.score;
    expect(at(0.75)).toBeCloseTo(0.75, 6);
    expect(at(1.7)).toBe(1);
    expect(readHeatmaps(heatmaps([[9, 9]], 'nchw', { height: 0.1, floor: -2 }), 1, 'nchw')[0]!.score).toBe(0);
  });

  it('stays near the summit where values are negative, at the edge, and on a plateau', () => {
    const [below] = readHeatmaps(heatmaps([[10.2, 20.8]], 'nchw', { floor: -2 }), 1, 'nchw');
    expect(below!.x * columns).toBeCloseTo(10.2, 0);
    expect(below!.y * rows).toBeCloseTo(20.8, 0);
    const [edge] = readHeatmaps(heatmaps([[0.2, rows - 0.1]], 'nchw'), 1, 'nchw');
    expect(edge).toMatchObject({ x: 0.5 / columns, y: (rows - 0.5) / rows });
    const flat = { dims: [1, 1, 3, 3], data: new Float32Array(9).fill(0.5) };
    expect(readHeatmaps(flat, 1, 'nchw')).toEqual([{ x: 0.5 / 3, y: 0.5 / 3, score: 0.5 }]);
  });

  it('says what it expected of another shape', () => {
    const read = () => readHeatmaps(heatmaps([[9, 9]], 'nchw'), 2, 'nchw');
    expect(read).toThrow(InputError);
    expect(read).toThrow('gives 1 x 1 x 48 x 36 numbers; expected maps of 2 joints (1 x 2 x rows x columns)');
  });
});
