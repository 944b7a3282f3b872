import type { FeatureMatrix } from './feature-matrix.js';
import { rowNorms } from './row-norms.js';
import { squaredDistance } from './squared-distance.js';

const CENTRE_ROWS = 1024;

/** Vectors that are computed when they are read. */
export interface VectorSource {
  readonly rows: number;
  readonly columns: number;
  /** Writes a row's vector, right to float64 rounding. */
  read(row: number, out: Float64Array): void;
}

/** Two sets of vectors, and how far apart those of a pair are. */
export interface VectorPairs {
  readonly a: VectorSource;
  /** The same object as `a` if a set is compared with itself. */
  readonly b: VectorSource;
  /** Whether a vector and its opposite count as one: the squared distance is then the smaller of |a - b|^2 and |a + b|^2. */
  readonly foldSigns: boolean;
  /** The squared distance of row i of `a` and row j of `b` in float64: what the scores are defined by. */
  squaredDistance(i: number, j: number): number;
}

/** Euclidean distances of the feature vectors of two sets. */
export function euclideanPairs(a: FeatureMatrix, b: FeatureMatrix): VectorPairs {
  const { columns } = a;
  // Distances do not change with the origin; near the vectors it makes the error bounds, which grow with their norms, small.
  const centre = meanRow(a);
  return {
    a: centred(a, centre),
    b: centred(b, centre),
    foldSigns: false,
    squaredDistance: (i, j) => squaredDistance(columns, a.data, i * columns, b.data, j * columns),
  };
}

/** Euclidean distances of the feature vectors of one set. */
export function euclideanPairsWithin(features: FeatureMatrix): VectorPairs {
  const { a, ...rest } = euclideanPairs(features, features);
  return { ...rest, a, b: a };
}

/**
 * Unit vectors up to their sign: squared distances are 2 - 2 |cos|, twice the cosine distance.
 * The cosine of a zero vector is not defined: there must be none.
 */
export function cosinePairs(a: FeatureMatrix, b: FeatureMatrix): VectorPairs {
  const { columns } = a;
  const [normsA, normsB] = [rowNorms(a), rowNorms(b)];
  return {
    a: unit(a, normsA),
    b: unit(b, normsB),
    foldSigns: true,
    // Not as 2 - 2 |cos|, which loses the small distances that matter in rounding.
    squaredDistance(i, j) {
      const [scaleA, scaleB] = [1 / normsA[i]!, 1 / normsB[j]!];
      let along = 0;
      let against = 0;
      for (let k = 0; k < columns; k++) {
        const x = a.data[i * columns + k]! * scaleA;
        const y = b.data[j * columns + k]! * scaleB;
        along += (x - y) * (x - y);
        against += (x + y) * (x + y);
      }
      return Math.min(along, against);
    },
  };
}

function centred({ rows, columns, data }: FeatureMatrix, centre: Float32Array): VectorSource {
  return {
    rows,
    columns,
    read(row, out) {
      for (let k = 0; k < columns; k++) out[k] = data[row * columns + k]! - centre[k]!;
    },
  };
}

function unit({ rows, columns, data }: FeatureMatrix, norms: Float64Array): VectorSource {
  return {
    rows,
    columns,
    read(row, out) {
      for (let k = 0; k < columns; k++) out[k] = data[row * columns + k]! / norms[row]!;
    },
  };
}

/** Mean of some rows, evenly spread: as good an origin as that of all. */
function meanRow({ rows, columns, data }: FeatureMatrix): Float32Array {
  const sums = new Float64Array(columns);
  const step = Math.ceil(rows / CENTRE_ROWS);
  for (let i = 0; i < rows; i += step) {
    for (let k = 0; k < columns; k++) sums[k]! += data[i * columns + k]!;
  }
  const count = Math.ceil(rows / step);
  return Float32Array.from(sums, (sum) => sum / count);
}
