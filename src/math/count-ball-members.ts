import type { BallMembers } from './ball-members.js';
import { visitTiles, type DistanceTile, type TileVisitor } from './distance-tiles.js';
import type { FeatureMatrix } from './feature-matrix.js';
import type { RowProducts } from './row-products.js';
import { euclideanPairs, type VectorPairs } from './vector-pairs.js';

/**
 * Finds which rows of each set lie in which balls about the other's: equal to float64 distances of all pairs, at the cost of one
 * float32 product.
 * @param aboutA - balls about the rows of a, points are those of b
 * @param aboutB - balls about the rows of b, points are those of a; none if they are not wanted
 */
export async function countBallMembers(
  a: FeatureMatrix,
  b: FeatureMatrix,
  { aboutA, aboutB }: { readonly aboutA: BallMembers; readonly aboutB?: BallMembers },
  products: RowProducts,
  onProgress?: (share: number) => void,
): Promise<void> {
  const pairs = euclideanPairs(a, b);
  await visitTiles(pairs, products, new MemberVisitor(pairs, aboutA, aboutB), onProgress);
}

/** Pairs to note before they are settled: more than a tile's row can hold. */
const NOTES = 2 ** 18;

class MemberVisitor implements TileVisitor {
  private readonly pairs: VectorPairs;
  private readonly aboutRows: BallMembers;
  private readonly aboutColumns: BallMembers | undefined;
  /** Places in the tile's products. */
  private readonly notes = new Int32Array(NOTES);
  private noted = 0;

  constructor(pairs: VectorPairs, aboutRows: BallMembers, aboutColumns: BallMembers | undefined) {
    this.pairs = pairs;
    this.aboutRows = aboutRows;
    this.aboutColumns = aboutColumns;
  }

  scan({ rowStart, columnStart, rows, columns, products }: DistanceTile, fromRow: number): number {
    const { aboutRows, aboutColumns } = this;
    const width = columns.rows;
    const nowhere = new Float64Array(width).fill(-Infinity);
    const columnEnd = columnStart + width;
    const columnInner = aboutColumns?.balls.inner.subarray(columnStart, columnEnd) ?? nowhere;
    const columnOuter = aboutColumns?.balls.outer.subarray(columnStart, columnEnd) ?? nowhere;
    this.noted = 0;
    let row = fromRow;
    for (; row < rows.rows && this.noted + width <= NOTES; row++) {
      const [low, high, spread] = [rows.low[row]!, rows.high[row]!, rows.spread[row]!];
      const i = rowStart + row;
      const inner = aboutRows.balls.inner[i]!;
      const outer = aboutRows.balls.outer[i]!;
      for (let c = 0; c < width; c++) {
        const place = row * width + c;
        const product = 2 * products[place]!;
        const margin = spread * columns.spread[c]!;
        const least = low + columns.low[c]! - product - margin;
        if (least > outer && least > columnOuter[c]!) continue;
        const most = high + columns.high[c]! - product + margin;
        const inRow = most < inner;
        const inColumn = most < columnInner[c]!;
        if (inRow) aboutRows.addInside(i, columnStart + c);
        if (inColumn) aboutColumns?.addInside(columnStart + c, i);
        if ((inRow || least > outer) && (inColumn || least > columnOuter[c]!)) continue;
        this.notes[this.noted++] = place;
      }
    }
    return row;
  }

  settle({ rowStart, columnStart, rows, columns, products }: DistanceTile): number {
    const { aboutRows, aboutColumns } = this;
    const width = columns.rows;
    for (const place of this.notes.subarray(0, this.noted)) {
      const row = Math.floor(place / width);
      const c = place - row * width;
      const [i, j] = [rowStart + row, columnStart + c];
      const margin = rows.spread[row]! * columns.spread[c]!;
      const most = rows.high[row]! + columns.high[c]! - 2 * products[place]! + margin;
      const distance = this.pairs.squaredDistance(i, j);
      // What lies inside for sure has been added by the scan.
      if (!(most < aboutRows.balls.inner[i]!)) aboutRows.addAt(i, j, distance);
      if (aboutColumns && !(most < aboutColumns.balls.inner[j]!)) aboutColumns.addAt(j, i, distance);
    }
    return this.noted;
  }
}
