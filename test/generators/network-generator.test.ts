import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../src/formats/npy.js';
import type { AskedCondition, Generator, SampleRequest } from '../../src/generators/generator.js';
import { drawLatent, truncateNormals } from '../../src/generators/latents.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import { collect, ofSeed } from './collect.js';
import {
  conditionalFile,
  conditionalNetwork,
  mappingNetwork,
  mirrorNetwork,
  SMALL,
  styleFile,
  synthesisNetwork,
  unconditionalFile,
  unconditionalNetwork,
  weightOf,
  writeGenerator,
} from './small-networks.js';

const AREA = SMALL.widthPx * SMALL.heightPx;
const CPU = { engine: { name: 'onnxruntime' as const } };

let folder: string;
let count = 0;
const opened: Generator[] = [];
const notices: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-network-'));
});
afterAll(async () => {
  await Promise.all(opened.map((generator) => generator.dispose()));
  await rm(folder, { recursive: true });
});

async function open(description: object, networks: Readonly<Record<string, Uint8Array>>): Promise<Generator> {
  notices.length = 0;
  const path = await writeGenerator(join(folder, String(count++)), description, networks);
  const generator = await openGenerator(path, { ...CPU, onNotice: (text) => notices.push(text) });
  opened.push(generator);
  return generator;
}

/** A value on the range -1..1 as a grey level. */
const levelOf = (value: number): number => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));

/** The image whose values in channel, row, column order are given. */
function pixels(valueOf: (channel: number, pixel: number) => number): number[] {
  return Array.from({ length: 3 * AREA }, (_, i) => levelOf(valueOf(i % 3, Math.floor(i / 3))));
}

describe('an unconditional network', () => {
  const oracle = (seed: number): number[] => {
    const z = drawLatent(seed, 5, 'normal');
    return pixels((channel, pixel) =>
      Math.tanh(
        z.reduce((sum, value, i) => sum + Math.fround(value) * weightOf(i, channel * AREA + pixel), 0),
      ),
    );
  };

  it('makes the image of the seed', async () => {
    const generator = await open(unconditionalFile, { 'net.onnx': unconditionalNetwork() });
    expect(generator).toMatchObject({
      kind: 'unconditional',
      latentSize: 5,
      styleLayers: null,
      image: SMALL,
    });
    const images = await collect(
      generator,
      [0, 7, 4294967295].map((seed) => ofSeed(seed)),
    );
    expect(images.map(({ data }) => [...data])).toEqual([0, 7, 4294967295].map(oracle));
    expect(notices).toEqual([]);
  });

  it('makes the same image whatever the batch and the order', async () => {
    const generator = await open(unconditionalFile, { 'net.onnx': unconditionalNetwork() });
    const seeds = [5, 1, 4, 2, 3];
    const one = await collect(
      generator,
      seeds.map((seed) => ofSeed(seed)),
      { batch: 1 },
    );
    const three = await collect(
      generator,
      seeds.toReversed().map((seed) => ofSeed(seed)),
      { batch: 3 },
    );
    expect(three.toReversed()).toEqual(one);
  });

  it('fills up a batch that the network fixes', async () => {
    const fixed = await open(unconditionalFile, { 'net.onnx': unconditionalNetwork(3) });
    const images = await collect(
      fixed,
      [1, 2, 3, 4].map((seed) => ofSeed(seed)),
      { batch: 2 },
    );
    expect(images.map(({ data }) => [...data])).toEqual([1, 2, 3, 4].map(oracle));
  });

  it('truncates the latent where there is no mapping network', async () => {
    const description = {
      ...unconditionalFile,
      latent: { input: 'z', size: 3 * AREA },
      knobs: [{ name: 'cut', range: [0.1, 8], default: 1, enters: 'truncation' }],
    };
    const generator = await open(description, { 'net.onnx': mirrorNetwork() });
    const cut = (bound: number): number[] => {
      const z = truncateNormals(drawLatent(3, 3 * AREA, 'normal'), bound);
      return pixels((channel, pixel) => z[channel * AREA + pixel]!);
    };
    const images = await collect(generator, [ofSeed(3), ofSeed(3, { cut: 0.5 })], { batch: 2 });
    expect(images.map(({ data }) => [...data])).toEqual([cut(1), cut(0.5)]);
  });

  it('is another one with other weights or another description, and the same with another batch', async () => {
    const identity = async (description: object, network: Uint8Array): Promise<string> =>
      (await open(description, { 'net.onnx': network })).identity.sha256;
    const first = await identity(unconditionalFile, unconditionalNetwork());
    expect(await identity({ ...unconditionalFile, batch: 4 }, unconditionalNetwork())).toBe(first);
    const others = [
      await identity(unconditionalFile, unconditionalNetwork(3)),
      await identity({ ...unconditionalFile, output: { range: [0, 1] } }, unconditionalNetwork()),
    ];
    expect(new Set([first, ...others]).size).toBe(3);
  });
});

