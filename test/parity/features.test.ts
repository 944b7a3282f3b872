import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedNetwork } from '../../src/engines/engine.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { buildInceptionV3Fid, inceptionV3FidOutputs } from '../../src/models/inception-v3-fid.js';
import { featureErrors } from './feature-errors.js';
import { readGolden } from './golden.js';
import type { RelativeError } from './relative-error.js';
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
