import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSet } from '../../fixtures/mannequins/draw-set.js';
import type { Comparison } from '../../src/config/result.js';
import { UsageError } from '../../src/errors.js';
import { fid } from '../../src/metrics/fid.js';
import { ensureModel } from '../../src/models/ensure-model.js';
import { compareSets } from '../../src/suite/compare-sets.js';

const EXTRACTOR = 'inception-v3-nsfwjs';
const COUNT = 12;

/** Why the network cannot be had here, if so. A machine without a registry skips this; CI has one, and fails. */
const unavailable = await ensureModel(EXTRACTOR).then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof UsageError && !process.env.CI) return error.message;
    throw error;
  },
);

describe.skipIf(unavailable !== undefined)(`FID on ${EXTRACTOR} ${unavailable ?? ''}`, () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-eval-embedded-'));
    const options = { count: COUNT, heightPx: 128 };
    await drawSet(at('reference'), { kind: 'reference', firstSeed: 0, ...options });
    await drawSet(at('held'), { kind: 'reference', firstSeed: COUNT, ...options });
    await drawSet(at('imitation'), { kind: 'imitation', firstSeed: 2 * COUNT, ...options });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const compare = (generated: string, batchSize: number) =>
    compareSets([{ metric: fid, options: {} }], at('reference'), at(generated), {
      features: EXTRACTOR,
      settings: {},
      device: 'cpu',
      seed: 0,
      batchSize,
      onError: 'fail',
      intervals: true,
      cacheFolder: at('cache'),
    });

  const valueOf = ({ scores: [score] }: Comparison): number => {
    if (score?.status !== 'ok') throw new Error('no score');
    return score.value;
  };

  it('ranks an imitation below other images of the reference’s kind, and says that it only ranks', async () => {
    const held = await compare('held', 4);
    const imitation = await compare('imitation', 4);
    expect(valueOf(imitation)).toBeGreaterThan(1.5 * valueOf(held));
    expect(imitation.provenance.comparable).toBe(false);
    expect(imitation.provenance.comparability).toMatch(/do not compare with published FIDs/);
  });

  it('gives the same bits from the cache, and whatever the batch size', async () => {
    const cached = await compare('held', 5);
    await rm(at('cache'), { recursive: true });
    const again = await compare('held', 3);
    expect(valueOf(again)).toBe(valueOf(cached));
  });
});
