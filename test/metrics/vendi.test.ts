import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { selectRows } from '../../src/math/feature-matrix.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import { vendi } from '../../src/metrics/vendi.js';
import golden from '../../fixtures/golden/metrics/scores.json' with { type: 'json' };
import { uniformFeatures } from '../../fixtures/golden/metrics/uniform-features.js';
import { defined, normals, sampleOf, tools } from './samples.js';
import { withoutGroup } from './without-group.js';

async function score(
  features: FeatureMatrix,
  options: Readonly<Record<string, unknown>> = {},
): Promise<DefinedValue> {
  return defined(await vendi.compute([sampleOf(features)], options, tools), 'vendi');
}

describe('Vendi score against vendi_score', () => {
  it.each(golden.vendi)('$name', async ({ scoreX, scoreDual, ...features }) => {
    const rows = uniformFeatures(features, 0.5);
    expect(Math.abs((await score(rows)).value - scoreX) / scoreX).toBeLessThan(1e-12);
    for (const [order, expected] of Object.entries(scoreDual)) {
      const q = order === 'inf' ? order : Number(order);
      expect(Math.abs((await score(rows, { q })).value - expected) / expected).toBeLessThan(1e-12);
    }
  });
});

it.each([3, 64])('is 1 for identical images, with features of width %i', async (width) => {
  const one = normals(81, 1, width);
  const { value, replicates } = await score(selectRows(one, new Array<number>(30).fill(0)));
  expect(value).toBeCloseTo(1, 10);
  for (const replicate of replicates as Float64Array) expect(replicate).toBeCloseTo(1, 10);
});

it('is the number of images that have nothing in common, and not changed by repeating them', async () => {
  const axes = Float32Array.from({ length: 12 * 12 }, (_, i) => (i % 13 === 0 ? 2 + i : 0));
  const orthogonal: FeatureMatrix = { rows: 12, columns: 12, data: axes };
  expect((await score(orthogonal)).value).toBeCloseTo(12, 10);
  const repeated = selectRows(
    orthogonal,
    Array.from({ length: 60 }, (_, i) => i % 12),
  );
  expect((await score(repeated)).value).toBeCloseTo(12, 10);
});

it('does not see the length of a feature vector', async () => {
  const features = normals(82, 40, 9);
  const { value } = await score(features);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 40, maxLength: 40 }),
      async (powers) => {
        const data = features.data.map((feature, i) => feature * 2 ** powers[Math.floor(i / 9)]!);
        expect((await score({ ...features, data })).value).toBeCloseTo(value, 10);
      },
    ),
    { numRuns: 20 },
  );
});

it.each([
  { name: 'more images than features', features: normals(83, 150, 20, 0.5) },
  { name: 'fewer images than features', features: normals(84, 45, 70, 0.5) },
])('has as replicates the scores without each group: $name', async ({ features }) => {
  const { replicates } = await score(features, { q: 2 });
  for (const [group, replicate] of (replicates as Float64Array).entries()) {
    const rest = await score(withoutGroup(sampleOf(features), group).features, { q: 2 });
    expect(replicate).toBeCloseTo(rest.value, 10);
  }
});

it('is not defined if an image has no features at all, and says which', async () => {
  const features = normals(85, 30, 6);
  features.data.fill(0, 7 * 6, 8 * 6);
  expect(await vendi.compute([sampleOf(features)], {}, tools)).toEqual({
    vendi: { status: 'undefined', reason: expect.stringContaining('image7') as string },
  });
});
