import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeOptions, describeRange } from '../../src/cli/describe-metric.js';
import { markdownTable } from '../../src/cli/markdown-table.js';
import { featureMetric } from '../../src/metrics/define-metric.js';
import { description, score } from '../suite/probe-metrics.js';

it('says what options take, as their schemas have it', () => {
  const metric = featureMetric({
    ...description('m', [score('m')]),
    options: z.strictObject({
      subsets: z.int().positive().default(100).describe('How many.'),
      least: z.int().min(2).max(9).default(2),
      gamma: z.number().positive().nullable().default(null),
      share: z.number().min(0).lt(1).default(0.5),
      mode: z.enum(['exact', 'fast']).default('exact'),
      seed: z.union([z.int(), z.literal('none')]).default('none'),
      whole: z.boolean().default(false),
      sizes: z.array(z.number()).default([1, 2]),
    }),
    compute: () => Promise.resolve({}),
  });
  const options = describeOptions(metric);
  expect(options[0]).toEqual({
    name: 'subsets',
    takes: 'whole number from 1',
    default: '100',
    description: 'How many.',
  });
  expect(options.map(({ takes, default: preset }) => `${preset}: ${takes}`)).toEqual([
    '100: whole number from 1',
    '2: whole number from 2 to 9',
    'null: number above 0 or null',
    '0.5: number from 0 below 1',
    'exact: exact or fast',
    'none: whole number or none',
    'false: true or false',
    '[1,2]: list',
  ]);
});

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
