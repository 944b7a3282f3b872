import type { GroupedRows } from './grouped-rows.js';
import { kernelBlocks, type KernelBlock, type KernelWork } from './kernel-blocks.js';

/** Sums of kernel values (less the kernel's offset) by pairs of groups: all that a discrepancy of two sets needs to know. */
export interface KernelSums {
  readonly groups: number;
  /** [groups]: rows in each group of either set. */
  readonly sizes: readonly [x: Uint32Array, y: Uint32Array];
  /** [groups x groups], over ordered pairs of two different rows. */
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  /** [groups x groups], over pairs of a row of x and one of y. */
  readonly xy: Float64Array;
  /** [groups], over the pairs of a row with itself. */
  readonly diagonals: readonly [x: Float64Array, y: Float64Array];
}

export function emptyKernelSums(groups: number): KernelSums {
  const table = () => new Float64Array(groups * groups);
  const counts = () => new Uint32Array(groups);
  const sums = () => new Float64Array(groups);
  return {
    groups,
    sizes: [counts(), counts()],
    xx: table(),
    yy: table(),
    xy: table(),
    diagonals: [sums(), sums()],
  };
}

/**
 * Sums a kernel over all pairs of rows of two sets and within each.
 * @param x - rows in as many groups as `y`
 */
export async function kernelSums(x: GroupedRows, y: GroupedRows, work: KernelWork): Promise<KernelSums> {
  const sums = emptyKernelSums(x.groups);
  for (const [i, { starts }] of [x, y].entries()) {
    sums.sizes[i]!.set(starts.subarray(1).map((end, group) => end - starts[group]!));
  }
  for await (const block of kernelBlocks(x, y, work)) {
    const { kind, row, rowEnd, column, columnEnd } = block;
    const rows = stretches(kind === 'yy' ? y : x, row, rowEnd);
    const columns = stretches(kind === 'xx' ? x : y, column, columnEnd);
    addBlock(sums[kind], block, rows, columns);
    addDiagonal(sums.diagonals[kind === 'yy' ? 1 : 0], block, rows);
  }
  return sums;
}

/** A part of a block that belongs to one group: its rows `from` up to `to`, counted from the block's first. */
interface Stretch {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}

function stretches({ starts, groups }: GroupedRows, first: number, end: number): Stretch[] {
  const found: Stretch[] = [];
  for (let group = 0; group < groups; group++) {
    const from = Math.max(starts[group]!, first);
    const to = Math.min(starts[group + 1]!, end);
    if (from < to) found.push({ group, from: from - first, to: to - first });
  }
  return found;
}

function addBlock(
  table: Float64Array,
  { values, column, columnEnd, mirrored }: KernelBlock,
  rows: readonly Stretch[],
  columns: readonly Stretch[],
): void {
  const groups = Math.sqrt(table.length);
  const width = columnEnd - column;
  for (const { group, from, to } of rows) {
    for (let i = from; i < to; i++) {
      for (const stretch of columns) {
        let sum = 0;
        for (let at = i * width + stretch.from; at < i * width + stretch.to; at++) sum += values[at]!;
        table[group * groups + stretch.group]! += sum;
        if (mirrored) table[stretch.group * groups + group]! += sum;
      }
    }
  }
}

function addDiagonal(sums: Float64Array, { diagonal }: KernelBlock, rows: readonly Stretch[]): void {
  for (const { group, from, to } of rows) {
    sums[group]! += diagonal.subarray(from, to).reduce((sum, value) => sum + value, 0);
  }
}
