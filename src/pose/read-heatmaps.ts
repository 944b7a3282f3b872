import type { Preprocessing } from '../config/extractor-file.js';
import type { Tensor } from '../engines/tensor.js';
import { InputError } from '../errors.js';
import type { DetectedKeypoint } from './detected-pose.js';

/**
 * The joints of an output that holds one map for each: where its maximum is, and how high.
 * @param tensor - 1 x joints x rows x columns (nchw) or 1 x rows x columns x joints (nhwc); its cells share out the input evenly
 * @returns in fractions of the input
 * @throws InputError if the output has other axes
 */
export function readHeatmaps(
  { data, dims }: Tensor,
  joints: number,
  layout: Preprocessing['layout'],
): readonly DetectedKeypoint[] {
  const [batch, a = 0, b = 0, c = 0] = dims;
  const [channels, rows, columns] = layout === 'nchw' ? [a, b, c] : [c, a, b];
  if (dims.length !== 4 || batch !== 1 || channels !== joints || rows * columns === 0) {
    throw new InputError(
      `The pose network gives ${dims.join(' x ')} numbers; expected maps of ${joints} joints ` +
        (layout === 'nchw' ? `(1 x ${joints} x rows x columns).` : `(1 x rows x columns x ${joints}).`),
    );
  }
  return Array.from({ length: joints }, (_, joint) => {
    const at =
      layout === 'nchw'
        ? (row: number, column: number) => Number(data[(joint * rows + row) * columns + column])
        : (row: number, column: number) => Number(data[(row * columns + column) * joints + joint]);
    return peak(at, rows, columns);
  });
}

function peak(at: (row: number, column: number) => number, rows: number, columns: number): DetectedKeypoint {
  let [row, column, highest] = [0, 0, -Infinity];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = at(i, j);
      if (value > highest) [row, column, highest] = [i, j, value];
    }
  }
  const dx =
    column > 0 && column < columns - 1 ? vertex(at(row, column - 1), highest, at(row, column + 1)) : 0;
  const dy = row > 0 && row < rows - 1 ? vertex(at(row - 1, column), highest, at(row + 1, column)) : 0;
  return {
    x: (column + 0.5 + dx) / columns,
    y: (row + 0.5 + dy) / rows,
    score: Math.min(1, Math.max(0, highest)),
  };
}

/**
 * Where the summit lies between cells, -0.5..0.5, from the highest cell and its neighbours: the vertex of the parabola through
 * their logarithms, which is exact for a Gaussian, as heatmaps are trained to be; through the values where one is not positive.
 */
function vertex(before: number, highest: number, after: number): number {
  const [a, b, c] =
    before > 0 && after > 0
      ? [Math.log(before), Math.log(highest), Math.log(after)]
      : [before, highest, after];
  const curvature = a - 2 * b + c;
  return curvature < 0 ? (a - c) / (2 * curvature) : 0;
}
