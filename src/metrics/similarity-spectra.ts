import { selectRows, type FeatureMatrix } from '../math/feature-matrix.js';
import type { Matrix } from '../math/matrix.js';
import type { RowProducts } from '../math/row-products.js';
import { symmetricEigenvalues } from '../math/symmetric-eigenvalues.js';

/** Eigenvalues of the cosine similarities of images, over their number: they add up to 1. Those that must be 0 may be missing. */
export interface SimilaritySpectra {
  ofAll(): Float64Array;
  /** Of the images that are not in a group. */
  without(group: number): Promise<Float64Array>;
}

/**
 * The similarities K = X X^T of n images with features of unit length have the eigenvalues of X^T X, [d x d], but for
 * zeros: the smaller of the two is solved. X^T X is the sum over groups, from which one is taken; K loses its rows and columns.
 * @param features - [n, d], no row of zeros
 * @param groups - of each row, 0 to count - 1
 */
export async function similaritySpectra(
  features: FeatureMatrix,
  groups: Uint8Array,
  count: number,
  products: RowProducts,
): Promise<SimilaritySpectra> {
  const { rows, columns } = features;
  const rowsOf = (keep: (group: number) => boolean) =>
    Array.from(groups.keys()).filter((row) => keep(groups[row]!));
  if (rows <= columns) {
    const unit = unitRows(features);
    const similarities = { rows, columns: rows, data: await products.float64(unit, unit) };
    const among = (kept: readonly number[]) => spectrum(submatrix(similarities, kept), kept.length);
    return {
      ofAll: () => among(rowsOf(() => true)),
      without: (left) => Promise.resolve(among(rowsOf((group) => group !== left))),
    };
  }
  const productOf = async (group: number): Promise<Float64Array> => {
    const part = transposed(
      unitRows(
        selectRows(
          features,
          rowsOf((other) => other === group),
        ),
      ),
    );
    return products.float64(part, part);
  };
  const total = new Float64Array(columns * columns);
  for (let group = 0; group < count; group++) {
    (await productOf(group)).forEach((value, i) => {
      total[i]! += value;
    });
  }
  return {
    ofAll: () => spectrum({ rows: columns, columns, data: total }, rows),
    without: async (left) => {
      const rest = (await productOf(left)).map((value, i) => total[i]! - value);
      return spectrum({ rows: columns, columns, data: rest }, rowsOf((group) => group !== left).length);
    },
  };
}

/** Eigenvalues over the number of images. */
function spectrum(matrix: Matrix, images: number): Float64Array {
  return symmetricEigenvalues(matrix).map((value) => value / images);
}

function unitRows({ rows, columns, data }: FeatureMatrix): Matrix {
  const unit = Float64Array.from(data);
  for (let row = 0; row < rows; row++) {
    const values = unit.subarray(row * columns, (row + 1) * columns);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    values.forEach((value, i) => {
      values[i] = value / length;
    });
  }
  return { rows, columns, data: unit };
}

function transposed({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j]!;
  }
  return { rows: columns, columns: rows, data: turned };
}

function submatrix({ columns, data }: Matrix, kept: readonly number[]): Matrix {
  const size = kept.length;
  const values = new Float64Array(size * size);
  kept.forEach((row, i) => {
    kept.forEach((column, j) => {
      values[i * size + j] = data[row * columns + column]!;
    });
  });
  return { rows: size, columns: size, data: values };
}
