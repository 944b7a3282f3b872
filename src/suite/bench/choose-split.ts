import type { ThreadSplit } from '../../engines/thread-split.js';

/** A split, and what was measured of it. */
export interface MeasuredSplit extends ThreadSplit {
  readonly imagesPerSecond: number;
  readonly peakBytes: number;
}

/** What two measurements of the same may differ by. */
const AS_FAST = 0.97;

/** The fastest, or of those that are as fast within 3% the one with the least memory. undefined: there is none. */
export function chooseSplit<Split extends MeasuredSplit>(splits: readonly Split[]): Split | undefined {
  const fastest = Math.max(...splits.map(({ imagesPerSecond }) => imagesPerSecond));
  return splits
    .filter(({ imagesPerSecond }) => imagesPerSecond >= AS_FAST * fastest)
    .sort((a, b) => a.peakBytes - b.peakBytes)[0];
}
