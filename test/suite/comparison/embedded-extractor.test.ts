import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSet } from '../../../fixtures/mannequins/draw-set.js';
import type { Precision } from '../../../src/config/precision.js';
import type { Comparison } from '../../../src/config/result.js';
import type { FeatureRole } from '../../../src/config/feature-role.js';
import { UsageError } from '../../../src/errors.js';
import { fid } from '../../../src/metrics/fid.js';
import { ensureModel } from '../../../src/models/ensure-model.js';
import { openExtractor } from '../../../src/features/open-extractor.js';
import { decodeImage } from '../../../src/images/decode-image.js';
import { openImageSet } from '../../../src/images/open-image-set.js';
import { compareSets } from '../../../src/suite/comparison/compare-sets.js';

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
      engine: { name: 'onnxruntime' as const },
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
    expect(imitation.provenance.features?.licence).toEqual({ spdx: 'MIT', holder: 'Infinite Red, Inc.' });
    expect(imitation.provenance.comparability).toMatch(/do not compare with published FIDs/);
  });

  it('gives the same bits from the cache, and whatever the batch size', async () => {
    const cached = await compare('held', 5);
    await rm(at('cache'), { recursive: true });
    const again = await compare('held', 3);
    expect(valueOf(again)).toBe(valueOf(cached));
  });

  it('computes in fp16 near fp32, and says so; TensorFlow.js and users’ networks do not', async () => {
    const open = (features: string, name: 'onnxruntime' | 'tfjs', precision?: Precision) =>
      openExtractor({ features, engine: { name }, settings: {}, precision }, ['features']);
    const full = await open(EXTRACTOR, 'onnxruntime');
    const half = await open(EXTRACTOR, 'onnxruntime', 'fp16');
    const set = await openImageSet(at('held'));
    const input = full.preprocess(await decodeImage(await set.read(0), set.ids[0]!));
    const [{ features: a }, { features: b }] = [
      await full.extract([input.slice()]),
      await half.extract([input]),
    ];
    const norm = (vector: Float32Array) => Math.hypot(...vector);
    const difference = norm(a!.map((value, i) => value - b![i]!)) / norm(a!);
    expect(difference).toBeGreaterThan(1e-5);
    expect(difference).toBeLessThan(5e-3);
    expect([full, half].map(({ outputs }) => outputs.features!.identity.precision)).toEqual(['fp32', 'fp16']);
    expect(half.outputs.features!.comparability.statement).toMatch(/^Computed in fp16: /);
    await Promise.all([full.dispose(), half.dispose()]);

    await expect(open('my.onnx', 'onnxruntime', 'fp16')).rejects.toThrow(/^my\.onnx: .*Export the network/);
    await expect(open(EXTRACTOR, 'tfjs', 'fp16')).rejects.toThrow(/tfjs computes in fp32/);
  });

  it('gives the spatial features beside the others without touching their bits, and has no class logits', async () => {
    const request = { features: EXTRACTOR, engine: { name: 'onnxruntime' as const }, settings: {} };
    const set = await openImageSet(at('held'));
    const image = await decodeImage(await set.read(0), set.ids[0]!);
    const vectorsOf = async (...roles: FeatureRole[]) => {
      const extractor = await openExtractor(request, roles);
      const vectors = await extractor.extract([extractor.preprocess(image)]);
      await extractor.dispose();
      return vectors;
    };
    const { features, spatial } = await vectorsOf('features', 'spatial');
    expect(spatial).toHaveLength(17 * 17 * 7);
    expect(spatial!.some((value) => value > 0)).toBe(true);
    expect(await vectorsOf('features')).toEqual({ features });
    expect(await vectorsOf('spatial')).toEqual({ spatial });
    await expect(vectorsOf('logits')).rejects.toThrow(/five classes of its own.*--features inception-v3-fid/);
  });
});
