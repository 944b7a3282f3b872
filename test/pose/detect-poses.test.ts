import { describe, expect, it } from 'vitest';
import { ImageError } from '../../src/errors.js';
import type { ImageSet } from '../../src/images/image-set.js';
import { detectPoses, type DetectOptions } from '../../src/pose/detect-poses.js';
import type { Box } from '../../src/pose/detected-pose.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';

/** Images of which number `i` is i + 1 px wide; the one named `broken` cannot be read. */
const setOf = (...ids: string[]): ImageSet => ({
  ...{ location: 'here', ids, ignored: [] },
  read: (index) =>
    ids[index] === 'broken'
      ? Promise.reject(new ImageError('broken', 'is empty (0 bytes)'))
      : Promise.resolve({
          kind: 'pixels',
          image: { widthPx: index + 1, heightPx: 1, data: new Uint8Array(3 * (index + 1)) },
        }),
  close: () => Promise.resolve(),
});

/** Finds a person as sure as the image is wide, in tenths; nobody in an image of 2 px. */
function fakeEstimator() {
  const boxes: (Box | undefined)[] = [];
  const estimator: PoseEstimator = {
    ...{ identity: { name: 'fake', weightsSha256: '', settings: '' }, supported: [], runsOn: '' },
    estimate: ({ widthPx, heightPx }, box) => {
      boxes.push(box);
      const score = widthPx / 10;
      const whole = { x: 0, y: 0, width: widthPx, height: heightPx };
      return Promise.resolve(widthPx === 2 ? [] : [{ keypoints: [], score, box: whole }]);
    },
    dispose: () => Promise.resolve(),
  };
  return { estimator, boxes };
}

async function scores(set: ImageSet, estimator: PoseEstimator, options?: DetectOptions) {
  const found: unknown[] = [];
  for await (const { id, poses } of detectPoses(set, estimator, options)) {
    found.push([id, ...poses.map(({ score }) => score)]);
  }
  return found;
}

describe('detectPoses', () => {
  it('goes through the images in order, says where nobody is, and hands boxes on', async () => {
    const { estimator, boxes } = fakeEstimator();
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const boxOf = (id: string) => (id === 'c' ? box : undefined);
    expect(await scores(setOf('a', 'b', 'c'), estimator, { boxOf })).toEqual([['a', 0.1], ['b'], ['c', 0.3]]);
    expect(boxes).toEqual([undefined, undefined, box]);
  });

  it('ends at an image that cannot be read, unless it is to be skipped', async () => {
    const set = setOf('a', 'broken', 'c');
    await expect(scores(set, fakeEstimator().estimator)).rejects.toThrow(/broken: is empty/);
    const skipped: unknown[] = [];
    const onSkip = (one: unknown) => skipped.push(one);
    expect(await scores(set, fakeEstimator().estimator, { onSkip })).toEqual([
      ['a', 0.1],
      ['c', 0.3],
    ]);
    expect(skipped).toEqual([{ id: 'broken', reason: 'broken: is empty (0 bytes)' }]);
  });
});
