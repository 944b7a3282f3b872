import { describe, expect, it } from 'vitest';
import { coco17, openPose18, openPose25, toPose } from '../../src/conditions/keypoint-layouts.js';
import { keypointNames, type Keypoint } from '../../src/conditions/pose.js';

/** The layouts' own names, typed from their documentation, independent of the tables under test. */
const names = {
  coco17:
    'nose l_eye r_eye l_ear r_ear l_shoulder r_shoulder l_elbow r_elbow l_wrist r_wrist l_hip r_hip l_knee r_knee l_ankle r_ankle',
  openPose18:
    'nose thorax r_shoulder r_elbow r_wrist l_shoulder l_elbow l_wrist r_hip r_knee r_ankle l_hip l_knee l_ankle r_eye l_eye r_ear l_ear',
  openPose25:
    'nose thorax r_shoulder r_elbow r_wrist l_shoulder l_elbow l_wrist pelvis r_hip r_knee r_ankle l_hip l_knee l_ankle r_eye l_eye ' +
    'r_ear l_ear l_big_toe l_small_toe l_heel r_big_toe r_small_toe r_heel',
} as const;

const layouts = { coco17, openPose18, openPose25 } as const;
const middles: Readonly<Record<string, readonly [string, string]>> = {
  pelvis: ['l_hip', 'r_hip'],
  thorax: ['l_shoulder', 'r_shoulder'],
};

describe.each(Object.entries(layouts))('%s', (key, layout) => {
  const own: readonly string[] = names[key as keyof typeof names].split(' ');
  const points = own.map((_, i): Keypoint => ({ x: 10 * i, y: i * i, visible: true }));
  const byName = (name: string): Keypoint => points[own.indexOf(name)]!;

  it('has as many points as it has names', () => {
    expect(layout.points).toBe(own.length);
  });

  it('finds every joint under its name, or in the middle of two, and never makes up neck and head', () => {
    const pose = toPose(points, layout);
    for (const [i, name] of keypointNames.entries()) {
      if (name === 'upper_neck' || name === 'head_top') expect(pose[i], name).toBeNull();
      else if (own.includes(name)) expect(pose[i], name).toEqual(byName(name));
      else {
        const [a, b] = middles[name]!.map(byName);
        expect(pose[i], name).toEqual({ x: (a!.x + b!.x) / 2, y: (a!.y + b!.y) / 2, visible: true });
      }
    }
  });

  it('leaves a joint out where its point, or one of the two, is missing', () => {
    for (const [missing, name] of own.entries()) {
      const pose = toPose(
        points.map((point, i) => (i === missing ? null : point)),
        layout,
      );
      for (const [i, joint] of keypointNames.entries()) {
        const needs: readonly string[] = own.includes(joint) ? [joint] : (middles[joint] ?? []);
        expect(pose[i] === null, `${joint} without ${name}`).toBe(needs.length === 0 || needs.includes(name));
      }
    }
  });
});

describe('toPose', () => {
  it('shows a middle only if both ends are visible', () => {
    const points = Array.from({ length: 17 }, (_, i): Keypoint => ({ x: i, y: i, visible: i !== 12 }));
    const pose = toPose(points, coco17);
    const joint = (name: (typeof keypointNames)[number]) => pose[keypointNames.indexOf(name)];
    expect(joint('pelvis')).toMatchObject({ visible: false });
    expect(joint('thorax')).toMatchObject({ visible: true });
  });
});
