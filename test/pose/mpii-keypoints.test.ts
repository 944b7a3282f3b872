import { describe, expect, it } from 'vitest';
import { keypointNames } from '../../src/conditions/pose.js';
import { UsageError } from '../../src/errors.js';
import { coco17, parseJoints, type JointName } from '../../src/pose/joint-names.js';
import { mpiiKeypoints, supportedKeypoints } from '../../src/pose/mpii-keypoints.js';

const place = (i: number) => ({ x: i, y: 10 * i * i, score: 1 - i / 100 });

describe('mpiiKeypoints', () => {
  it('takes COCO’s joints by this project’s table, makes two midpoints, and invents nothing', () => {
    const joints = new Map(coco17.map((name, i) => [name, place(i)]));
    const middle = (a: number, b: number) => ({
      x: (a + b) / 2,
      y: 5 * (a * a + b * b),
      score: 1 - Math.max(a, b) / 100,
    });
    expect(mpiiKeypoints(joints, 0)).toEqual([
      ...[16, 14, 12, 11, 13, 15].map(place),
      middle(11, 12),
      middle(5, 6),
      null,
      null,
      ...[10, 8, 6, 5, 7, 9].map(place),
    ]);
    expect(supportedKeypoints(coco17)).toEqual(keypointNames.filter((name) => !/neck|head/.test(name)));
  });

  it('prefers a network’s own pelvis and thorax', () => {
    const joints = new Map(keypointNames.map((name, i) => [name, place(i)]));
    expect(mpiiKeypoints(joints, 0)).toEqual(keypointNames.map((_, i) => place(i)));
    expect(supportedKeypoints(keypointNames)).toEqual(keypointNames);
  });

  it('leaves out joints below the least score, and midpoints of such', () => {
    const joints = new Map<JointName, ReturnType<typeof place>>([
      ['l_hip', { x: 1, y: 1, score: 0.9 }],
      ['r_hip', { x: 3, y: 1, score: 0.1 }],
    ]);
    const found = mpiiKeypoints(joints, 0.2);
    expect(found.map((keypoint, i) => (keypoint ? keypointNames[i] : null)).filter(Boolean)).toEqual([
      'l_hip',
    ]);
  });
});

describe('parseJoints', () => {
  it('knows orders, names, and joints that are not used', () => {
    expect(parseJoints('mpii16')).toBe(keypointNames);
    expect(parseJoints(['nose', null, 'l_hip'])).toEqual(['nose', null, 'l_hip']);
  });

  it.each([
    ['coco18', /no order of joints 'coco18'. Did you mean coco17/],
    [['l_hipp'], /no joint 'l_hipp'. Did you mean l_hip/],
    [['l_hip', 'l_hip'], /'l_hip' is listed twice/],
  ])('refuses %j', (joints, message) => {
    expect(() => parseJoints(joints)).toThrow(UsageError);
    expect(() => parseJoints(joints)).toThrow(message);
  });
});
