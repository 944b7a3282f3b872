import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { keypointNames } from '../../../src/conditions/pose.js';
import { OnnxBuilder } from '../../../src/engines/onnx-builder.js';
import { FLOAT } from '../../../src/engines/onnx-schema.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { jsonLines } from '../../conditions/write-files.js';
import { writeGenerator } from '../../generators/small-networks.js';
import { meansNetwork } from '../../features/means-network.js';

const SIDE = 24;
const AREA = SIDE * SIDE;
/** Each is a dot of one colour. */
const joints = ['thorax', 'r_wrist', 'l_wrist'] as const;

/**
 * Writes a small world in which everything of a run is there and quick: `real` images of three coloured dots with a manifest of
 * their poses, an extractor `tiny.onnx`, an estimator `dots.onnx` that finds dots, and two generators, of which `conditional`
 * draws dots where it is asked to, as bright as its knob `gain` says, and `unconditional` draws shades of a colour.
 */
export async function writeDotsWorld(folder: string, count: number): Promise<void> {
  await mkdir(join(folder, 'real'), { recursive: true });
  const lines: object[] = [];
  for (let i = 0; i < count; i++) {
    const places = dots(i);
    await drawDots(join(folder, 'real', `${i}.png`), places, i);
    const pose = keypointNames.map((name) => {
      const place = places[joints.findIndex((joint) => joint === name)];
      return place ? [place[0] + 0.5, place[1] + 0.5, 2] : [0, 0, 0];
    });
    lines.push({ file: `${i}.png`, width: SIDE, height: SIDE, pose, labels: { parity: String(i % 2) } });
  }
  await writeFile(join(folder, 'real', 'manifest.jsonl'), jsonLines(lines));
  await writeEyes(folder);
  await writeGenerators(folder);
}

/** A configuration of that world. @param more - lines at its end */
export const dotsRunFile = (more = ''): string => `real: real
out: out
seed: 3
features: { name: tiny.onnx }
generators:
  - name: unconditional
    source: unconditional
  - name: conditional
    source: conditional
    sweep: { knob: gain, values: [0.5, 1] }
metrics: { ids: [fid, kid] }
control: { scores: [akd, mkr], pose: dots.onnx, resamples: 50 }
tradeoff: { quality: fid, pose: akd }
${more}`;

function dots(i: number): [x: number, y: number][] {
  const random = new Mt19937(100 + i);
  return joints.map(() => [random.integer(4, SIDE - 4), random.integer(4, SIDE - 4)]);
}

async function drawDots(
  path: string,
  places: readonly (readonly [number, number])[],
  i: number,
): Promise<void> {
  // A ground of its own, so that images differ by more than where dots are.
  const data = new Uint8Array(AREA * 3).fill(i % 7);
  for (const [channel, [x, y]] of places.entries()) data[(y * SIDE + x) * 3 + channel] = 255;
  await sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } }).toFile(path);
}

async function writeEyes(folder: string): Promise<void> {
  await writeFile(join(folder, 'tiny.onnx'), meansNetwork(SIDE, SIDE));
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [1, 3, SIDE, SIDE]);
  onnx.output('maps', FLOAT, onnx.node('Sigmoid', [onnx.node('Mul', [image, onnx.scalar(1)])]));
  await writeFile(join(folder, 'dots.onnx'), onnx.encode('dots'));
  const settings = {
    ...{ mean: [0.5, 0.5, 0.5], std: [1 / 24, 1 / 24, 1 / 24], resize: 'torch' },
    ...{ output: { kind: 'heatmap' }, joints },
  };
  await writeFile(join(folder, 'dots.json'), JSON.stringify(settings));
}

async function writeGenerators(folder: string): Promise<void> {
  const common = {
    loader: 'onnx',
    file: 'net.onnx',
    image: { widthPx: SIDE, heightPx: SIDE },
    latent: { input: 'z', size: 3 },
    output: { range: [0, 1] },
  };
  await writeGenerator(
    join(folder, 'unconditional'),
    { ...common, kind: 'unconditional' },
    { 'net.onnx': shadesNetwork() },
  );
  await writeGenerator(
    join(folder, 'conditional'),
    {
      ...{ ...common, kind: 'conditional' },
      pose: { input: 'pose', form: 'heatmaps', sigmaPx: 0.6 },
      knobs: [{ name: 'gain', range: [0, 2], default: 1, enters: { input: 'gain' } }],
    },
    { 'net.onnx': dotsNetwork() },
  );
}

/** A flat colour, a little of each number of the latent. */
function ground(onnx: OnnxBuilder, z: string): string {
  const squared = onnx.node('Mul', [onnx.node('Mul', [z, z]), onnx.scalar(0.02)]);
  return onnx.node('Reshape', [squared, onnx.int64(-1, 3, 1, 1)]);
}

function shadesNetwork(): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [-1, 3]);
  const slope = Float32Array.from({ length: 3 * AREA }, (_, i) => (i % AREA) / (4 * AREA));
  const shade = onnx.constant({ dims: [1, 3, SIDE, SIDE], data: slope });
  const image = onnx.node('Add', [ground(onnx, z), shade]);
  onnx.output('image', FLOAT, onnx.node('Clip', [image, onnx.scalar(0), onnx.scalar(1)]));
  return onnx.encode('shades');
}

function dotsNetwork(): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [-1, 3]);
  const pose = onnx.input('pose', FLOAT, [-1, keypointNames.length, SIDE, SIDE]);
  const gain = onnx.input('gain', FLOAT, []);
  const channels = joints.map((joint) => {
    const index = keypointNames.indexOf(joint);
    return onnx.node('Slice', [pose, onnx.int64(index), onnx.int64(index + 1), onnx.int64(1)]);
  });
  const drawn = onnx.node('Mul', [onnx.node('Concat', channels, { axis: 1 }), gain]);
  onnx.output(
    'image',
    FLOAT,
    onnx.node('Clip', [onnx.node('Add', [drawn, ground(onnx, z)]), onnx.scalar(0), onnx.scalar(1)]),
  );
  return onnx.encode('dots');
}
