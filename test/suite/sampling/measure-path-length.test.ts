import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathLengthSchema } from '../../../src/config/path-length-result.js';
import { OnnxBuilder } from '../../../src/engines/onnx-builder.js';
import { FLOAT } from '../../../src/engines/onnx-schema.js';
import { UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { measurePathLength, type PathLengthRun } from '../../../src/suite/sampling/measure-path-length.js';
import {
  mappingNetwork,
  SMALL,
  styleFile,
  unconditionalFile,
  weightOf,
  writeGenerator,
} from '../../generators/small-networks.js';

const FAKE = join(import.meta.dirname, '../..', 'generators', 'fake-command.mjs');
const AREA = SMALL.widthPx * SMALL.heightPx;
const VALUES = 3 * AREA;
const FEATURES = 4;
/** Wide enough that no level is cut off, as the mode `clean` does it beyond 0 and 255. */
const RANGE = [-30, 30] as const;
const LEVELS = 255 / (RANGE[1] - RANGE[0]);
const all = { lower: 0, upper: 100 };

let folder: string;
let styled: string;
let plain: string;
const at = (name: string): string => join(folder, name);

/** Passes `input` through as an image. */
function passing(input: string, dims: readonly number[]): Uint8Array {
  const onnx = new OnnxBuilder();
  const shape = onnx.int64(-1, 3, SMALL.heightPx, SMALL.widthPx);
  onnx.output('image', FLOAT, onnx.node('Reshape', [onnx.input(input, FLOAT, dims), shape]));
  return onnx.encode('passing');
}

/** Features that are sums of the levels: element (i, j) of the matrix is weightOf(i, j). */
function summing(): Uint8Array {
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [-1, 3, SMALL.heightPx, SMALL.widthPx]);
  const data = Float32Array.from({ length: VALUES * FEATURES }, (_, k) =>
    weightOf(Math.floor(k / FEATURES), k % FEATURES),
  );
  const flat = onnx.node('Reshape', [image, onnx.int64(-1, VALUES)]);
  onnx.output(
    'features',
    FLOAT,
    onnx.node('MatMul', [flat, onnx.constant({ dims: [VALUES, FEATURES], data })]),
  );
  return onnx.encode('summing');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-path-'));
  const output = { range: RANGE };
  styled = await writeGenerator(
    at('styled'),
    { ...styleFile, output },
    { 'mapping.onnx': mappingNetwork(), 'net.onnx': passing('styles', [-1, 3, AREA]) },
  );
  const latent = { input: 'z', size: VALUES };
  plain = await writeGenerator(
    at('plain'),
    { ...unconditionalFile, latent, output },
    { 'net.onnx': passing('z', [-1, VALUES]) },
  );
  await writeFile(at('summing.onnx'), summing());
});
afterAll(() => rm(folder, { recursive: true }));

async function measure(location: string, run: Partial<PathLengthRun> = {}) {
  const settings = { preset: 'raw', widthPx: SMALL.widthPx, heightPx: SMALL.heightPx } as const;
  const features = { features: at('summing.onnx'), engine: { name: 'onnxruntime' as const }, settings };
  const result = await measurePathLength(location, { name: 'onnxruntime' }, features, {
    ...{ count: 40, seed: 3, knobs: {}, sampling: 'full', epsilon: 0.01, options: all },
    ...run,
  });
  const [score] = result.scores;
  if (score?.status !== 'ok') throw new Error('no score');
  return { result, score, value: score.value };
}

const latentOf = (seed: number, size: number) => new Mt19937(seed % 2 ** 32).normals(size);
/** The squared length of what the features make of a change of the values. */
function squared(change: (i: number) => number): number {
  let sum = 0;
  for (let j = 0; j < FEATURES; j++) {
    let feature = 0;
    for (let i = 0; i < VALUES; i++) feature += weightOf(i, j) * LEVELS * change(i);
    sum += feature ** 2;
  }
  return sum;
}
const mean = (count: number, seed: number, of: (seed: number) => number): number =>
  Array.from({ length: count }, (_, i) => of(seed + i)).reduce((a, b) => a + b) / count;

/** In w everything is linear: styles are twice the latents, and every layer but the last is truncated. */
const inStyles = (psi = 1): number =>
  mean(40, 3, (seed) => {
    const [from, to] = [latentOf(seed, AREA), latentOf(seed + 2 ** 31, AREA)];
    return squared((i) => (i < 2 * AREA ? psi : 1) * 2 * (to[i % AREA]! - from[i % AREA]!));
  });

const close = (value: number, wanted: number, tolerance: number) => {
  expect(Math.abs(value - wanted) / wanted).toBeLessThan(tolerance);
};

