import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { OnnxRowProducts } from '../../src/engines/onnx-row-products.js';
import { inceptionScore } from '../../src/metrics/inception-score.js';
import { kid } from '../../src/metrics/kid.js';
import { precisionRecall } from '../../src/metrics/precision-recall.js';
import type { MetricDefinition } from '../../src/metrics/definition.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { compute, defined } from '../metrics/samples.js';
import { readGolden } from './golden.js';
import { seededPair, seededSample } from './seeded-samples.js';
import { seededWeights } from '../../src/models/seeded-weights.js';

interface MetricsGolden {
  readonly tap: string;
  readonly subsets: number;
  readonly subsetSize: number;
  readonly kid: Readonly<Record<'mean' | 'std' | 'meanFloat64' | 'stdFloat64', number>>;
  readonly inceptionScore: Readonly<Record<'inception_score_mean' | 'inception_score_std', number>>;
  readonly precisionRecall: Readonly<Record<'precision' | 'recall', number>>;
  readonly cleanKidOfAll: number;
}

const golden = await readGolden();
const peers = JSON.parse(
  await readFile(new URL('../../fixtures/golden/parity/metrics.json', import.meta.url), 'utf8'),
) as MetricsGolden;
const END_TO_END = 1e-4;

const relative = (seen: number, expected: number): number => Math.abs(seen / expected - 1);

const weights = seededWeights(golden.weights.seed);

const score = async (
  metric: MetricDefinition,
  samples: readonly FeatureSample[],
  id: string,
  options = {},
) => {
  const [real, generated] = [samples[0]!, samples.at(-1)!];
  const products = new OnnxRowProducts();
  try {
    return defined(await compute(metric, real, generated, options, { products, intervals: false }), id);
  } finally {
    await products.dispose();
  }
};

describe('scores of two seeded image sets, from pixels on', () => {
  let tf1: FeatureSample[];

  beforeAll(async () => {
    tf1 = await seededPair(golden, weights, peers.tap, 'tf1');
  });

  it('KID equals torch-fidelity’s with its subsets', async () => {
    const { subsets, subsetSize } = peers;
    const options = { estimator: 'subsets', subsets, subsetSize };
    const { value, details } = await score(kid, tf1, 'kid', options);
    expect(relative(value, peers.kid.meanFloat64)).toBeLessThan(END_TO_END);
    expect(relative(value, peers.kid.mean)).toBeLessThan(END_TO_END);
    expect(relative(details.subsetStd!, peers.kid.stdFloat64)).toBeLessThan(END_TO_END);
  });

  it('KID of all images equals clean-fid’s, whose one subset is all of them', async () => {
    const clean = await seededPair(golden, weights, peers.tap, 'clean');
    expect(relative((await score(kid, clean, 'kid')).value, peers.cleanKidOfAll)).toBeLessThan(END_TO_END);
  });

  it('precision and recall equal torch-fidelity’s, image for image', async () => {
    const { precision, recall } = peers.precisionRecall;
    expect((await score(precisionRecall, tf1, 'precision')).value).toBeCloseTo(precision, 6);
    expect((await score(precisionRecall, tf1, 'recall')).value).toBeCloseTo(recall, 6);
  });

  it('Inception Score equals torch-fidelity’s', { timeout: 180_000 }, async () => {
    const logits = [await seededSample(golden, weights, 'fake', 'logits_unbiased', 'tf1')];
    const { value, details } = await score(inceptionScore, logits, 'inception-score');
    expect(relative(value, peers.inceptionScore.inception_score_mean)).toBeLessThan(END_TO_END);
    expect(relative(details.splitStd!, peers.inceptionScore.inception_score_std)).toBeLessThan(END_TO_END);
  });
});
