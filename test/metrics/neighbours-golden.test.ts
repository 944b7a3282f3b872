import { describe, expect, it } from 'vitest';
import { neighbourFeatures } from '../../fixtures/golden/metrics/neighbour-features.js';
import golden from '../../fixtures/golden/metrics/neighbours.json' with { type: 'json' };
import { densityCoverage } from '../../src/metrics/density-coverage.js';
import { memorisation } from '../../src/metrics/memorisation.js';
import { precisionRecall } from '../../src/metrics/precision-recall.js';
import { compute, defined, sampleOf, tools } from './samples.js';

const withoutIntervals = { ...tools, intervals: false };

/** Shares are counts over counts: only their division may differ, in float32 with torch-fidelity. */
const FLOAT64_ERROR = 1e-15;
const FLOAT32_ERROR = 2 ** -24;
/** torchmetrics takes roots of eigenvalues of a product that is not symmetric. */
const MIFID_ERROR = 1e-9;

function expectNear(value: number, peer: number, relativeError: number): void {
  expect(Math.abs(value - peer)).toBeLessThanOrEqual(relativeError * Math.abs(peer));
}

describe.each(golden.cases)('$name', (seeded) => {
  const [realFeatures, generatedFeatures] = neighbourFeatures(seeded);
  const real = sampleOf(realFeatures, 'r');
  const generated = sampleOf(generatedFeatures, 'g');

  it('precision and recall equal torch-fidelity', async () => {
    const values = await compute(precisionRecall, real, generated, {}, withoutIntervals);
    expectNear(defined(values, 'precision').value, seeded.torchFidelity.precision, FLOAT32_ERROR);
    expectNear(defined(values, 'recall').value, seeded.torchFidelity.recall, FLOAT32_ERROR);
  });

  it.each([3, 5] as const)('precision, recall, density and coverage equal prdc, k = %i', async (k) => {
    const peer = seeded.prdc[k];
    // prdc leaves the surface out for all four; no distance here is equal to a radius.
    const shares = await compute(precisionRecall, real, generated, { k }, withoutIntervals);
    expectNear(defined(shares, 'precision').value, peer.precision, FLOAT64_ERROR);
    expectNear(defined(shares, 'recall').value, peer.recall, FLOAT64_ERROR);
    const values = await compute(densityCoverage, real, generated, { k }, withoutIntervals);
    expectNear(defined(values, 'density').value, peer.density, FLOAT64_ERROR);
    expectNear(defined(values, 'coverage').value, peer.coverage, FLOAT64_ERROR);
  });

  it.each(['real', 'generated'] as const)('MiFID equals torchmetrics, averaged over %s', async (meanOver) => {
    const values = await compute(memorisation, real, generated, { meanOver }, withoutIntervals);
    const { value, details } = defined(values, 'mifid');
    expectNear(value, seeded.mifid[meanOver], MIFID_ERROR);
    // The cases stand on both sides of the threshold.
    if (seeded.name === 'memorising' && meanOver === 'real') expect(value).toBeGreaterThan(2 * details.fid!);
    if (seeded.name === 'shifted') expect(value).toBeCloseTo(details.fid!, 10);
  });
});
