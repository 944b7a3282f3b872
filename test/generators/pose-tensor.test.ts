import { describe, expect, it } from 'vitest';
import { poseInputSchema } from '../../src/config/network-generator-file.js';
import type { Pose } from '../../src/conditions/pose.js';
import { poseTensor } from '../../src/generators/network/pose-tensor.js';

const image = { widthPx: 6, heightPx: 8 };
/** The right ankle in the middle of pixel (4, 2), the right knee hidden between pixels, nothing else. */
const pose: Pose = Array.from({ length: 16 }, (_, joint) =>
  joint === 0 ? { x: 4.5, y: 2.5, visible: true } : joint === 1 ? { x: 3, y: 6, visible: false } : null,
);
const empty: Pose = Array.from({ length: 16 }, () => null);

describe('poseTensor, heatmaps', () => {
  const settings = { input: 'pose', form: 'heatmaps', sigmaPx: 1.5 } as const;

  it('draws a Gaussian round each joint, and nothing for a joint that is not labelled', () => {
    const { dims, data } = poseTensor([empty, pose], poseInputSchema.parse(settings), image);
    expect(dims).toEqual([2, 16, 8, 6]);
    const at = (n: number, joint: number, y: number, x: number) => data[((n * 16 + joint) * 8 + y) * 6 + x]!;
    expect(at(1, 0, 2, 4)).toBe(1);
    expect(at(1, 0, 3, 2)).toBeCloseTo(Math.exp(-(1 + 4) / (2 * 1.5 ** 2)), 6);
    expect(at(1, 1, 5, 2)).toBeCloseTo(Math.exp(-0.5 / (2 * 1.5 ** 2)), 6);
    const total = data.reduce((sum, value) => sum + value, 0);
    const drawn = data.slice(16 * 48, 18 * 48).reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(drawn, 6);
  });

  it('lays the same maps out with channels last, on another range and at another size', () => {
    const first = poseTensor([pose, empty], poseInputSchema.parse(settings), image);
    const last = poseTensor(
      [pose, empty],
      poseInputSchema.parse({ ...settings, layout: 'nhwc', range: [-1, 3] }),
      image,
    );
    expect(last.dims).toEqual([2, 8, 6, 16]);
    last.data.forEach((value, i) => {
      const [n, pixel, joint] = [Math.floor(i / (48 * 16)), Math.floor(i / 16) % 48, i % 16];
      expect(value).toBeCloseTo(-1 + 4 * Number(first.data[(n * 16 + joint) * 48 + pixel]), 5);
    });
    const half = poseTensor(
      [pose],
      poseInputSchema.parse({ ...settings, widthPx: 3, heightPx: 4, sigmaPx: 1 }),
      image,
    );
    expect(half.dims).toEqual([1, 16, 4, 3]);
    // (4.5, 2.5) of 6 x 8 is (2.25, 1.25) of 3 x 4: a quarter from the middle of cell (2, 1) each way.
    expect(half.data[1 * 3 + 2]).toBeCloseTo(Math.exp(-(0.25 ** 2)), 6);
  });
});

describe('poseTensor, coordinates', () => {
  it('gives each joint its fields, and a joint that is not labelled the value for that', () => {
    const pixels = poseTensor(
      [pose],
      poseInputSchema.parse({
        input: 'pose',
        form: 'coordinates',
        fields: ['y', 'x', 'visible'],
        unit: 'pixels',
      }),
      image,
    );
    expect(pixels.dims).toEqual([1, 16, 3]);
    expect([...pixels.data.slice(0, 9)]).toEqual([2.5, 4.5, 1, 6, 3, 0, -1, -1, -1]);
    const relative = poseTensor(
      [pose],
      poseInputSchema.parse({ input: 'pose', form: 'coordinates', unit: 'relative', missing: 0 }),
      image,
    );
    expect([...relative.data.slice(0, 6)]).toEqual([0.75, 0.3125, 0.5, 0.75, 0, 0]);
  });
});
