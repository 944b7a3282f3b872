import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedPoseEstimator } from '../../../src/suite/control/cached-pose-estimator.js';
import { readingEstimator } from './drawn-poses.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-poses-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A third of a pixel, so that no coordinate is a round number. */
const image = (pose: number, people: 0 | 1 | 2 = 1) => ({
  widthPx: 1,
  heightPx: 3,
  data: Uint8Array.from({ length: 9 }, (_, i) => [pose, 1, people][i % 3]!),
});

describe('cachedPoseEstimator', () => {
  it('gives to the last bit what the estimator found, in this run and the next', async () => {
    const plain = readingEstimator();
    const found = [await plain.estimate(image(1)), await plain.estimate(image(2, 2))];
    expect(found.map((people) => people.length)).toEqual([1, 2]);
    for (const expectedCalls of [3, 0]) {
      const estimator = readingEstimator();
      const cached = await cachedPoseEstimator(estimator, folder);
      for (let round = 0; round < 2; round++) {
        expect(await cached.estimate(image(1))).toEqual(found[0]);
        expect(await cached.estimate(image(2, 2))).toEqual(found[1]);
        expect(await cached.estimate(image(1, 0))).toEqual([]);
      }
      expect(estimator.calls()).toBe(expectedCalls);
      await cached.dispose();
    }
  });

  it('does not mistake one estimator, or one shape of image, for another', async () => {
    const estimator = readingEstimator();
    const other = { ...estimator, identity: { ...estimator.identity, settings: 'others' } };
    const cached = await cachedPoseEstimator(other, folder);
    await cached.estimate(image(1));
    await cached.estimate({ ...image(1), widthPx: 3, heightPx: 1 });
    expect(estimator.calls()).toBe(2);
    await cached.dispose();
  });

  it('passes on a person whose place is given', async () => {
    const estimator = readingEstimator();
    const cached = await cachedPoseEstimator(estimator, folder);
    const box = { x: 0, y: 0, width: 1, height: 1 };
    for (let round = 0; round < 2; round++) await cached.estimate(image(1), box);
    expect(estimator.calls()).toBe(2);
    await cached.dispose();
  });
});
