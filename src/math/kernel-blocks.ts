import type { GroupedRows } from './grouped-rows.js';
import type { RowKernel } from './row-kernel.js';
import type { RowProducts } from './row-products.js';

/** Rows on each side of a block: 2 MB of kernel values, which stay in the second-level cache while they are summed. */
const BLOCK = 512;

/** How kernel values come about. */
export interface KernelWork {
  readonly kernel: RowKernel;
  readonly products: RowProducts;
  /** Told the share that is done. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Rows on each side of a block. */
  readonly block?: number;
}

/** Which sets the pairs of a block are of. */
export type PairKind = 'xx' | 'yy' | 'xy';

/** Kernel values of some rows with some others. */
export interface KernelBlock {
  readonly kind: PairKind;
  /** [rows x columns], less the kernel's offset; 0 for a row with itself. */
  readonly values: Float64Array;
  /** Rows of the one set, from `row` up to `rowEnd`, and columns for rows of the other. */
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
  /** On the diagonal of xx or yy: the values of each row with itself, less the kernel's offset. Else empty. */
  readonly diagonal: Float64Array;
  /** Whether the block stands for its mirror image above the diagonal too. */
  readonly mirrored: boolean;
}

/**
 * Kernel values of all pairs of rows of two sets and within each, in float64, block by block: memory does not depend on the number of
 * rows. Within a set each pair of blocks comes once.
 */
export async function* kernelBlocks(
  x: GroupedRows,
  y: GroupedRows,
  { kernel, products, onProgress, block = BLOCK }: KernelWork,
): AsyncGenerator<KernelBlock> {
  const [xBlocks, yBlocks] = [Math.ceil(x.count / block), Math.ceil(y.count / block)];
  const total = (xBlocks * (xBlocks + 1) + yBlocks * (yBlocks + 1)) / 2 + xBlocks * yBlocks;
  let done = 0;
  const sets = [
    { kind: 'xx', a: x, b: x },
    { kind: 'yy', a: y, b: y },
    { kind: 'xy', a: x, b: y },
  ] as const;
  for (const { kind, a, b } of sets) {
    for (let row = 0; row < a.count; row += block) {
      const rows = a.block(row, block);
      const rowEnd = row + rows.rows;
      for (let column = 0; column < (kind === 'xy' ? b.count : rowEnd); column += block) {
        const onDiagonal = kind !== 'xy' && column === row;
        const columns = onDiagonal ? rows : b.block(column, block);
        const values = await products.float64(rows, columns);
        kernel.apply(values);
        yield {
          kind,
          values,
          row,
          rowEnd,
          column,
          columnEnd: column + columns.rows,
          diagonal: onDiagonal ? takeDiagonal(values, rows.rows) : new Float64Array(),
          mirrored: kind !== 'xy' && !onDiagonal,
        };
        onProgress?.(++done / total);
      }
    }
  }
}

/** The diagonal of a square block, in which it becomes 0. */
function takeDiagonal(values: Float64Array, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    const value = values[i * (rows + 1)]!;
    values[i * (rows + 1)] = 0;
    return value;
  });
}
