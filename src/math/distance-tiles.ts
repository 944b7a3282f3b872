import { roundToFloat32, roundToFloat64, rowRange, type RoundedRows } from './rounded-rows.js';
import type { RowProducts } from './row-products.js';
import type { VectorPairs } from './vector-pairs.js';

/** A block of pairs, rows of one set by rows ("columns") of the other, with what bounds their distances: see RoundedRows. */
export interface DistanceTile {
  readonly rowStart: number;
  readonly columnStart: number;
  readonly rows: RoundedRows<Float32Array | Float64Array>;
  readonly columns: RoundedRows<Float32Array | Float64Array>;
  /** [rows x columns] */
  readonly products: Float32Array | Float64Array;
}

/** Draws its conclusions from the bounds of a tile, and has exact distances computed where they do not tell. */
export interface TileVisitor {
  /**
   * Goes through the rows of a tile from `fromRow`, and notes the pairs that bounds do not settle.
   * @returns the row to go on from once these pairs are settled
   */
  scan(tile: DistanceTile, fromRow: number): number;
  /**
   * Settles the noted pairs.
   * @returns how many exact distances that took
   */
  settle(tile: DistanceTile): number;
}

const TILE_ROWS = 2048;
/** Exact distances per pair of a tile above which a product in float64 is the cheaper way to settle the rest. */
const EXACT_SHARE = 1 / 16;

/**
 * Goes through all pairs in tiles: one fast float32 product each; a float64 product where the vectors lie so close together,
 * compared to their norms, that float32 bounds leave too much open. Memory: one float32 copy of both sets, and a few tiles.
 * A set compared with itself is gone through in the upper triangle of tiles, rows before columns.
 */
export async function visitTiles(
  pairs: VectorPairs,
  products: RowProducts,
  visitor: TileVisitor,
  onProgress?: (share: number) => void,
): Promise<void> {
  const itself = pairs.a === pairs.b;
  const a = roundToFloat32(pairs.a);
  const b = itself ? a : roundToFloat32(pairs.b);
  const total = itself ? (a.rows * (a.rows + 1)) / 2 : a.rows * b.rows;
  let done = 0;
  for (const [rowStart, rowEnd] of ranges(0, a.rows)) {
    for (const [columnStart, columnEnd] of ranges(itself ? rowStart : 0, b.rows)) {
      const rows = rowRange(a, rowStart, rowEnd);
      const columns = rowRange(b, columnStart, columnEnd);
      const values = await products.float32(rows, columns);
      await visit(pairs, products, visitor, tileOf(pairs, rowStart, columnStart, rows, columns, values));
      done +=
        itself && rowStart === columnStart ? (rows.rows * (rows.rows + 1)) / 2 : rows.rows * columns.rows;
      onProgress?.(done / total);
    }
  }
}

async function visit(
  pairs: VectorPairs,
  products: RowProducts,
  visitor: TileVisitor,
  tile: DistanceTile,
): Promise<void> {
  const { rowStart, columnStart } = tile;
  const limit = EXACT_SHARE * tile.products.length;
  let exact = 0;
  let row = 0;
  while (row < tile.rows.rows) {
    row = visitor.scan(tile, row);
    exact += visitor.settle(tile);
    if (exact > limit) break;
  }
  if (row >= tile.rows.rows) return;
  const rows = roundToFloat64(pairs.a, rowStart + row, rowStart + tile.rows.rows);
  const columns = roundToFloat64(pairs.b, columnStart, columnStart + tile.columns.rows);
  const values = await products.float64(rows, columns);
  const finer = tileOf(pairs, rowStart + row, columnStart, rows, columns, values);
  for (let next = 0; next < rows.rows;) {
    next = visitor.scan(finer, next);
    visitor.settle(finer);
  }
}

function tileOf(
  { foldSigns }: VectorPairs,
  rowStart: number,
  columnStart: number,
  rows: DistanceTile['rows'],
  columns: DistanceTile['columns'],
  products: Float32Array | Float64Array,
): DistanceTile {
  if (foldSigns) {
    for (let i = 0; i < products.length; i++) products[i] = Math.abs(products[i]!);
  }
  return { rowStart, columnStart, rows, columns, products };
}

function* ranges(start: number, end: number): Generator<readonly [start: number, end: number]> {
  for (let from = start; from < end; from += TILE_ROWS) yield [from, Math.min(from + TILE_ROWS, end)];
}
