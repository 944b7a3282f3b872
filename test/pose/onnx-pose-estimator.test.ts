import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keypointNames } from '../../src/conditions/pose.js';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { InputError, UsageError } from '../../src/errors.js';
import type { RgbImage } from '../../src/images/image.js';
import { openPoseEstimator } from '../../src/pose/open-pose-estimator.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-pose-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A network whose three heatmaps are the colours of its input. */
async function writeNetwork(
  name: string,
  settings: object | string,
  dims: readonly number[] = [1, 3, 40, 40],
) {
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, dims);
  onnx.output('maps', FLOAT, onnx.node('Sigmoid', [onnx.node('Mul', [image, onnx.scalar(1)])]));
  const path = join(folder, `${name}.onnx`);
  await writeFile(path, onnx.encode(name));
  await writeFile(
    join(folder, `${name}.json`),
    typeof settings === 'string' ? settings : JSON.stringify(settings),
  );
  return path;
}

const settings = {
  // Black becomes -12, which the network's sigmoid makes nearly 0; full light 12.
  ...{ mean: [0.5, 0.5, 0.5], std: [1 / 24, 1 / 24, 1 / 24], resize: 'torch' },
  ...{ output: { kind: 'heatmap' }, joints: ['head_top', 'r_wrist', 'l_wrist'] },
};

/** A red, a green and a blue pixel on black. */
const dots: RgbImage = (() => {
  const data = new Uint8Array(40 * 40 * 3);
  for (const [channel, [x, y]] of [
    [10, 5],
    [30, 20],
    [7, 33],
  ].entries())
    data[(y! * 40 + x!) * 3 + channel] = 255;
  return { widthPx: 40, heightPx: 40, data };
})();

const open = (pose: string) => openPoseEstimator({ pose, engine: { name: 'onnxruntime' } });

describe('a user’s ONNX network', () => {
  it('finds joints as the JSON beside it says', async () => {
    const estimator = await open(await writeNetwork('dots', settings));
    expect(estimator.supported).toEqual(['head_top', 'r_wrist', 'l_wrist']);
    const [pose] = await estimator.estimate(dots);
    await estimator.dispose();
    const joint = (name: (typeof keypointNames)[number]) => pose!.keypoints[keypointNames.indexOf(name)];
    expect(joint('head_top')).toMatchObject({ x: 10.5, y: 5.5 });
    expect(joint('r_wrist')).toMatchObject({ x: 30.5, y: 20.5 });
    expect(joint('l_wrist')).toMatchObject({ x: 7.5, y: 33.5 });
    expect(pose!.score).toBeGreaterThan(0.99);
    expect(pose!.box).toEqual({ x: 7.5, y: 5.5, width: 23, height: 28 });
    expect(pose!.keypoints.filter(Boolean)).toHaveLength(3);
  });

  it.each<[string, object, RegExp]>([
    ['heatmaps', settings, /a second one looked for$/],
    ['told not to', { ...settings, looksForOthers: false }, /a second one not looked for$/],
    [
      'without scores',
      { ...settings, output: { kind: 'coordinates', fields: ['x', 'y'], unit: 'pixels' } },
      /a second one not looked for$/,
    ],
  ])('looks for a second person where scores can tell: %s', async (name, json, wanted) => {
    const estimator = await open(await writeNetwork(name, json));
    await estimator.dispose();
    expect(estimator.identity.settings).toMatch(wanted);
  });

  it('finds nobody in an image without them', async () => {
    const estimator = await open(await writeNetwork('nobody', settings));
    expect(await estimator.estimate({ ...dots, data: new Uint8Array(4800) })).toEqual([]);
    await estimator.dispose();
  });

  it.each<[string, object | string, RegExp, number[]?]>([
    ['no-json', '{', /no-json\.json: is not JSON/],
    ['no-joints', { output: settings.output }, /no-joints\.json: cannot be used.*joints/s],
    [
      'no-x',
      { ...settings, output: { kind: 'coordinates', fields: ['y'], unit: 'pixels' } },
      /must have x and y/,
    ],
    [
      'other-output',
      { ...settings, output: { kind: 'heatmap', name: 'map' } },
      /has no output 'map'.*one of: maps/,
    ],
    ['other-size', { ...settings, widthPx: 64 }, /takes 1 x 3 x 40 x 40, but its settings give 64 x 40/],
    ['any-size', settings, /takes any size; set widthPx and heightPx/, [1, 3, -1, -1]],
    ['not-an-image', settings, /expected one input of 4 dimensions/, [1, 3]],
  ])('refuses %s', async (name, file, message, dims) => {
    const path = await writeNetwork(name, file, dims);
    await expect(open(path)).rejects.toThrow(InputError);
    await expect(open(path)).rejects.toThrow(message);
  });

  it('refuses unknown joints, and says what is missing', async () => {
    await expect(open(await writeNetwork('joints', { ...settings, joints: ['tail'] }))).rejects.toThrow(
      UsageError,
    );
    await expect(open(join(folder, 'none.onnx'))).rejects.toThrow(/none\.onnx: no such file/);
    const lonely = await writeNetwork('lonely', settings);
    await rm(join(folder, 'lonely.json'));
    await expect(open(lonely)).rejects.toThrow(
      /lonely\.json: no such file. It has to say what the network takes/,
    );
  });
});

describe('openPoseEstimator', () => {
  it('proposes the name that was meant', async () => {
    await expect(open('movenet-tunder')).rejects.toThrow(/Did you mean movenet-thunder\?/);
  });
});