describe('the path length of a linear generator in linear features', () => {
  it.each([
    [{ epsilon: 0.01 }, 1e-4],
    [{ epsilon: 0.5 }, 1e-5],
    [{ epsilon: 0.01, sampling: 'end' }, 1e-4],
    // A step changes the levels by less than 0.01, of which float32 keeps most; rounded to whole levels, hardly any would change.
    [{ epsilon: 1e-4 }, 0.05],
    [{ epsilon: 0.01, batch: 7 }, 1e-4],
  ] as const)('is in w the mean squared difference of what the seeds give, %j', async (run, tolerance) => {
    close((await measure(styled, run)).value, inStyles(), tolerance);
  });

  it('counts truncation, layer by layer (which here undoes what cancels)', async () => {
    close((await measure(styled, { knobs: { psi: 0.5 } })).value, inStyles(0.5), 1e-4);
    expect(inStyles(0.5)).toBeGreaterThan(2 * inStyles());
  });

  it('goes along the great circle in z', async () => {
    const epsilon = 0.01;
    const wanted = mean(40, 3, (seed) => {
      const [from, to] = [latentOf(seed, VALUES), latentOf(seed + 2 ** 31, VALUES)];
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
      const [a, b] = [Math.sqrt(dot(from, from)), Math.sqrt(dot(to, to))];
      const angle = Math.acos(dot(from, to) / (a * b));
      const length = a + epsilon * (b - a);
      // The usual form of slerp.
      const [left, right] = [Math.sin((1 - epsilon) * angle), Math.sin(epsilon * angle)];
      const moved = (i: number) =>
        (length * (left * (from[i]! / a) + right * (to[i]! / b))) / Math.sin(angle);
      return squared((i) => (moved(i) - from[i]!) / epsilon);
    });
    const { result, value } = await measure(plain, { epsilon, sampling: 'end' });
    close(value, wanted, 1e-3);
    expect(result.walk.space).toBe('z');
    // Elsewhere on the way: about as long, but not the same steps.
    const elsewhere = (await measure(plain, { epsilon })).value;
    close(elsewhere, wanted, 0.3);
    expect(Math.abs(elsewhere - wanted) / wanted).toBeGreaterThan(0.005);
  });

  it('goes straight between uniform latents, also through a network with a batch of its own', async () => {
    const latent = { input: 'z', size: VALUES, distribution: 'uniform' };
    const uniform = await writeGenerator(
      at('uniform'),
      { ...unconditionalFile, latent, output: { range: RANGE } },
      { 'net.onnx': passing('z', [7, VALUES]) },
    );
    const wanted = mean(40, 3, (seed) => {
      const [from, to] = [seed, seed + 2 ** 31].map((each) => new Mt19937(each).randoms(VALUES));
      return squared((i) => 2 * (to![i]! - from![i]!));
    });
    close((await measure(uniform)).value, wanted, 1e-3);
  });

  it('walks the latents before the mapping, too, if asked', async () => {
    const { result, value } = await measure(styled, { space: 'z' });
    expect(result.walk.space).toBe('z');
    expect(Math.abs(value - inStyles()) / inStyles()).toBeGreaterThan(0.01);
  });
});

it('records how it came about, and that it compares with no published figure', async () => {
  const { result, score } = await measure(styled, { knobs: { psi: 0.5 } });
  expect(pathLengthSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  expect(result.walk).toEqual({
    ...{
      space: 'w',
      sampling: 'full',
      epsilon: 0.01,
      steps: 40,
      seed: 3,
      knobs: { psi: 0.5 },
      conditions: null,
    },
  });
  expect(result.provenance).toMatchObject({
    comparable: false,
    features: { name: 'summing.onnx', licence: null },
    num: 40,
  });
  expect(result.provenance.comparability).toContain('LPIPS on VGG16');
  expect(score).toMatchObject({ id: 'ppl', options: all, interval: { status: 'ok' } });
});

it('is undefined for a single step', async () => {
  await expect(measure(styled, { count: 1 })).rejects.toThrow('no score');
});

describe('what cannot be walked', () => {
  it('has no mapping network', async () => {
    await expect(measure(plain, { space: 'w' })).rejects.toThrow(/no space w: there is no mapping network/);
  });

  it('is not a network', async () => {
    const set = await writeGenerator(at('made'), {
      loader: 'command',
      command: [process.execPath, FAKE, 'fine'],
    });
    const measuring = measure(set);
    await expect(measuring).rejects.toThrow(UsageError);
    await expect(measuring).rejects.toThrow(/out of reach.*loader 'onnx' or 'tfjs'/);
  });

  it('is set beyond its range', async () => {
    await expect(measure(styled, { knobs: { psi: 2 } })).rejects.toThrow(/psi = 2: net\.onnx takes 0 to 1/);
  });
});
