import { describe, expect, it } from 'vitest';
import type { JointName } from '../../src/pose/joint-names.js';
import { personExtent } from '../../src/pose/person-extent.js';

const extent = (joints: Partial<Record<JointName, readonly [x: number, y: number, score?: number]>>) =>
  personExtent(
    new Map(
      Object.entries(joints).map(([name, [x, y, score = 0.9]]) => [name as JointName, { x, y, score }]),
    ),
    0.2,
  );

describe('personExtent', () => {
  const torso = { l_shoulder: [60, 100], r_shoulder: [40, 100], l_hip: [55, 200], r_hip: [45, 200] } as const;

  it('reaches to the crown of somebody whose head no joint shows, in whatever direction', () => {
    expect(extent(torso)).toEqual({ x: 40, y: 40, width: 20, height: 160 });
    const lying = {
      l_shoulder: [100, 40],
      r_shoulder: [100, 60],
      l_hip: [200, 45],
      r_hip: [200, 55],
    } as const;
    expect(extent(lying)).toEqual({ x: 40, y: 40, width: 160, height: 20 });
  });

  it('holds the joints that are seen, and no others', () => {
    const box = extent({ ...torso, nose: [50, 30], l_wrist: [300, 90], r_wrist: [-500, 0, 0.19] });
    expect(box).toEqual({ x: 40, y: 30, width: 260, height: 170 });
  });

  it('takes hidden hips for where they must be, and does without those that a network does not give', () => {
    const hidden = { ...torso, l_hip: [55, 200, 0.01], r_hip: [45, 200, 0.01] } as const;
    expect(extent(hidden)).toEqual({ x: 40, y: 40, width: 20, height: 60 });
    expect(extent({ l_shoulder: [60, 100], r_shoulder: [40, 100] })).toMatchObject({ y: 100, height: 0 });
  });
});
