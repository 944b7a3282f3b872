import type { GroupedRows } from './grouped-rows.js';
import type { RowKernel } from './row-kernel.js';
import type { RowProducts } from './row-products.js';

/** Rows on each side of a block of kernel values: 8 MB of them, and 16 MB for each side's rows of width 2048. */
const BLOCK = 1024;

/** Sums of kernel values (less the kernel's offset) by pairs of groups: all that a discrepancy of two sets needs to know. */
export interface KernelSums {
  readonly groups: number;
  /** Rows in each group of either set. */
  readonly sizes: readonly [x: Uint32Array, y: Uint32Array];
  /** [groups x groups], over ordered pairs of two different rows. */
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  /** [groups x groups], over pairs of a row of x and one of y. */
  readonly xy: Float64Array;
  /** [groups], over the pairs of a row with itself. */
  readonly diagonals: readonly [x: Float64Array, y: Float64Array];
}

interface Work {
  readonly kernel: RowKernel;
  readonly products: RowProducts;
  /** Told the share that is done. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Rows on each side of a block. */
  readonly block?: number;
}

/**
 * Sums a kernel over all pairs of rows of two sets and within each, in float64, block by block: memory does not depend on the
 * number of rows. Within a set each pair is computed once.
 * @param x - rows in as many groups as `y`
 */
export async function kernelSums(x: GroupedRows, y: GroupedRows, work: Work): Promise<KernelSums> {
  const { groups } = x;
  const { block = BLOCK, onProgress } = work;
  const table = () => new Float64Array(groups * groups);
  const [xBlocks, yBlocks] = [Math.ceil(x.count / block), Math.ceil(y.count / block)];
  const total = (xBlocks * (xBlocks + 1) + yBlocks * (yBlocks + 1)) / 2 + xBlocks * yBlocks;
  let done = 0;
  const counted = { ...work, block, onBlock: () => onProgress?.(++done / total) };
  return {
    groups,
    sizes: [sizesOf(x), sizesOf(y)],
    xx: await sumPairs(x, x, table(), counted),
    yy: await sumPairs(y, y, table(), counted),
    xy: await sumPairs(x, y, table(), counted),
    diagonals: [sumDiagonal(x, work.kernel), sumDiagonal(y, work.kernel)],
  };
}

function sizesOf(rows: GroupedRows): Uint32Array {
  return Uint32Array.from({ length: rows.groups }, (_, group) => rows.sizeOf(group));
}

async function sumPairs(
  a: GroupedRows,
  b: GroupedRows,
  table: Float64Array,
  { kernel, products, block, onBlock }: Work & { readonly block: number; readonly onBlock: () => void },
): Promise<Float64Array> {
  const within = a === b;
  for (let row = 0; row < a.count; row += block) {
    const rows = a.block(row, block);
    for (let column = 0; column < (within ? row + 1 : b.count); column += block) {
      const mirrored = within && column < row;
      const values = await products.float64(rows, within && !mirrored ? rows : b.block(column, block));
      kernel.apply(values);
      if (within && !mirrored) clearDiagonal(values, rows.rows);
      addBlock(table, values, stretches(a, row, block), stretches(b, column, block), mirrored);
      onBlock();
    }
  }
  return table;
}

function clearDiagonal(values: Float64Array, rows: number): void {
  for (let i = 0; i < rows; i++) values[i * (rows + 1)] = 0;
}

/** A part of a block that belongs to one group: rows `from` up to `to` of the block. */
interface Stretch {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}

function stretches({ starts, groups, count }: GroupedRows, first: number, block: number): Stretch[] {
  const end = Math.min(first + block, count);
  const found: Stretch[] = [];
  for (let group = 0; group < groups; group++) {
    const from = Math.max(starts[group]!, first);
    const to = Math.min(starts[group + 1]!, end);
    if (from < to) found.push({ group, from: from - first, to: to - first });
  }
  return found;
}

/** @param mirrored - the block stands for its mirror image above the diagonal too */
function addBlock(
  table: Float64Array,
  values: Float64Array,
  rows: readonly Stretch[],
  columns: readonly Stretch[],
  mirrored: boolean,
): void {
  const groups = Math.sqrt(table.length);
  const width = columns.at(-1)!.to;
  for (const { group, from, to } of rows) {
    for (let i = from; i < to; i++) {
      for (const column of columns) {
        let sum = 0;
        for (let at = i * width + column.from; at < i * width + column.to; at++) sum += values[at]!;
        table[group * groups + column.group]! += sum;
        if (mirrored) table[column.group * groups + group]! += sum;
      }
    }
  }
}

function sumDiagonal(rows: GroupedRows, kernel: RowKernel): Float64Array {
  const values = rows.squares();
  kernel.apply(values);
  return Float64Array.from({ length: rows.groups }, (_, group) =>
    values.subarray(rows.starts[group], rows.starts[group + 1]).reduce((sum, value) => sum + value, 0),
  );
}
