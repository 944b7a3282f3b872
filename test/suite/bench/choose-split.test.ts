import { expect, it } from 'vitest';
import { chooseSplit, type MeasuredSplit } from '../../../src/suite/bench/choose-split.js';

const split = (lanes: number, imagesPerSecond: number, peakMiB: number) => ({
  lanes,
  threads: 1,
  imagesPerSecond,
  peakBytes: peakMiB * 2 ** 20,
});

it.each([
  ['the fastest, whatever its memory', [split(1, 10, 500), split(2, 12, 900), split(4, 11, 1500)], 2],
  ['of those as fast within 3% the one with the least memory', [split(4, 100, 1500), split(2, 97, 900)], 2],
  ['not one that is slower by more, if it takes less', [split(4, 100, 1500), split(2, 96.9, 900)], 4],
  ['the only one', [split(1, 0.1, 500)], 1],
])('chooses %s', (_, splits, lanes) => {
  expect(chooseSplit(splits)?.lanes).toBe(lanes);
  expect(chooseSplit([...splits].reverse())?.lanes).toBe(lanes);
});

it('chooses none if nothing was measured', () => {
  const none: MeasuredSplit[] = [];
  expect(chooseSplit(none)).toBeUndefined();
});
