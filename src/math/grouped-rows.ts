import type { FeatureMatrix } from './feature-matrix.js';
import type { Matrix } from './matrix.js';

/** What {@link GroupedRows} may be told besides the matrix and the groups. */
interface Selection {
  /** The rows to take; by default all. */
  readonly rows?: Int32Array | undefined;
  /** A factor for each row of the matrix; by default 1. */
  readonly scales?: Float64Array | undefined;
}

/**
 * Rows of a matrix in the order of their groups, so that each group is one stretch. The matrix is not copied: blocks of
 * rows are, one at a time, as float64.
 */
export class GroupedRows {
  /** Rows there are. */
  readonly count: number;
  readonly groups: number;
  /** [groups + 1]: group g is the rows from starts[g] up to starts[g + 1]. */
  readonly starts: Uint32Array;
  private readonly features: FeatureMatrix;
  private readonly order: Uint32Array;
  private readonly scales: Float64Array | undefined;

  /**
   * @param groupOf - of each row of the matrix, 0 to groups - 1
   */
  constructor(features: FeatureMatrix, groupOf: Uint8Array, groups: number, selection: Selection = {}) {
    const { rows = Uint32Array.from({ length: features.rows }, (_, row) => row), scales } = selection;
    this.features = features;
    this.groups = groups;
    this.count = rows.length;
    this.scales = scales;
    this.starts = new Uint32Array(groups + 1);
    for (const row of rows) this.starts[groupOf[row]! + 1]!++;
    for (let group = 0; group < groups; group++) this.starts[group + 1]! += this.starts[group]!;
    const next = this.starts.slice();
    this.order = new Uint32Array(rows.length);
    for (const row of rows) this.order[next[groupOf[row]!]!++] = row;
  }

  /** Rows that group `group` has. */
  sizeOf(group: number): number {
    return this.starts[group + 1]! - this.starts[group]!;
  }

  /** The rows from `from` on, `rows` of them or as many as are left. */
  block(from: number, rows: number): Matrix {
    const { columns, data } = this.features;
    const chosen = this.order.subarray(from, from + rows);
    const block = new Float64Array(chosen.length * columns);
    chosen.forEach((row, i) => {
      block.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
      const scale = this.scales?.[row];
      if (scale === undefined) return;
      for (let at = i * columns; at < (i + 1) * columns; at++) block[at]! *= scale;
    });
    return { rows: chosen.length, columns, data: block };
  }

  /** Each row's inner product with itself. */
  squares(): Float64Array {
    const squares = new Float64Array(this.count);
    for (let row = 0; row < this.count; row++) {
      const { data } = this.block(row, 1);
      squares[row] = data.reduce((sum, value) => sum + value * value, 0);
    }
    return squares;
  }
}
