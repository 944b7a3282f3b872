import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedNetwork } from '../../src/engines/engine.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { preprocess } from '../../src/features/preprocess.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { buildInceptionV3Fid, inceptionV3FidOutputs } from '../../src/models/inception-v3-fid.js';
import { readGolden, readGoldenImage } from './golden.js';
import { preprocessingOf } from './preprocessing-of.js';
import { relativeError, type RelativeError } from './relative-error.js';
import { seededWeights, weightsSha256 } from './seeded-weights.js';

const golden = await readGolden();
const MAX_ERROR = 1e-3;
const MEAN_ERROR = 1e-5;

const cases = [
  ['torch', 'pytorch-fid', ['64', '192', '768', '2048']],
  ['tf1', 'torch-fidelity', ['64', '192', '768', '2048', 'logits_unbiased', 'logits']],
  ['clean', 'clean-fid', ['64', '192', '768', '2048']],
] as const;

let network: LoadedNetwork;

beforeAll(async () => {
  const weights = seededWeights(golden.weights.seed);
  expect(weightsSha256(weights)).toBe(golden.weights.sha256);
  const graph = buildInceptionV3Fid(weights, inceptionV3FidOutputs);
  network = await onnxRuntime.load({ kind: 'graph', graph }, 'cpu');
});

afterAll(() => network.dispose());

/** From the file to every tap, through the product's own steps. */
async function outputsOf(image: string, mode: (typeof cases)[number][0]) {
  const stored = { kind: 'encoded', bytes: await readGoldenImage(image) } as const;
  const data = preprocess(await decodeImage(stored, image), preprocessingOf(mode));
  return network.run({ images: { dims: [1, 3, 299, 299], data } });
}

async function errorsByTap(mode: (typeof cases)[number][0]) {
  const errors = new Map<string, RelativeError[]>();
  const vectors = golden.features.filter((vector) => vector.mode === mode);
  for (const image of new Set(vectors.map((vector) => vector.image))) {
    const outputs = await outputsOf(image, mode);
    for (const { tap, values } of vectors.filter((vector) => vector.image === image)) {
      const seen = outputs[tap]?.data;
      if (!(seen instanceof Float32Array)) throw new Error(`${image}: no output ${tap}`);
      errors.set(tap, [...(errors.get(tap) ?? []), relativeError(seen, values)]);
    }
  }
  return errors;
}

describe.each(cases)('features in mode %s', (mode, peer, taps) => {
  let errors: Map<string, RelativeError[]>;

  beforeAll(async () => {
    errors = await errorsByTap(mode);
  });

  it(`are compared at the taps that ${peer} has`, () => {
    expect([...errors.keys()]).toEqual(taps);
  });

  it.each(taps)(`equal ${peer}'s at tap %s`, (tap) => {
    const seen = errors.get(tap)!;
    expect(Math.max(...seen.map(({ max }) => max))).toBeLessThan(MAX_ERROR);
    // Over all images: in a vector of constant maps (dot.png) every value carries the same rounding of the spatial mean.
    expect(seen.reduce((sum, { mean }) => sum + mean, 0) / seen.length).toBeLessThan(MEAN_ERROR);
  });
});
