import { expect, it } from 'vitest';
import { formatComparison } from '../../src/cli/format-comparison.js';
import type { Comparison, Interval, Score, Side } from '../../src/config/result.js';

const side: Side = { location: 'set', kind: 'images', count: 40, available: 50, ignored: 2, skipped: [] };
const interval: Interval = {
  status: 'ok',
  level: 0.95,
  low: 1,
  high: 3,
  estimate: 2,
  standardError: 0.5,
  method: 'test',
  about: 'population',
};
const head = { metric: 'm', unit: '', options: {} };
const scores: Score[] = [
  {
    ...{ ...head, id: 'fid', title: 'FID', direction: 'lower', status: 'ok', value: 12.3456789, interval },
    ...{ warnings: ['few images', 'of unknown origin'], details: {} },
    strata: [
      { stratum: 'dress', real: 30, generated: 31, value: 5.5 },
      { stratum: 'hat', real: 1, generated: 9, value: null, reason: 'one image' },
    ],
  },
  {
    ...{ ...head, id: 'recall', title: 'Recall', direction: 'higher', status: 'ok', value: 0.5 },
    ...{ interval: { ...interval, about: 'these counts' }, warnings: ['few images'], details: {} },
    pairs: Array.from({ length: 12 }, (_, i) => ({ generated: `g${i}.png`, real: 'r.png', distance: i / 2 })),
  },
  {
    ...head,
    id: 'is',
    title: 'Inception Score',
    direction: 'higher',
    status: 'undefined',
    reason: 'too few',
  },
];
const comparison: Comparison = {
  schema: 'gan-eval/comparison/2',
  scores,
  real: null,
  generated: side,
  provenance: {
    features: {
      name: 'net',
      weightsSha256: 'abcdef0123456789',
      output: '2048',
      resize: 'tf1',
      preprocessing: '',
      precision: 'fp32',
    },
    outputs: { features: '2048', logits: 'logits_unbiased' },
    runsOn: 'a test',
    comparable: true,
    comparability: 'Compares.',
    num: 40,
    seed: 0,
    versions: {},
    createdAt: '2026-01-01T00:00:00.000Z',
  },
};

it('shows a line a score, each remark once with the scores that it is about, then strata and images', () => {
  expect(formatComparison(comparison)).toBe(`\
FID               12.3457  ↓  95% interval 1.00000 to 3.00000
Recall           0.500000  ↑  95% interval 1.00000 to 3.00000
Inception Score         -  ↑  undefined: too few

  ↓ lower is better, ↑ higher is better
  interval (FID): where the score lies with infinitely many images
  interval (Recall): where the score lies at these counts of images

  generated  set: 40 images of 50 (2 other files ignored)
  features   net 2048, logits_unbiased, resize tf1, weights abcdef012345
  computed   a test

Compares.
warning: few images
warning (FID): of unknown origin

FID by stratum
  stratum  real  generated    value
  dress      30         31  5.50000
  hat         1          9        -  undefined: one image

Recall: nearest real images, the most suspicious first (distance over that of the real image to its own nearest other)
  distance  generated  real
         0  g0.png     r.png
  0.500000  g1.png     r.png
   1.00000  g2.png     r.png
   1.50000  g3.png     r.png
   2.00000  g4.png     r.png
   2.50000  g5.png     r.png
   3.00000  g6.png     r.png
   3.50000  g7.png     r.png
   4.00000  g8.png     r.png
   4.50000  g9.png     r.png
  and 2 more in --json
`);
});

it('writes control characters of names out', () => {
  const [, score] = scores;
  const pairs = [{ generated: 'a\nb\u001b[2J.png', real: 'ü.png', distance: 1 }];
  const text = formatComparison({ ...comparison, scores: [{ ...score!, pairs } as Score] });
  expect(text).toContain('  1.00000  a\\x0ab\\x1b[2J.png');
  expect(text).toContain('ü.png');
});