describe('mapping and synthesis', () => {
  const networks = { 'mapping.onnx': mappingNetwork(), 'net.onnx': synthesisNetwork() };
  /** What layer (a colour) makes of a seed's style. */
  const colour = (seed: number, layer: number, pixel: number, psi = 1): number => {
    const w = 2 * drawLatent(seed, AREA, 'normal')[pixel]!;
    const mean = pixel / AREA;
    return Math.tanh((layer < 2 ? mean + psi * (w - mean) : w) / 4);
  };

  it('truncates towards the mean below the cutoff', async () => {
    const generator = await open(styleFile, networks);
    expect(generator).toMatchObject({ styleLayers: 3, knobs: [{ name: 'psi', range: [0, 1], default: 1 }] });
    const psis = [1, 0.5, 0];
    const images = await collect(
      generator,
      psis.map((psi) => ofSeed(8, { psi })),
      { batch: 3 },
    );
    expect(images.map(({ data }) => [...data])).toEqual(
      psis.map((psi) => pixels((layer, pixel) => colour(8, layer, pixel, psi))),
    );
  });

  it('reads the mean from a .npy, one vector or one a layer', async () => {
    const means = Float32Array.from({ length: 3 * AREA }, (_, i) => (i % AREA) / AREA);
    const chunks = encodeNpy({ dims: [3, AREA], data: means });
    const generator = await open(
      { ...styleFile, truncation: { mean: 'mean.npy', cutoff: 2 } },
      { ...networks, 'mean.npy': Buffer.concat(chunks) },
    );
    const inline = await open(styleFile, networks);
    expect(await collect(generator, [ofSeed(8, { psi: 0.25 })])).toEqual(
      await collect(inline, [ofSeed(8, { psi: 0.25 })]),
    );
  });

  it('mixes styles by layer, each image with its own', async () => {
    const generator = await open(styleFile, networks);
    const requests = [
      { ...ofSeed(1), styleMix: { seed: 2, layers: [2] } },
      ofSeed(1),
      { ...ofSeed(3), styleMix: { seed: 4, layers: [0, 1] } },
    ];
    const images = await collect(generator, requests, { batch: 3 });
    expect(images.map(({ data }) => [...data])).toEqual([
      pixels((layer, pixel) => colour(layer === 2 ? 2 : 1, layer, pixel)),
      pixels((layer, pixel) => colour(1, layer, pixel)),
      pixels((layer, pixel) => colour(layer === 2 ? 3 : 4, layer, pixel)),
    ]);
    await expect(collect(generator, [{ ...ofSeed(1), styleMix: { seed: 2, layers: [3] } }])).rejects.toThrow(
      /Style layer 3: net.onnx has layers 0 to 2/,
    );
  });

  it('says where the mean does not fit, and where layers are not known', async () => {
    const short = await open({ ...styleFile, truncation: { mean: [1, 2] } }, networks);
    await expect(collect(short, [ofSeed(0)])).rejects.toThrow(
      /truncation\.mean has 1 x 2 numbers; expected 12, or 3 x 12/,
    );
    await expect(open({ ...styleFile, truncation: { mean: 'none.npy' } }, networks)).rejects.toThrow(
      /none\.npy: cannot be read: no such file/,
    );
    const open12 = { ...networks, 'net.onnx': synthesisNetwork(-1) };
    await expect(open(styleFile, open12)).rejects.toThrow(/any number of layers; set mapping\.layers/);
    const told = { ...styleFile, mapping: { ...styleFile.mapping, layers: 3 } };
    expect((await open(told, open12)).styleLayers).toBe(3);
  });
});

