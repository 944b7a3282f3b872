import type { ThreadSplit } from '../../engines/thread-split.js';

const MOST_LANES = 16;
/** Of Inception, with what a run of it needs. */
const BYTES_A_LANE = 256 * 2 ** 20;
/** All candidates are in memory at a time, and others have a right to some. */
const SHARE_OF_MEMORY = 0.25;

/** Splits worth trying: those that leave few cores idle, from one copy on all of them to a copy on each. */
export function candidateSplits(cores: number, memoryBytes: number): ThreadSplit[] {
  const most = Math.max(
    1,
    Math.min(MOST_LANES, cores, Math.floor((memoryBytes * SHARE_OF_MEMORY) / BYTES_A_LANE)),
  );
  const lanes = [1, 2, 4, 8, 16, Math.floor(cores / 2), cores].filter((count) => count >= 1 && count <= most);
  return [...new Set(lanes)]
    .sort((a, b) => a - b)
    .map((count) => ({ lanes: count, threads: Math.floor(cores / count) }));
}
