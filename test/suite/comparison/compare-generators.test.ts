import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairedComparisonSchema } from '../../../src/config/paired-result.js';
import { UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { chooseMetrics } from '../../../src/suite/comparison/choose-metrics.js';
import type { ComparisonOptions } from '../../../src/suite/comparison/compare-each.js';
import { compareGenerators } from '../../../src/suite/comparison/compare-generators.js';
import { compareSets } from '../../../src/suite/comparison/compare-sets.js';
import { meansNetwork } from '../../features/means-network.js';

const COUNT = 30;

let folder: string;
let options: ComparisonOptions;
const at = (name: string): string => join(folder, name);

/** Flat images of random colours, brighter by `brightness`. */
async function paint(set: string, seed: number, brightness: number, prefix = ''): Promise<void> {
  const random = new Mt19937(seed);
  await mkdir(at(set));
  for (let i = 0; i < COUNT; i++) {
    const [r, g, b] = [1, 2, 3].map(() => random.integer(0, 150) + brightness);
    const background = { r: r!, g: g!, b: b! };
    const image = sharp({ create: { width: 4, height: 3, channels: 3, background } });
    await image.png().toFile(join(at(set), `${prefix}${i}.png`));
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-paired-'));
  await paint('real', 1, 0);
  await paint('near', 2, 5);
  await paint('far', 2, 60);
  await paint('named', 2, 5, 'other-');
  await writeFile(at('tiny.onnx'), meansNetwork(3, 4));
  options = {
    features: at('tiny.onnx'),
    settings: {},
    engine: { name: 'onnxruntime' },
    seed: 0,
    onError: 'fail',
    intervals: true,
  };
});
afterAll(() => rm(folder, { recursive: true }));

const compare = (candidate: string, baseline: string) =>
  compareGenerators(
    chooseMetrics(['fid', 'kid', 'coverage']),
    at('real'),
    { candidate: at(candidate), baseline: at(baseline) },
    options,
  );

describe('compareGenerators', () => {
  it('gives both comparisons as they are alone, and who is better beyond chance', async () => {
    const result = pairedComparisonSchema.parse(await compare('far', 'near'));
    expect(result.paired).toBe(true);
    const alone = await compareSets(
      chooseMetrics(['fid', 'kid', 'coverage']),
      at('real'),
      at('far'),
      options,
    );
    expect(result.candidate.scores).toEqual(alone.scores);
    expect(result.differences.map(({ id }) => id)).toEqual(['fid', 'kid', 'coverage']);
    for (const difference of result.differences.slice(0, 2)) {
      expect(difference).toMatchObject({ status: 'ok', better: 'baseline', interval: { status: 'ok' } });
    }
  });

  it('says that sets of other image ids are no pairs', async () => {
    expect((await compare('far', 'named')).paired).toBe(false);
  });

  it('refuses to compare a set with itself, however it is written', async () => {
    await expect(compare('near', 'near/')).rejects.toThrow(UsageError);
  });
});
