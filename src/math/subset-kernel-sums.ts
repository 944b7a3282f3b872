import { GroupedRows } from './grouped-rows.js';
import { kernelBlocks, type KernelBlock, type KernelWork } from './kernel-blocks.js';
import { emptyKernelSums, kernelSums, type KernelSums } from './kernel-sums.js';

/** Some rows of each of two sets, by their numbers in the matrices. */
export interface RowSubset {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/**
 * Kernel sums of subsets of two sets, for each subset the same as of its rows alone. Where the subsets together have more pairs than
 * the sets, kernel values are computed once for all of them.
 */
export async function subsetKernelSums(
  x: GroupedRows,
  y: GroupedRows,
  subsets: readonly RowSubset[],
  work: KernelWork,
): Promise<KernelSums[]> {
  const pairs = (n: number, m: number): number => n * (n / 2 + m) + (m * m) / 2;
  const ofSubsets = subsets.reduce((sum, subset) => sum + pairs(subset.x.length, subset.y.length), 0);
  return ofSubsets < pairs(x.count, y.count)
    ? oneByOne(x, y, subsets, work)
    : fromSharedBlocks(x, y, subsets, work);
}

async function oneByOne(
  x: GroupedRows,
  y: GroupedRows,
  subsets: readonly RowSubset[],
  { onProgress, ...work }: KernelWork,
): Promise<KernelSums[]> {
  const all: KernelSums[] = [];
  for (const subset of subsets) {
    all.push(
      await kernelSums(x.select(subset.x), y.select(subset.y), {
        ...work,
        onProgress:
          onProgress &&
          ((share) => {
            onProgress((all.length + share) / subsets.length);
          }),
      }),
    );
  }
  return all;
}

async function fromSharedBlocks(
  x: GroupedRows,
  y: GroupedRows,
  subsets: readonly RowSubset[],
  work: KernelWork,
): Promise<KernelSums[]> {
  const groupsOf = { x: groupAtEach(x), y: groupAtEach(y) };
  const all = subsets.map((subset) => ({
    sums: emptyKernelSums(x.groups),
    places: { x: x.placesOf(subset.x), y: y.placesOf(subset.y) },
  }));
  for (const { sums, places } of all) {
    for (const place of places.x) sums.sizes[0][groupsOf.x[place]!]!++;
    for (const place of places.y) sums.sizes[1][groupsOf.y[place]!]!++;
  }
  for await (const block of kernelBlocks(x, y, work)) {
    const [of, by] = [block.kind === 'yy' ? 'y' : 'x', block.kind === 'xx' ? 'x' : 'y'] as const;
    for (const { sums, places } of all) {
      const rows = between(places[of], block.row, block.rowEnd);
      const columns = between(places[by], block.column, block.columnEnd);
      addPlaces(sums[block.kind], block, [rows, groupsOf[of]], [columns, groupsOf[by]]);
      if (block.diagonal.length === 0) continue;
      const diagonals = sums.diagonals[of === 'x' ? 0 : 1];
      for (const place of rows) diagonals[groupsOf[of][place]!]! += block.diagonal[place - block.row]!;
    }
  }
  return all.map(({ sums }) => sums);
}

function groupAtEach({ starts, count, groups }: GroupedRows): Uint8Array {
  const groupAt = new Uint8Array(count);
  for (let group = 0; group < groups; group++) groupAt.fill(group, starts[group], starts[group + 1]);
  return groupAt;
}

/** The part of ascending `places` from `first` up to `end`. */
function between(places: Uint32Array, first: number, end: number): Uint32Array {
  return places.subarray(countBelow(places, first), countBelow(places, end));
}

function countBelow(places: Uint32Array, bound: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addPlaces(
  table: Float64Array,
  { values, row, column, columnEnd, mirrored }: KernelBlock,
  [rows, rowGroups]: readonly [Uint32Array, Uint8Array],
  [columns, columnGroups]: readonly [Uint32Array, Uint8Array],
): void {
  const groups = Math.sqrt(table.length);
  const ofRow = new Float64Array(groups);
  for (const rowPlace of rows) {
    const start = (rowPlace - row) * (columnEnd - column) - column;
    ofRow.fill(0);
    for (let j = 0; j < columns.length; j++) {
      const place = columns[j]!;
      ofRow[columnGroups[place]!]! += values[start + place]!;
    }
    const group = rowGroups[rowPlace]!;
    for (let other = 0; other < groups; other++) {
      table[group * groups + other]! += ofRow[other]!;
      if (mirrored) table[other * groups + group]! += ofRow[other]!;
    }
  }
}
