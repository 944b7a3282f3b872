import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeatureMetric } from '../../src/metrics/definition.js';
import { plainRowProducts } from '../../src/math/row-products.js';

const page = join(import.meta.dirname, '../../docs/extending.md');
const index = join(import.meta.dirname, '../../src/index.js');

/** The page's first block of code as a module. */
async function exampleMetric(): Promise<FeatureMetric> {
  const [, code] = /```ts\n(.*?)```/s.exec(await readFile(page, 'utf8')) ?? [];
  if (code === undefined) throw new Error('docs/extending.md has no example.');
  const folder = await mkdtemp(join(import.meta.dirname, 'example-'));
  try {
    const file = join(folder, 'mean-distance.ts');
    await writeFile(file, code.replace("'gan-eval'", `'${index}'`));
    const example = (await import(file)) as { meanDistance: FeatureMetric };
    return example.meanDistance;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the metric of docs/extending.md', () => {
  it('is what it says, with one replicate a group', async () => {
    const metric = await exampleMetric();
    const sample = (offset: number) => ({
      kind: 'features' as const,
      ids: Array.from({ length: 40 }, (_, i) => `${i}.png`),
      features: { rows: 40, columns: 2, data: Float32Array.from({ length: 80 }, (_, i) => i + offset) },
    });
    const values = await metric.compute(
      [sample(0), sample(3)],
      {},
      { products: plainRowProducts, intervals: true },
    );
    const score = values['mean-distance'];
    expect(score).toMatchObject({ status: 'ok', value: expect.closeTo(3 * Math.SQRT2, 12) as number });
    expect(score?.status === 'ok' && score.replicates).toHaveLength(20);
  });
});
