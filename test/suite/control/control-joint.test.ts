import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlSchema, type ControlResult } from '../../../src/config/control-result.js';
import { chooseControlScores } from '../../../src/suite/control/choose-control-scores.js';
import { controlJoint } from '../../../src/suite/control/control-joint.js';
import { controlWith } from '../../../src/suite/control/evaluate-control.js';
import { jsonLines } from '../../conditions/write-files.js';
import { articlePath, readingEye, SLOTS, writeDressed } from './drawn-outfits.js';
import { PICTURE, poseOf, readingEstimator } from './drawn-poses.js';
import { meansNetwork } from '../../features/means-network.js';

const COUNT = 24;

let folder: string;
const at = (name: string): string => join(folder, name);
const indices = Array.from({ length: COUNT }, (_, i) => i);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-joint-'));
  for (const i of indices) {
    await writeDressed(at('real'), `${i}.png`, { pose: 8 * i, worn: [i + 1, 100 + i] });
    // What the next condition asks for.
    const next = (i + 1) % COUNT;
    await writeDressed(at('others'), `${i}.png`, { pose: 8 * next, worn: [next + 1, 100 + next] });
  }
  const lines = indices.map((i) => ({
    ...{ id: `c${i}`, file: `${i}.png`, width: PICTURE.widthPx, height: PICTURE.heightPx },
    pose: poseOf(8 * i).map(({ x, y }) => [x, y, 2]),
    outfit: { top: articlePath(i + 1), bag: articlePath(100 + i) },
    labels: { side: i % 2 === 0 ? 'even' : 'odd' },
  }));
  await writeFile(at('real/manifest.jsonl'), jsonLines([{ slots: SLOTS }, ...lines]));
  await writeFile(at('means.onnx'), meansNetwork(20, 10));
  await writeFile(at('means.json'), JSON.stringify({ widthPx: 10, heightPx: 20, resize: 'torch' }));
});
afterAll(() => rm(folder, { recursive: true }));

async function joint(images: string, strata?: string): Promise<NonNullable<ControlResult['joint']>> {
  const request = {
    features: at('means.onnx'),
    engine: { name: 'onnxruntime' as const },
    settings: {},
    cacheFolder: undefined,
  };
  const result = await controlWith(
    {
      estimator: () => Promise.resolve(readingEstimator()),
      outfits: () => Promise.resolve(readingEye()),
      joint: (seen) => controlJoint(seen, request, {}),
    },
    { manifest: at('real'), images: at(images), real: at('real') },
    {
      ...{ scores: chooseControlScores(['pck', 'article-similarity']), ifAskedFor: false, strata },
      ...{ seed: 0, resamples: 20, onError: 'fail' },
    },
  );
  return controlSchema.parse(result).joint!;
}

const value = (of: { status: 'ok'; value: number } | { status: 'undefined'; reason: string }): number => {
  if (of.status === 'ok') return of.value;
  throw new Error(of.reason);
};

describe('controlJoint', () => {
  it('is 0 where images and conditions occur together as in the real set, and far from it where they are exchanged', async () => {
    const { scores, kidByLabel, features } = await joint('real');
    expect(scores.map(({ id }) => id)).toEqual(['fjd-pose', 'fjd-outfit', 'fjd']);
    for (const { score, floor, images } of scores) {
      expect(value(score)).toBeCloseTo(0, 6);
      expect(value(images)).toBeCloseTo(0, 6);
      expect(value(floor)).toBeGreaterThan(0.001);
    }
    expect(kidByLabel).toBeNull();
    expect(features).toMatchObject({ name: 'means.onnx', output: 'means' });
  });

  it('sees what the distance of the images alone cannot: the same images, made for others', async () => {
    for (const { score, images } of (await joint('others')).scores) {
      expect(value(images)).toBeCloseTo(0, 6);
      expect(value(score)).toBeGreaterThan(0.001);
    }
  });

  it('takes KID within each value of a label', async () => {
    const { kidByLabel } = await joint('real', 'side');
    expect(kidByLabel).toMatchObject({
      label: 'side',
      kid: { strata: [{ stratum: 'even', real: 12, generated: 12 }, { stratum: 'odd' }] },
    });
    await expect(joint('real', 'pose')).rejects.toThrow(
      '--strata pose: c0 has no such label; expected one on every line. Labels there: side.',
    );
  });
});
