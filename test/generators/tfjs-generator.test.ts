import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineChoice } from '../../src/config/engine-choice.js';
import { InputError, UsageError } from '../../src/errors.js';
import type { Generator, SampleRequest } from '../../src/generators/generator.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import type { RgbImage } from '../../src/images/image.js';
import {
  convolutionalLayers,
  layersModel,
  mappingModel,
  STYLES,
  synthesisModel,
  type ModelFiles,
} from '../engines/tfjs-models.js';
import { collect, ofSeed } from './collect.js';
import { SMALL, unconditionalFile, unconditionalNetwork, weights, writeGenerator } from './small-networks.js';

const ORT: EngineChoice = { name: 'onnxruntime' };
const WASM: EngineChoice = { name: 'tfjs', device: 'wasm' };
const PLAIN: EngineChoice = { name: 'tfjs', device: 'plain' };
const { heightPx, widthPx } = STYLES;

let folder: string;
let count = 0;
const opened: Generator[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-tfjs-'));
});
afterAll(async () => {
  await Promise.all(opened.map((generator) => generator.dispose()));
  await rm(folder, { recursive: true });
});

/** @param models - by the paths of their model.json */
async function write(description: object, models: Readonly<Record<string, ModelFiles>>): Promise<string> {
  const path = await writeGenerator(join(folder, String(count++)), description);
  for (const [name, { model, files }] of Object.entries(models)) {
    const home = dirname(join(path, name));
    await mkdir(home, { recursive: true });
    await writeFile(join(path, name), model);
    for (const [file, bytes] of files) await writeFile(join(home, file), bytes);
  }
  return path;
}

async function sample(
  path: string,
  engine: EngineChoice,
  requests: readonly SampleRequest[],
): Promise<RgbImage[]> {
  const generator = await openGenerator(path, { engine, onNotice: () => undefined });
  opened.push(generator);
  return collect(generator, requests, { batch: 3 });
}

/** In grey levels. */
function farthest(a: readonly RgbImage[], b: readonly RgbImage[]): number {
  const levels = (images: readonly RgbImage[]) => images.flatMap(({ data }) => [...data]);
  const other = levels(b);
  return Math.max(...levels(a).map((level, i) => Math.abs(level - other[i]!)));
}

const layersFile = {
  ...unconditionalFile,
  loader: 'tfjs',
  file: 'model.json',
  image: { heightPx, widthPx },
  output: { range: [-1, 1], layout: 'nhwc' },
} as const;

const styleFile = {
  ...layersFile,
  file: 'synthesis/model.json',
  mapping: { file: 'mapping/model.json', synthesisInput: 'styles' },
  latent: { input: 'z', size: STYLES.latent },
  knobs: [{ name: 'psi', range: [0, 1], default: 1, enters: 'truncation' }],
  truncation: { mean: Array.from({ length: STYLES.width }, (_, i) => i / 8), cutoff: 2 },
} as const;

const styleModels = () => ({
  'mapping/model.json': mappingModel(),
  'synthesis/model.json': synthesisModel(),
});

describe('a style-based graph model', () => {
  it('makes the same samples on TensorFlow.js as on ONNX Runtime', async () => {
    const path = await write(styleFile, styleModels());
    const requests = [
      ...[0, 1, 2, 4294967295].map((seed) => ofSeed(seed)),
      ofSeed(1, { psi: 0.5 }),
      { ...ofSeed(1), styleMix: { seed: 2, layers: [1, 2] } },
    ];
    const reference = await sample(path, ORT, requests);
    const levels = reference.map(({ data }) => [...data].join());
    expect(new Set(levels).size).toBe(requests.length);
    for (const engine of [WASM, PLAIN]) {
      expect(farthest(await sample(path, engine, requests), reference), engine.device).toBeLessThanOrEqual(1);
    }
  });

  it('is the same generator on every device, and says where it runs', async () => {
    const path = await write(styleFile, styleModels());
    const open = (engine: EngineChoice) => openGenerator(path, { engine, onNotice: () => undefined });
    const generators = [await open(ORT), await open({ name: 'tfjs' })];
    opened.push(...generators);
    expect(generators[1]!.identity).toEqual(generators[0]!.identity);
    expect(generators[1]!.styleLayers).toBe(3);
    expect(generators[1]!.runsOn).toBe('tfjs 4.22.0, wasm');
  });
});

