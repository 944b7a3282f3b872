import { describe, expect, it } from 'vitest';
import { keypointNames } from '../../src/conditions/pose.js';
import { InputError } from '../../src/errors.js';
import { coco17, type JointName } from '../../src/pose/joint-names.js';
import { networkPoseEstimator } from '../../src/pose/network-pose-estimator.js';
import { PoseNetwork } from '../../src/pose/pose-network.js';
import { rampImage } from './ramp-image.js';
import { seeingNetwork, seeingSettings, type Scene } from './seeing-network.js';

const image = rampImage(240, 200);

/** Somebody in the middle of the image: COCO's joints at odd places, hips about (120.7, 110.3). */
const person = (score: number | ((name: JointName) => number) = 0.8): Scene =>
  new Map(
    coco17.map((name, i) => [
      name,
      {
        x: 120.7 + 31 * Math.sin(3 * i),
        y: name.includes('hip') ? 110.3 : /knee|ankle/.test(name) ? 120.1 + i : 70.9 + 2 * i,
        score: typeof score === 'number' ? score : score(name),
      },
    ]),
  );

describe('networkPoseEstimator', () => {
  it('looks at the whole image, then about the hips, and gives the joints in the image’s coordinates', async () => {
    const { network, seen } = seeingNetwork(() => person(), coco17);
    const estimator = networkPoseEstimator(network, 'here');
    const [pose] = await estimator.estimate(image);
    expect(seen).toHaveLength(2);
    const hips = { x: (person().get('l_hip')!.x + person().get('r_hip')!.x) / 2, y: 110.3 };
    expect(seen[0]!.width).toBeCloseTo(240, 3);
    expect(seen[0]!.y).toBeCloseTo(-20, 3);
    expect(seen[1]!.width).toBeLessThan(180);
    expect(Math.abs(seen[1]!.x + seen[1]!.width / 2 - hips.x)).toBeLessThan(0.6);
    expect(Math.abs(seen[1]!.y + seen[1]!.height / 2 - hips.y)).toBeLessThan(0.6);
    for (const name of ['r_ankle', 'l_wrist', 'r_shoulder', 'l_hip'] as const) {
      const found = pose!.keypoints[keypointNames.indexOf(name)]!;
      expect(Math.abs(found.x - person().get(name)!.x)).toBeLessThan(1e-3);
      expect(Math.abs(found.y - person().get(name)!.y)).toBeLessThan(1e-3);
    }
    expect(pose!.keypoints[keypointNames.indexOf('pelvis')]!.x).toBeCloseTo(hips.x, 3);
    expect(pose!.score).toBeCloseTo(0.8, 6);
    const xs = pose!.keypoints.flatMap((keypoint) => (keypoint ? [keypoint.x] : []));
    expect(pose!.box.x).toBe(Math.min(...xs));
    expect(pose!.box.x + pose!.box.width).toBeCloseTo(Math.max(...xs), 9);
  });

  it('looks once where it is told to, with some room around', async () => {
    const { network, seen } = seeingNetwork(() => person(), coco17);
    const box = { x: 60, y: 50, width: 100, height: 120 };
    const [pose] = await networkPoseEstimator(network, 'here').estimate(image, box);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.width).toBeCloseTo(150, 3);
    expect(seen[0]!.x).toBeCloseTo(110 - 75, 3);
    expect(pose!.keypoints[0]!.x).toBeCloseTo(person().get('r_ankle')!.x, 3);
  });

  it('takes a box that reaches beyond the image, within reason, and refuses one outside of it', async () => {
    const { network, seen } = seeingNetwork(() => person(), coco17);
    const estimator = networkPoseEstimator(network, 'here');
    await estimator.estimate(image, { x: -1e6, y: -1e6, width: 2e6, height: 2e6 });
    expect(seen[0]!.width).toBeCloseTo(900, 3);
    await estimator.estimate(image, { x: 120, y: 60, width: 160, height: 100 });
    expect(seen[1]!.x).toBeCloseTo(100, 3);
    expect(seen[1]!.width).toBeCloseTo(200, 3);
    const outside = estimator.estimate(image, { x: 240, y: 0, width: 10, height: 10 });
    await expect(outside).rejects.toThrow(InputError);
    await expect(outside).rejects.toThrow(
      'box of 10 x 10 px at (240, 0) is empty or outside of the image, which has 240 x 200 px',
    );
  });

  it('finds nobody where few joints are certain, and half a person where half of them are', async () => {
    const estimate = (scene: Scene) =>
      networkPoseEstimator(seeingNetwork(() => scene, coco17).network, 'here').estimate(image);
    expect(await estimate(person(0.45))).toEqual([]);
    expect(await estimate(person((name) => (/hip|knee/.test(name) ? 0.8 : 0.2)))).toEqual([]);
    const [upper] = await estimate(person((name) => (/hip|knee|ankle/.test(name) ? 0.1 : 0.7)));
    expect(keypointNames.filter((_, i) => upper!.keypoints[i])).toEqual([
      ...['thorax', 'r_wrist', 'r_elbow', 'r_shoulder', 'l_shoulder', 'l_elbow', 'l_wrist'],
    ]);
  });

  it('keeps what the coarse pass saw if the fine one sees less', async () => {
    let look = 0;
    const { network } = seeingNetwork(() => person(look++ < coco17.length ? 0.9 : 0.6), coco17);
    const [pose] = await networkPoseEstimator(network, 'here').estimate(image);
    expect(pose!.score).toBeCloseTo(0.9, 6);
  });

  it('has another network find the person, and says so', async () => {
    const finder = seeingNetwork(() => person(), coco17);
    const own = new Map(keypointNames.map((name, i) => [name, { x: 100 + i, y: 90 + i, score: 0.9 }]));
    const { network, seen } = seeingNetwork(() => own, keypointNames);
    const estimator = networkPoseEstimator(network, 'here', finder.network);
    const [pose] = await estimator.estimate(image);
    expect([finder.seen.length, seen.length]).toEqual([1, 1]);
    expect(seen[0]!.width).toBeLessThan(180);
    expect(pose!.keypoints.map((keypoint) => Math.round(keypoint!.x))).toEqual(
      keypointNames.map((_, i) => 100 + i),
    );
    expect(estimator.supported).toEqual(keypointNames);
    expect(estimator.identity.settings).toMatch(/person found by seeing/);
  });

  it('names a network that gives NaN', async () => {
    const network = new PoseNetwork({
      name: 'broken',
      weightsSha256: '',
      settings: seeingSettings(['nose']),
      load: () =>
        Promise.resolve({
          inputs: [{ name: 'image', type: 'float32', dims: [] }],
          outputs: [{ name: 'joints', type: 'float32', dims: [] }],
          run: () => Promise.resolve({ joints: { dims: [3], data: Float32Array.of(NaN, 0, 1) } }),
          dispose: () => Promise.resolve(),
        }),
    });
    const estimate = networkPoseEstimator(network, 'here').estimate(image);
    await expect(estimate).rejects.toThrow(InputError);
    await expect(estimate).rejects.toThrow(/broken gives NaN/);
  });
});
