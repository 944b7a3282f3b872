import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UsageError } from '../../../src/errors.js';
import { featureMetric, generatedMetric } from '../../../src/metrics/define-metric.js';
import { fid } from '../../../src/metrics/fid.js';
import { metrics } from '../../../src/metrics/registry.js';
import { chooseMetrics } from '../../../src/suite/comparison/choose-metrics.js';
import { description, score } from './probe-metrics.js';

const pair = featureMetric({
  ...description('precision-recall', [score('precision'), score('recall')]),
  options: z.strictObject({
    k: z.int().positive().default(3),
    mode: z.enum(['exact', '1']).default('exact'),
    whole: z.boolean().default(false),
    sizes: z.array(z.number()).default([]),
  }),
  compute: () => Promise.resolve({}),
});
const single = generatedMetric({
  ...description('vendi', [score('vendi')]),
  options: z.strictObject({}),
  compute: () => Promise.resolve({}),
});
const registry = [fid, pair, single];
const choose = (names: string[], settings: string[] = []) =>
  chooseMetrics(names, settings, registry).map(({ metric, scores }) => [metric.id, scores]);
const optionsOf = (...settings: string[]) =>
  chooseMetrics(['precision-recall'], settings, registry)[0]?.options;

describe('chooseMetrics', () => {
  it('takes metrics and single scores, each metric once, in the order asked for', () => {
    expect(choose(['vendi', 'fid'])).toEqual([
      ['vendi', undefined],
      ['fid', undefined],
    ]);
    expect(choose(['recall', 'fid', 'precision'])).toEqual([
      ['precision-recall', ['recall', 'precision']],
      ['fid', undefined],
    ]);
    expect(choose(['recall', 'precision-recall', 'recall'])).toEqual([['precision-recall', undefined]]);
  });

  it('takes names for several', () => {
    expect(choose(['prdc'])).toEqual([['precision-recall', undefined]]);
    expect(choose(['default']).map(([id]) => id)).toEqual(['fid', 'precision-recall']);
    expect(choose(['all']).map(([id]) => id)).toEqual(['fid', 'precision-recall', 'vendi']);
  });

  it('suggests the nearest name', () => {
    expect(() => choose(['recal'])).toThrow(UsageError);
    expect(() => choose(['recal'])).toThrow(/Did you mean recall\? Metrics: fid, precision-recall, vendi/);
    expect(() => choose(['fidd'])).toThrow(/Did you mean fid\?/);
  });

  it('reads options as their schema has them, and fills in the others', () => {
    expect(optionsOf()).toEqual({ k: 3, mode: 'exact', whole: false, sizes: [] });
    expect(
      optionsOf(
        ...['precision-recall.k=5', 'precision-recall.mode=1', 'precision-recall.whole=true'],
        'precision-recall.sizes=[1,2]',
      ),
    ).toEqual({ k: 5, mode: '1', whole: true, sizes: [1, 2] });
  });

  it.each([
    ['precision-recall.k=0', /^precision-recall\.k is 0; expected whole number from 1\./],
    ['precision-recall.k=many', /^precision-recall\.k is "many"; expected whole number from 1\./],
    ['precision-recall.hole=5', /no option 'hole'\. Did you mean whole\? It has: k, mode, whole, sizes\./],
    ['vendi.k=5', /vendi has no option 'k'. It has none\./],
    ['fid.k', /--set fid\.k: expected METRIC\.OPTION=VALUE/],
    ['precision.k=5', /unknown metric 'precision'/],
  ])('refuses %s', (setting, message) => {
    const chosen = () => chooseMetrics(['precision-recall', 'vendi'], [setting], registry);
    expect(chosen).toThrow(UsageError);
    expect(chosen).toThrow(message);
  });

  it('refuses an option of a metric that was not asked for', () => {
    expect(() => choose(['fid'], ['precision-recall.k=5'])).toThrow(
      /precision-recall is not among the metrics/,
    );
  });

  it('knows every metric and score of the registry by its id', () => {
    for (const { id, scores } of metrics) {
      expect(chooseMetrics([id]).map(({ metric }) => metric.id)).toEqual([id]);
      for (const { id: score } of scores) expect(chooseMetrics([score])[0]?.metric.id).toBe(id);
    }
  });
});