describe('a conditional network', () => {
  let asked: AskedCondition;
  let generator: Generator;

  beforeAll(async () => {
    const data = Uint8Array.from({ length: 3 * AREA }, (_, i) => (i % 3 === 0 ? 102 : 0));
    await sharp(data, { raw: { width: SMALL.widthPx, height: SMALL.heightPx, channels: 3 } })
      .png()
      .toFile(join(folder, 'top.png'));
    asked = {
      id: 'a',
      pose: Array.from({ length: 16 }, (_, joint) =>
        joint === 0 ? { x: 1.5, y: 2.5, visible: true } : null,
      ),
      outfit: new Map([
        ['top', join(folder, 'top.png')],
        ['shoes', null],
      ]),
      labels: { class: 'suit' },
    };
    generator = await open(conditionalFile, { 'net.onnx': conditionalNetwork() });
  });

  it('is given pose, articles, label and knob', async () => {
    expect(generator.takes).toEqual({ pose: true, slots: ['top', 'shoes'], labels: ['class'] });
    const mean = (seed: number): number => drawLatent(seed, 5, 'normal').reduce((a, b) => a + b / 5, 0);
    const blue = (value: number): number => Math.min(255, Math.max(0, Math.round(255 * value)));
    const naked = {
      ...asked,
      outfit: new Map([
        ['top', null],
        ['shoes', null],
      ]),
      labels: { class: 'dress' },
    };
    const requests: SampleRequest[] = [
      { seed: 2, knobs: {}, condition: asked },
      { seed: 2, knobs: { gain: 0.1 }, condition: asked },
      { seed: 5, knobs: { gain: 0.1 }, condition: naked },
    ];
    const images = await collect(generator, requests, { batch: 8 });
    const at = (image: number, x: number, y: number) => [
      ...images[image]!.data.slice((y * 4 + x) * 3, (y * 4 + x) * 3 + 3),
    ];
    expect(at(0, 1, 2)).toEqual([255, 102, blue(0.5 * (1 + mean(2)))]);
    expect(at(0, 2, 2)).toEqual([Math.round(255 * Math.exp(-0.5)), 102, blue(0.5 * (1 + mean(2)))]);
    expect(at(1, 1, 2)).toEqual([255, 102, blue(0.1 * (1 + mean(2)))]);
    expect(at(2, 1, 2)).toEqual([255, 128, blue(0.1 * mean(5))]);
  });

  it.each([
    [
      { condition: null },
      /is conditional: it has to be given conditions with a pose, an outfit \(top, shoes\), labels/,
    ],
    [{ pose: null }, /Condition a has no pose, and net\.onnx takes one/],
    [{ outfit: null }, /Condition a does not say what is in slot 'top'/],
    [{ outfit: new Map([['top', null]]) }, /does not say what is in slot 'shoes'/],
    [
      {
        outfit: new Map([
          ['top', null],
          ['shoes', null],
          ['bag', 'bag.png'],
        ]),
      },
      /has an article in slot 'bag'; net\.onnx takes top, shoes/,
    ],
    [{ labels: {} }, /has no label 'class'/],
    [{ labels: { class: 'hat' } }, /label 'class' is 'hat'; the generator takes dress, suit/],
  ])('refuses a condition that it cannot take: %j', async (change, message) => {
    const condition = 'condition' in change ? change.condition : { ...asked, ...change };
    await expect(collect(generator, [{ seed: 0, knobs: {}, condition }])).rejects.toThrow(message);
  });

  it('names an article that cannot be read', async () => {
    const outfit = new Map([
      ['top', join(folder, 'gone.png')],
      ['shoes', null],
    ]);
    await expect(
      collect(generator, [{ seed: 0, knobs: {}, condition: { ...asked, outfit } }]),
    ).rejects.toThrow(/gone\.png: cannot be read: no such file/);
  });
});