describe('a layers model', () => {
  it('makes the samples that the same network in ONNX makes', async () => {
    const dense = await layersModel(({ input, layers, model }) => {
      const z = input({ shape: [5], name: 'z' });
      const units = 3 * SMALL.widthPx * SMALL.heightPx;
      const layer = layers.dense({ units, activation: 'tanh', useBias: false });
      const values = layer.apply(z) as typeof z;
      const shape = [3, SMALL.heightPx, SMALL.widthPx];
      return model({ inputs: z, outputs: layers.reshape({ targetShape: shape }).apply(values) as typeof z });
    });
    const matrix = weights(5, 3 * SMALL.widthPx * SMALL.heightPx);
    const files = new Map([['weights.bin', new Uint8Array(matrix.buffer)]]);
    const description = { ...layersFile, image: SMALL, output: unconditionalFile.output };
    const ours = await write(description, { 'model.json': { ...dense, files } });
    const theirs = await writeGenerator(join(folder, 'onnx'), unconditionalFile, {
      'net.onnx': unconditionalNetwork(),
    });
    const requests = [0, 7, 99, 100].map((seed) => ofSeed(seed));
    const reference = await sample(theirs, ORT, requests);
    for (const engine of [WASM, PLAIN]) {
      expect(farthest(await sample(ours, engine, requests), reference), engine.device).toBeLessThanOrEqual(1);
    }
  });

  it('makes the same samples on every backend, whatever the batch', async () => {
    const path = await write(layersFile, { 'model.json': await convolutionalLayers() });
    const requests = [5, 6, 7, 8].map((seed) => ofSeed(seed));
    const [wasm, cpu] = [await sample(path, WASM, requests), await sample(path, PLAIN, requests)];
    expect(farthest(wasm, cpu)).toBeLessThanOrEqual(1);
    const alone = await sample(path, WASM, requests.slice(3));
    expect(farthest(alone, wasm.slice(3))).toBeLessThanOrEqual(1);
    expect(new Set(wasm.flatMap(({ data }) => [...data])).size).toBeGreaterThan(50);
  });

  it('names the device that runs it, where ONNX Runtime is asked to', async () => {
    const path = await write(layersFile, { 'model.json': await convolutionalLayers() });
    const sampling = sample(path, ORT, [ofSeed(0)]);
    await expect(sampling).rejects.toThrow(UsageError);
    await expect(sampling).rejects.toThrow(/model\.json: is a layers model; .+ --engine tfjs\./);
  });
});

describe('bad input', () => {
  it('names a shard that is not there', async () => {
    const path = await write(styleFile, styleModels());
    await rm(join(path, 'synthesis', 'b.bin'));
    const sampling = sample(path, WASM, [ofSeed(0)]);
    await expect(sampling).rejects.toThrow(InputError);
    await expect(sampling).rejects.toThrow(/synthesis\/b\.bin: cannot be read: no such file/);
  });

  it('names an op that neither engine knows, and where else the model may run', async () => {
    const strange = synthesisModel([{ name: 'last', op: 'Whirl', input: ['image'] }], 'last:0');
    const path = await write(styleFile, { ...styleModels(), 'synthesis/model.json': strange });
    await expect(sample(path, ORT, [ofSeed(0)])).rejects.toThrow(/last \(Whirl\).*--engine tfjs/s);
    await expect(sample(path, WASM, [ofSeed(0)])).rejects.toThrow(/synthesis.model\.json: .+Whirl/);
  });

  it.each([
    [
      { latent: { input: 'z', size: 4 } },
      /takes 'z' \(float32, \? x 5\), but its description makes 1 x 4 of it/,
    ],
    [{ image: { heightPx: 8, widthPx: 6 } }, /the output is 1 x 6 x 8 x 3; expected 1 x 8 x 6 x 3/],
  ])('says which shape was expected: %j', async (change, message) => {
    const path = await write({ ...layersFile, ...change }, { 'model.json': await convolutionalLayers() });
    await expect(sample(path, WASM, [ofSeed(0)])).rejects.toThrow(message);
  });

  it('does not take an ONNX file to TensorFlow.js', async () => {
    const path = await writeGenerator(join(folder, 'other'), unconditionalFile, {
      'net.onnx': unconditionalNetwork(),
    });
    await expect(sample(path, WASM, [ofSeed(0)])).rejects.toThrow(/net\.onnx: TensorFlow\.js runs/);
  });
});
