import { expect, it } from 'vitest';
import { candidateSplits } from '../../../src/suite/bench/candidate-splits.js';

const GIBIBYTE = 2 ** 30;
const shown = (cores: number, gibibytes: number) =>
  candidateSplits(cores, gibibytes * GIBIBYTE).map(({ lanes, threads }) => `${lanes}x${threads}`);

it.each([
  [1, 64, ['1x1']],
  [2, 64, ['1x2', '2x1']],
  [6, 64, ['1x6', '2x3', '3x2', '4x1', '6x1']],
  [64, 256, ['1x64', '2x32', '4x16', '8x8', '16x4']],
])('tries on %i cores and %i GiB: %j', (cores, gibibytes, splits) => {
  expect(shown(cores, gibibytes)).toEqual(splits);
});

it('tries no more copies than a part of the memory holds, and one in any case', () => {
  expect(shown(16, 4)).toEqual(['1x16', '2x8', '4x4']);
  expect(shown(16, 0.1)).toEqual(['1x16']);
});
