import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedNetwork } from '../../src/engines/engine.js';
import type { Network } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { openTfjs } from '../../src/engines/tfjs.js';
import { fastestDevice, noteAbsentDevices } from '../engines/tfjs-devices.js';
import { buildInceptionV3Fid, inceptionV3FidOutputs } from '../../src/models/inception-v3-fid.js';
import { preprocess } from '../../src/features/preprocess.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { featureErrors } from './feature-errors.js';
import { readGolden, readGoldenImage, readGoldenSpatial } from './golden.js';
import { preprocessingOf } from './preprocessing-of.js';
import { relativeError, type RelativeError } from './relative-error.js';
import { seededWeights } from '../../src/models/seeded-weights.js';
import { weightsSha256 } from './weights-sha256.js';

const golden = await readGolden();
const MAX_ERROR = 1e-3;
const MEAN_ERROR = 1e-5;

const cases = [
  ['torch', 'pytorch-fid', ['64', '192', '768', '2048']],
  ['tf1', 'torch-fidelity', ['64', '192', '768', '2048', 'logits_unbiased', 'logits']],
  ['clean', 'clean-fid', ['64', '192', '768', '2048']],
] as const;

let network: LoadedNetwork;
let graph: Network;

beforeAll(async () => {
  const weights = seededWeights(golden.weights.seed);
  expect(weightsSha256(weights)).toBe(golden.weights.sha256);
  graph = buildInceptionV3Fid(weights, inceptionV3FidOutputs);
  network = await onnxRuntime().load({ kind: 'graph', graph });
});

afterAll(() => network.dispose());

noteAbsentDevices();

it(`gives the same with TensorFlow.js, device ${fastestDevice}`, async () => {
  const image = await decodeImage(
    { kind: 'encoded', bytes: await readGoldenImage('large.jpg') },
    'large.jpg',
  );
  const inputs = {
    images: { dims: [1, 3, 299, 299], data: preprocess(image, preprocessingOf('tf1')) },
  };
  const tfjs = await (await openTfjs(fastestDevice)).load({ kind: 'graph', graph });
  const [ours, theirs] = [await tfjs.run(inputs), await network.run(inputs)];
  await tfjs.dispose();
  for (const name of inceptionV3FidOutputs) {
    const { max, mean } = relativeError(ours[name]!.data as Float32Array, theirs[name]!.data as Float32Array);
    // Logits, and single places, come near zero by cancellation: theirs are the bounds that peers are held to.
    expect(max, name).toBeLessThan(/^\d+$/.test(name) ? 1e-4 : MAX_ERROR);
    expect(mean, name).toBeLessThan(MEAN_ERROR);
  }
});

it("gives what guided-diffusion's sFID reads, in its order", async () => {
  const input = preprocess(
    await decodeImage({ kind: 'encoded', bytes: await readGoldenImage('large.jpg') }, 'large.jpg'),
    preprocessingOf('tf1'),
  );
  const { spatial } = await network.run({ images: { dims: [1, 3, 299, 299], data: input } }, ['spatial']);
  const { max, mean } = relativeError(spatial!.data as Float32Array, await readGoldenSpatial());
  expect(max).toBeLessThan(MAX_ERROR);
  expect(mean).toBeLessThan(MEAN_ERROR);
});

describe.each(cases)('features in mode %s', (mode, peer, taps) => {
  let errors: Map<string, RelativeError>;

  beforeAll(async () => {
    errors = await featureErrors(golden, mode, network);
  });

  it(`are compared at the taps that ${peer} has`, () => {
    expect([...errors.keys()]).toEqual(taps);
  });

  it.each(taps)(`equal ${peer}'s at tap %s`, (tap) => {
    const { max, mean } = errors.get(tap)!;
    expect(max).toBeLessThan(MAX_ERROR);
    expect(mean).toBeLessThan(MEAN_ERROR);
  });
});
