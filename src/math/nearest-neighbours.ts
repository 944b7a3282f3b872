import { visitTiles, type DistanceTile, type TileVisitor } from './distance-tiles.js';
import type { FeatureMatrix } from './feature-matrix.js';
import { NearestLists } from './nearest-lists.js';
import type { RowProducts } from './row-products.js';
import { euclideanPairsWithin, type VectorPairs } from './vector-pairs.js';

/**
 * Each row's nearest other rows: equal to float64 distances of all pairs, at the cost of one float32 product of half of them.
 * @param length - neighbours a list; at most rows - 1
 */
export async function nearestWithin(
  features: FeatureMatrix,
  length: number,
  products: RowProducts,
  onProgress?: (share: number) => void,
): Promise<NearestLists> {
  const pairs = euclideanPairsWithin(features);
  const lists = new NearestLists(features.rows, length);
  await visitTiles(pairs, products, new NearestVisitor(pairs, lists, lists), onProgress);
  return lists;
}

/**
 * For each vector of `pairs.a` the nearest ones of `pairs.b`.
 * @param length - neighbours a list; at most as many as there are
 */
export async function nearestAcross(
  pairs: VectorPairs,
  length: number,
  products: RowProducts,
  onProgress?: (share: number) => void,
): Promise<NearestLists> {
  const lists = new NearestLists(pairs.a.rows, length);
  await visitTiles(pairs, products, new NearestVisitor(pairs, lists, undefined), onProgress);
  return lists;
}

/** Pairs to note before they are settled: more than a tile's row can hold. */
const NOTES = 2 ** 18;

class NearestVisitor implements TileVisitor {
  private readonly pairs: VectorPairs;
  private readonly rowLists: NearestLists;
  /** The same as `rowLists` for a set and itself, of which then only pairs i < j are looked at; undefined if not wanted. */
  private readonly columnLists: NearestLists | undefined;
  /** Places in the tile's products. */
  private readonly notes = new Int32Array(NOTES);
  private noted = 0;

  constructor(pairs: VectorPairs, rowLists: NearestLists, columnLists: NearestLists | undefined) {
    this.pairs = pairs;
    this.rowLists = rowLists;
    this.columnLists = columnLists;
  }

  scan({ rowStart, columnStart, rows, columns, products }: DistanceTile, fromRow: number): number {
    const { rowLists, columnLists } = this;
    const width = columns.rows;
    const columnBounds = new Float64Array(width).fill(-Infinity);
    if (columnLists)
      for (let c = 0; c < width; c++) columnBounds[c] = below(columnLists.bound(columnStart + c));
    this.noted = 0;
    let row = fromRow;
    for (; row < rows.rows && this.noted + width <= NOTES; row++) {
      const [low, high, spread] = [rows.low[row]!, rows.high[row]!, rows.spread[row]!];
      const i = rowStart + row;
      let rowBound = below(rowLists.bound(i));
      for (let c = columnLists ? Math.max(0, i + 1 - columnStart) : 0; c < width; c++) {
        const place = row * width + c;
        const product = 2 * products[place]!;
        const margin = spread * columns.spread[c]!;
        const least = low + columns.low[c]! - product - margin;
        // No nearer than `length` others: cannot be in a list, or only in their place. (NaN is not: it tells nothing.)
        if (least >= rowBound && least >= columnBounds[c]!) continue;
        this.notes[this.noted++] = place;
        const most = high + columns.high[c]! - product + margin;
        rowLists.note(i, most);
        rowBound = below(rowLists.bound(i));
        if (columnLists) {
          columnLists.note(columnStart + c, most);
          columnBounds[c] = below(columnLists.bound(columnStart + c));
        }
      }
    }
    return row;
  }

  settle({ rowStart, columnStart, rows, columns, products }: DistanceTile): number {
    const { rowLists, columnLists } = this;
    const width = columns.rows;
    let exact = 0;
    for (const place of this.notes.subarray(0, this.noted)) {
      const row = Math.floor(place / width);
      const c = place - row * width;
      const [i, j] = [rowStart + row, columnStart + c];
      const margin = rows.spread[row]! * columns.spread[c]!;
      const least = rows.low[row]! + columns.low[c]! - 2 * products[place]! - margin;
      if (least > rowLists.bound(i) && !(columnLists && !(least > columnLists.bound(j)))) continue;
      const distance = this.pairs.squaredDistance(i, j);
      exact++;
      rowLists.offer(i, j, distance);
      columnLists?.offer(j, i, distance);
    }
    rowLists.forgetNotes(rowStart, rowStart + rows.rows);
    columnLists?.forgetNotes(columnStart, columnStart + width);
    return exact;
  }
}

/** What a lower bound has to stay below: nothing is nearer than 0. */
function below(bound: number): number {
  return bound === 0 ? -Infinity : bound;
}