describe('bad requests and networks', () => {
  const networks = { 'net.onnx': unconditionalNetwork() };

  it.each([
    [ofSeed(-1), /Seed -1: expected a whole number from 0 to 4294967295/],
    [ofSeed(2 ** 32), /Seed 4294967296/],
    [ofSeed(0, { psi: 1 }), /net\.onnx has no knob 'psi'\. It has none\./],
    [
      { ...ofSeed(0), condition: { id: 'a', pose: null, outfit: null, labels: {} } },
      /Condition a cannot be asked of net\.onnx, which is unconditional/,
    ],
    [{ ...ofSeed(0), styleMix: { seed: 1, layers: [0] } }, /net\.onnx cannot mix styles/],
  ])('refuses %j', async (request, message) => {
    await expect(collect(await open(unconditionalFile, networks), [request])).rejects.toThrow(message);
  });

  it('says which knob was meant, and its range', async () => {
    const style = await open(styleFile, {
      'mapping.onnx': mappingNetwork(),
      'net.onnx': synthesisNetwork(),
    });
    await expect(collect(style, [ofSeed(0, { ps: 1 })])).rejects.toThrow(/no knob 'ps'\. Did you mean psi\?/);
    await expect(collect(style, [ofSeed(0, { psi: 1.5 })])).rejects.toThrow(
      /psi = 1\.5: net\.onnx takes 0 to 1/,
    );
  });

  it.each([
    [
      { latent: { input: 'noise', size: 5 } },
      /net\.onnx: takes 'z' \(float32, \? x 5\), which its description does not name; it names noise/,
    ],
    [
      { latent: { input: 'z', size: 4 } },
      /net\.onnx: takes 'z' \(float32, \? x 5\), but its description makes 1 x 4 of it/,
    ],
    [
      { image: { widthPx: 3, heightPx: 4 } },
      /net\.onnx: the output is 1 x 3 x 3 x 4; expected 1 x 3 x 4 x 3 \(nchw/,
    ],
    [
      { output: { range: [-1, 1], layout: 'nhwc' } },
      /the output is 1 x 3 x 3 x 4; expected 1 x 3 x 4 x 3 \(nhwc/,
    ],
    [{ output: { range: [-1, 1], name: 'picture' } }, /has no output 'picture'; it has 'image'/],
    [{ file: 'other.onnx' }, /other\.onnx: cannot be read: no such file/],
    [
      { knobs: [{ name: 'gain', range: [0, 1], default: 0, enters: { input: 'gain' } }] },
      /no input is called 'gain', as the description says\. There are: 'z'/,
    ],
  ])('says what does not fit: %j', async (change, message) => {
    const use = async () => collect(await open({ ...unconditionalFile, ...change }, networks), [ofSeed(0)]);
    await expect(use()).rejects.toThrow(message);
  });

  it('refuses a device that is not there, and a file that is no network', async () => {
    const path = await writeGenerator(join(folder, 'devices'), unconditionalFile, networks);
    const onNotice = () => undefined;
    await expect(
      openGenerator(path, { engine: { name: 'onnxruntime', device: 'abacus' }, onNotice }),
    ).rejects.toThrow(/Device 'abacus'/);
    await expect(open(unconditionalFile, { 'net.onnx': Buffer.from('no network') })).rejects.toThrow(
      /cannot load this file as a network/,
    );
    const direct = openGenerator(join(path, 'net.onnx'), { ...CPU, onNotice });
    await expect(direct).rejects.toThrow(/is a network alone\. Give the generator\.json/);
  });
});

describe('odd output', () => {
  /** A generator whose values are those of its latent, 0 to 1 for `uniform` shifted by what the range says. */
  const mirror = async (range: readonly [number, number], distribution: string) =>
    open(
      { ...unconditionalFile, latent: { input: 'z', size: 3 * AREA, distribution }, output: { range } },
      { 'net.onnx': mirrorNetwork() },
    );

  it('is an error if it is NaN', async () => {
    const { OnnxBuilder } = await import('../../src/engines/onnx-builder.js');
    const { FLOAT } = await import('../../src/engines/onnx-schema.js');
    const onnx = new OnnxBuilder();
    const z = onnx.input('z', FLOAT, [-1, 3 * AREA]);
    const root = onnx.node('Sqrt', [z]);
    onnx.output('image', FLOAT, onnx.node('Reshape', [root, onnx.int64(-1, 3, 3, 4)]));
    const generator = await open(
      { ...unconditionalFile, latent: { input: 'z', size: 3 * AREA } },
      { 'net.onnx': onnx.encode('root') },
    );
    await expect(collect(generator, [ofSeed(6)])).rejects.toThrow(
      /net\.onnx: the image of seed 6: the output holds NaN; expected finite values/,
    );
  });

  it('is told if the range must be another one', async () => {
    await collect(await mirror([0, 255], 'uniform'), [ofSeed(0), ofSeed(1), ofSeed(2)]);
    expect(notices).toEqual([
      expect.stringMatching(
        /output\.range is \[0, 255\], but the whole image lies within a fiftieth.*Is it \[-1, 1\]\?/,
      ),
      'net.onnx: the image of seed 0 is all black.',
      'net.onnx: 3 of 3 images are all black.',
    ]);
    await collect(await mirror([0, 1], 'uniform'), [ofSeed(0)]);
    expect(notices).toEqual([
      expect.stringMatching(
        /output\.range is \[0, 1\], but \d+% of an image lies far outside: values from -0\.9.*Is it \[-1, 1\]\?/,
      ),
    ]);
    await collect(await mirror([-1, 1], 'uniform'), [ofSeed(0), ofSeed(1)]);
    expect(notices).toEqual([]);
  });

  it('is told if nothing is ever dark', async () => {
    const seeds = Array.from({ length: 8 }, (_, seed) => ofSeed(seed));
    await collect(await mirror([-3, 1], 'uniform'), seeds);
    expect(notices).toEqual([
      expect.stringMatching(/none of 8 images has a value below -1: .*Is it \[-1, 1\]\?/),
    ]);
  });
});

describe('a TensorFlow.js graph model', () => {
  it('makes the same images as its formula', async () => {
    const description = {
      ...unconditionalFile,
      loader: 'tfjs',
      file: 'model.json',
      latent: { input: 'z', size: 5 },
      output: { range: [-1, 1], layout: 'nhwc' },
    };
    // Columns first: the graph transposes it.
    const matrix = Float32Array.from({ length: 36 * 5 }, (_, at) => weightOf(at % 5, Math.floor(at / 5)));
    const path = await writeGenerator(join(folder, 'tfjs'), description, {
      'weights.bin': Buffer.concat([
        new Uint8Array(matrix.buffer),
        new Uint8Array(Int32Array.of(-1, 3, 4, 3).buffer),
      ]),
    });
    const number = (name: string) => ({ name, op: 'Const', attr: { dtype: { type: 'DT_FLOAT' } } });
    await writeFile(
      join(path, 'model.json'),
      JSON.stringify({
        format: 'graph-model',
        signature: { outputs: { image: { name: 'image:0', dtype: 'DT_FLOAT' } } },
        modelTopology: {
          node: [
            {
              name: 'z',
              op: 'Placeholder',
              attr: {
                dtype: { type: 'DT_FLOAT' },
                shape: { shape: { dim: [{ size: '-1' }, { size: '5' }] } },
              },
            },
            number('matrix'),
            { ...number('shape'), attr: { dtype: { type: 'DT_INT32' } } },
            { name: 'values', op: 'MatMul', input: ['z', 'matrix'], attr: { transpose_b: { b: true } } },
            { name: 'bounded', op: 'Tanh', input: ['values'] },
            { name: 'image', op: 'Reshape', input: ['bounded', 'shape'] },
          ],
        },
        weightsManifest: [
          {
            paths: ['weights.bin'],
            weights: [
              { name: 'matrix', shape: [36, 5], dtype: 'float32' },
              { name: 'shape', shape: [4], dtype: 'int32' },
            ],
          },
        ],
      }),
    );
    const generator = await openGenerator(path, { ...CPU, onNotice: () => undefined });
    opened.push(generator);
    const z = drawLatent(11, 5, 'normal');
    const [image] = await collect(generator, [ofSeed(11)]);
    expect([...image!.data]).toEqual(
      Array.from({ length: 36 }, (_, i) => {
        const sum = z.reduce(
          (total, value, k) => total + Math.fround(value) * Math.fround(weightOf(k, i)),
          0,
        );
        return levelOf(Math.tanh(sum));
      }),
    );
  });
});
