import { describe, expect, it } from 'vitest';
import { coco17, type JointName } from '../../src/pose/joint-names.js';
import type { LocatedJoints } from '../../src/pose/located-joints.js';
import { networkPoseEstimator } from '../../src/pose/network-pose-estimator.js';
import { rampImage } from './ramp-image.js';
import { SceneNetwork } from './scene-network.js';

const image = rampImage(250, 200);

/** Places of COCO's joints in a figure of 40 x 100, hips and all. */
const places: Record<JointName, readonly [number, number]> = {
  ...{ nose: [20, 8], l_eye: [23, 5], r_eye: [17, 5], l_ear: [26, 7], r_ear: [14, 7] },
  ...{ l_shoulder: [32, 20], r_shoulder: [8, 20], l_elbow: [38, 34], r_elbow: [2, 34] },
  ...{ l_wrist: [39, 48], r_wrist: [1, 48], l_hip: [27, 50], r_hip: [13, 50] },
  ...{ l_knee: [28, 74], r_knee: [12, 74], l_ankle: [29, 98], r_ankle: [11, 98] },
  ...{ pelvis: [0, 0], thorax: [0, 0], upper_neck: [0, 0], head_top: [0, 0] },
};

/** Somebody at a place, so large, of whom every joint is seen so well. */
function person(
  x: number,
  y: number,
  { size = 1, score = () => 0.8 }: { size?: number; score?: (joint: JointName) => number } = {},
): LocatedJoints {
  return new Map(
    coco17.map((name) => {
      const [placeX, placeY] = places[name];
      return [name, { x: x + size * placeX, y: y + size * placeY, score: score(name) }];
    }),
  );
}

async function look(people: readonly LocatedJoints[], settings = {}) {
  const network = new SceneNetwork(image, people, settings);
  const found = await networkPoseEstimator(network, 'here').estimate(image);
  return { left: found.map(({ box }) => Math.round(box.x)), looks: network.looks.length };
}

describe('a second person', () => {
  const first = person(20, 50);

  it('is seen beside the first, who comes first', async () => {
    expect(await look([first, person(150, 60)])).toEqual({ left: [21, 151], looks: 4 });
    expect(await look([person(150, 60), first])).toEqual({ left: [151, 21], looks: 4 });
    // More than two are two.
    expect((await look([first, person(90, 60), person(180, 60)])).left).toEqual([21, 91]);
  });

  it('costs one more pass where nobody else is', async () => {
    expect(await look([first])).toEqual({ left: [21], looks: 3 });
  });

  it('may be a child, and no passer-by far away', async () => {
    expect((await look([first, person(150, 60, { size: 0.3 })])).left).toHaveLength(2);
    expect((await look([first, person(150, 60, { size: 0.2 })])).left).toHaveLength(1);
    // Whoever is seen first, the other is large.
    expect((await look([person(150, 60, { size: 0.2 }), first])).left).toHaveLength(2);
  });

  it('has a whole torso, and as high a score as any person', async () => {
    const oneHip = (name: JointName) => (name === 'l_hip' ? 0.1 : 0.9);
    expect((await look([first, person(150, 60, { score: oneHip })])).left).toHaveLength(1);
    expect((await look([first, person(150, 60, { score: () => 0.49 })])).left).toHaveLength(1);
    expect((await look([first, person(150, 60, { score: () => 0.51 })])).left).toHaveLength(2);
  });

  it('is not looked for where nobody is, where a box says who is meant, or where scores cannot tell', async () => {
    expect(await look([])).toEqual({ left: [], looks: 1 });
    const two = [first, person(150, 60)];
    expect(await look(two, { looksForOthers: false })).toEqual({ left: [21], looks: 2 });
    const network = new SceneNetwork(image, two);
    const box = { x: 10, y: 40, width: 60, height: 120 };
    expect(await networkPoseEstimator(network, 'here').estimate(image, box)).toHaveLength(1);
    expect(network.looks).toHaveLength(1);
  });

  it('is looked for by the finder first, where there is one', async () => {
    const finder = new SceneNetwork(image, [first, person(150, 60)]);
    const network = new SceneNetwork(image, [first, person(150, 60)]);
    expect(await networkPoseEstimator(network, 'here', finder).estimate(image)).toHaveLength(2);
    expect([finder.looks.length, network.looks.length]).toEqual([2, 2]);
    const alone = new SceneNetwork(image, [first]);
    expect(await networkPoseEstimator(network, 'here', alone).estimate(image)).toHaveLength(1);
    expect([alone.looks.length, network.looks.length]).toEqual([2, 3]);
  });
});
