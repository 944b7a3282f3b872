import type { FeatureMatrix } from './feature-matrix.js';
import type { Matrix } from './matrix.js';

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
  private readonly groupOf: Uint8Array;
  private readonly scales: Float64Array | undefined;
  /** The matrix's rows, in the order of their groups. */
  private readonly order: Uint32Array;

  /**
   * @param groupOf - of each row of the matrix, 0 to groups - 1
   * @param scales - a factor for each row of the matrix; by default 1
   * @param rows - the rows to take, each at most once; by default all
   */
  constructor(
    features: FeatureMatrix,
    groupOf: Uint8Array,
    groups: number,
    {
      scales,
      rows = Int32Array.from({ length: features.rows }, (_, row) => row),
    }: { readonly scales?: Float64Array | undefined; readonly rows?: Int32Array } = {},
  ) {
    this.features = features;
    this.groupOf = groupOf;
    this.groups = groups;
    this.scales = scales;
    this.count = rows.length;
    this.starts = new Uint32Array(groups + 1);
    for (const row of rows) this.starts[groupOf[row]! + 1]!++;
    for (let group = 0; group < groups; group++) this.starts[group + 1]! += this.starts[group]!;
    const next = this.starts.slice();
    this.order = new Uint32Array(rows.length);
    for (const row of rows) this.order[next[groupOf[row]!]!++] = row;
  }

  /** Some of the rows, in the same groups. */
  select(rows: Int32Array): GroupedRows {
    return new GroupedRows(this.features, this.groupOf, this.groups, { scales: this.scales, rows });
  }

  /** Where rows of the matrix stand in this order, ascending. */
  placesOf(rows: Int32Array): Uint32Array {
    const placeOf = new Uint32Array(this.features.rows);
    this.order.forEach((row, place) => {
      placeOf[row] = place;
    });
    return Uint32Array.from(rows, (row) => placeOf[row]!).sort();
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
}
