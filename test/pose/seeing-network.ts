import type { LoadedNetwork } from '../../src/engines/engine.js';
import { joined } from '../../src/engines/tensor.js';
import type { JointName } from '../../src/pose/joint-names.js';
import type { EstimatorSettings } from '../../src/pose/network-pose-estimator.js';
import { PoseNetwork } from '../../src/pose/pose-network.js';

/** Where the joints of an image are, px, and how certainly they are seen. */
export type Scene = ReadonlyMap<
  JointName,
  { readonly x: number; readonly y: number; readonly score: number }
>;

/** The part of the image that a network was shown: its left upper corner and its size, px. */
export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const seeingSettings = (joints: readonly JointName[]): EstimatorSettings => ({
  ...{ widthPx: 64, heightPx: 64, layout: 'nhwc', resize: 'torch', mean: [0, 0, 0] },
  std: [1 / 255, 1 / 255, 1 / 255],
  output: { kind: 'coordinates', fields: ['y', 'x', 'score'], unit: 'relative' },
  joints,
  minJointScore: 0.2,
  minPersonScore: 0.5,
  // Paint would take from it what it reads.
  looksForOthers: false,
});

/**
 * A network without faults, for images of ramp-image.ts: it reads off its input which part of the image it is shown, and
 * says where in it the scene's joints are. Whatever an estimator makes of that must be the scene again.
 */
export function seeingNetwork(scene: () => Scene, joints: readonly JointName[]) {
  const seen: Seen[] = [];
  const loaded: LoadedNetwork = {
    inputs: [{ name: 'image', type: 'float32', dims: [1, 64, 64, 3] }],
    outputs: [{ name: 'joints', type: 'float32', dims: [1, joints.length, 3] }],
    run: ({ image }) => {
      const region = regionOf(Array.from(joined(image!).data, Number), 64);
      seen.push(region);
      const rows = joints.map((name) => {
        const { x, y, score } = scene().get(name) ?? { x: 0, y: 0, score: 0 };
        return [(y - region.y) / region.height, (x - region.x) / region.width, score];
      });
      const data = Float32Array.from(rows.flat());
      return Promise.resolve({ joints: { dims: [1, joints.length, 3], data } });
    },
    dispose: () => Promise.resolve(),
  };
  const network = new PoseNetwork({
    name: 'seeing',
    weightsSha256: '0'.repeat(64),
    settings: seeingSettings(joints),
    load: () => Promise.resolve(loaded),
  });
  return { network, seen };
}

/** Two places of the input's middle, and the columns and rows of the image that they show. */
function regionOf(data: readonly number[], sidePx: number): Seen {
  const [a, b] = [sidePx / 2 - 4, sidePx / 2 + 4];
  const axis = (channel: number) => {
    const at = (cell: number) => data[(cell * sidePx + cell) * 3 + channel]! + 0.5;
    const perCell = (at(b) - at(a)) / (b - a);
    return { from: at(a) - (a + 0.5) * perCell, extent: perCell * sidePx };
  };
  const [x, y] = [axis(0), axis(1)];
  return { x: x.from, y: y.from, width: x.extent, height: y.extent };
}
