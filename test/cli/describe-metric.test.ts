import { expect, it } from 'vitest';
import { describeRange } from '../../src/cli/describe-metric.js';
import { markdownTable } from '../../src/cli/markdown-table.js';

it('says what ranges are', () => {
  const ranges = [
    [0, Infinity],
    [-Infinity, Infinity],
    [-1, 1],
    [-Infinity, 0],
  ] as const;
  expect(ranges.map(describeRange)).toEqual(['0 and up', 'any number', '-1 to 1', 'up to 0']);
});

it('makes tables whose cells cannot break out of them', () => {
  expect(markdownTable(['a', 'b'], [['x | y', 'two\nlines']])).toBe(
    '| a      | b         |\n| ------ | --------- |\n| x \\| y | two lines |',
  );
});
