import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import type { Layer } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { InputError, UsageError } from '../../src/errors.js';
import type { FeatureRole } from '../../src/config/feature-role.js';
import { onnxExtractor } from '../../src/features/onnx-extractor.js';
import type { ExtractorOverrides } from '../../src/features/onnx-settings.js';
import type { RgbImage } from '../../src/images/image.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-onnx-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A network of the user's: the channel means (and on demand the map that they are the means of). */
async function encoder(name: string, outputs: string[], settings?: unknown): Promise<string> {
  const layers: Layer[] = [
    { name: 'map', op: 'relu', input: 'pixels' },
    { name: 'means', op: 'globalAverage', input: 'map' },
  ];
  const path = join(folder, `${name}.onnx`);
  await writeFile(path, encodeOnnx({ name, input: { name: 'pixels', dims: [3, 4, 6] }, layers, outputs }));
  if (settings !== undefined) {
    await writeFile(
      join(folder, `${name}.json`),
      typeof settings === 'string' ? settings : JSON.stringify(settings),
    );
  }
  return path;
}

const open = (path: string, overrides: ExtractorOverrides = {}, roles: FeatureRole[] = ['features']) =>
  onnxExtractor(path, onnxRuntime(), overrides, roles);

const orange: RgbImage = {
  widthPx: 5,
  heightPx: 2,
  data: Uint8Array.from({ length: 30 }, (_, i) => [255, 128, 0][i % 3]!),
};

/** The channel means by a network that takes a fixed number of images. */
async function fixedEncoder(images: number): Promise<string> {
  const path = join(folder, `fixed-${images}.onnx`);
  const onnx = new OnnxBuilder();
  const pixels = onnx.input('pixels', FLOAT, [images, 3, 4, 6]);
  onnx.output('means', FLOAT, onnx.node('Flatten', [onnx.node('GlobalAveragePool', [pixels])]));
  await writeFile(path, onnx.encode('fixed'));
  return path;
}

describe('onnxExtractor', () => {
  it.each([1, 2, 3])(
    'gives a network that takes %i images at a time as many, whatever it is asked for',
    async (images) => {
      const extractor = await open(await fixedEncoder(images));
      const inputs = Array.from({ length: 5 }, (_, i) =>
        extractor.preprocess({ ...orange, data: orange.data.map((value) => value / (i + 1)) }),
      );
      for (const count of [1, 2, 3, 5]) {
        const { features } = await extractor.extract(inputs.slice(0, count));
        expect(features).toHaveLength(3 * count);
        for (let i = 0; i < count; i++) {
          expect(features![3 * i]).toBeCloseTo(Math.floor(255 / (i + 1)), 3);
          expect(features![3 * i + 1]).toBeCloseTo(Math.floor(128 / (i + 1)), 3);
        }
      }
      await extractor.dispose();
    },
  );

  it('takes the size from the network, the rest from the raw preset, and says that its numbers stand alone', async () => {
    const extractor = await open(await encoder('plain', ['means']));
    const { identity, width, comparability } = extractor.outputs.features!;
    expect(width).toBe(3);
    expect(identity).toMatchObject({ name: 'plain.onnx', output: 'means', resize: 'clean' });
    expect(identity.preprocessing).toContain('stretched to 6x4');
    expect(comparability.comparable).toBe(false);
    const { features } = await extractor.extract([
      extractor.preprocess(orange),
      extractor.preprocess(orange),
    ]);
    for (const [i, value] of [255, 128, 0, 255, 128, 0].entries()) expect(features![i]).toBeCloseTo(value, 3);
    await extractor.dispose();
  });

  it('reads the JSON beside the network, and lets flags win over it', async () => {
    const path = await encoder('settings', ['means', 'map'], {
      output: 'means',
      mean: [0, 0, 0],
      std: [1, 1, 1],
      resize: 'tf1',
    });
    const extractor = await open(path, { resize: 'torch' });
    expect(extractor.outputs.features!.identity.resize).toBe('torch');
    const { features } = await extractor.extract([extractor.preprocess(orange)]);
    expect(features![1]).toBeCloseTo(128 / 255, 5);
    await extractor.dispose();
  });

  it('reads patches as a map of places, channels last, and says how much of a square it shows', async () => {
    const path = await encoder('patches', ['means', 'map'], {
      patches: 'map',
      fit: { shorterSidePx: 12 },
    });
    const extractor = await open(path, {}, ['features', 'patches']);
    expect(extractor.outputs.features!.identity.output).toBe('means');
    expect(extractor.outputs.patches).toMatchObject({
      width: 72,
      map: { rows: 4, columns: 6, channels: 3, ofSquare: 0.5 },
    });
    const input = Float32Array.from({ length: 72 }, (_, i) => i);
    const { patches } = await extractor.extract([input, input]);
    // Place (row 1, column 2) of the second image: 8 of each plane of 24.
    expect(Array.from(patches!.subarray(72 + 3 * 8, 72 + 3 * 9))).toEqual([8, 32, 56]);
    await extractor.dispose();
  });

  it.each([
    ['unknown field', { widht: 3 }, /settings[\s\S]*widht/],
    ['no JSON', '{', /is not JSON/],
    ['a zero deviation', { std: [1, 0, 1] }, /must be above 0/],
  ])('names a settings file with %s', async (name, settings, message) => {
    const path = await encoder(`bad ${name}`, ['means'], settings);
    await expect(open(path)).rejects.toThrow(InputError);
    await expect(open(path)).rejects.toThrow(message);
  });

  it('asks which output where there are several, and names them', async () => {
    const path = await encoder('several', ['means', 'map']);
    await expect(open(path)).rejects.toThrow(UsageError);
    await expect(open(path)).rejects.toThrow(/several outputs.*'means'.*'map'/);
    await expect(open(path, { output: 'nose' })).rejects.toThrow(/no output 'nose'/);
    await expect(open(path, { logits: 'nose' }, ['logits'])).rejects.toThrow(/'nose'.*--logits/);
  });

  it('gives several outputs at once: the features are what is named for nothing else, a spatial map is flattened', async () => {
    const path = await encoder('roles', ['means', 'map'], { spatial: 'map' });
    const extractor = await open(path, {}, ['features', 'spatial']);
    const { features, spatial } = extractor.outputs;
    expect([features, spatial].map((output) => [output!.identity.output, output!.width])).toEqual([
      ['means', 3],
      ['map', 72],
    ]);
    const vectors = await extractor.extract([extractor.preprocess(orange)]);
    expect(vectors.features![1]).toBeCloseTo(128, 3);
    expect(Array.from(vectors.spatial!, Math.round)).toEqual(
      [255, 128, 0].flatMap((value) => Array<number>(24).fill(value)),
    );
    await extractor.dispose();
  });

  it('refuses an output that is not one vector an image', async () => {
    const path = await encoder('map', ['map']);
    await expect(open(path)).rejects.toThrow(
      /'map' of map\.onnx is 1 x 3 x 4 x 6 .* expected one vector an image/,
    );
  });

  it('refuses a size that the network does not take, a missing file and one that is no network', async () => {
    const path = await encoder('fixed', ['means']);
    await expect(open(path, { widthPx: 8 })).rejects.toThrow(
      /'pixels' \(float32, \? x 3 x 4 x 6\), but .* 8x4/,
    );
    await expect(open(join(folder, 'none.onnx'))).rejects.toThrow(/none\.onnx: no such file/);
    const broken = join(folder, 'broken.onnx');
    await writeFile(broken, 'text');
    await expect(open(broken)).rejects.toThrow(InputError);
  });
});
