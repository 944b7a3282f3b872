import { expect, it } from 'vitest';
import { z } from 'zod';
import { featureMetric, parseOptions } from '../../src/metrics/define-metric.js';
import { describeOptions } from '../../src/metrics/describe-options.js';
import { kid } from '../../src/metrics/kid.js';
import { fid } from '../../src/metrics/fid.js';
import { ppl } from '../../src/metrics/ppl.js';
import { description, score } from '../suite/comparison/probe-metrics.js';

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

it('is what an option that does not fit is told, in one line with its value', () => {
  const complaint = (metric: typeof kid | typeof fid | typeof ppl, options: Record<string, unknown>) => {
    try {
      parseOptions(metric, options);
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };
  const all = 'Options of kid: estimator, subsets, subsetSize, seed, degree, gamma, coef0.';
  expect(complaint(kid, { degree: 99 })).toBe(`kid.degree is 99; expected whole number from 1 to 20. ${all}`);
  expect(complaint(kid, { gamma: 'wide', estimator: 'hole' })).toBe(
    `kid.estimator is "hole"; expected whole or subsets. kid.gamma is "wide"; expected number above 0 or null. ${all}`,
  );
  expect(complaint(kid, { subsets: 5 })).toMatch(/^kid\.subsets has no effect with the estimator whole; /);
  expect(complaint(fid, { k: 3, n: 4 })).toBe("fid has no option 'k', 'n'. fid has no options.");
  expect(complaint(ppl, { lower: 50, upper: 2 })).toMatch(/^ppl has percentiles in the wrong order; /);
});
