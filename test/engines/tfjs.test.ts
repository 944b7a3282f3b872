import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, LoadedNetwork } from '../../src/engines/engine.js';
import { openEngine } from '../../src/engines/open-engine.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import type { Tensor } from '../../src/engines/tensor.js';
import { parseTfjsModelFile } from '../../src/engines/tfjs-model-file.js';
import { openTfjs } from '../../src/engines/tfjs.js';
import { InputError } from '../../src/errors.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { tfjsGraphToOnnx } from '../../src/models/tfjs/graph-to-onnx.js';
import { graphFiles, type } from '../models/tfjs/graph-files.js';
import { presentDevices, tfjsDevices } from './tfjs-devices.js';
import { convolutionalLayers, layersModel, synthesisModel, type ModelFiles } from './tfjs-models.js';

const engines = new Map<string, Engine>();

beforeAll(async () => {
  for (const device of presentDevices) engines.set(device, await openTfjs(device));
});

function load(device: string, { model, files }: ModelFiles): Promise<LoadedNetwork> {
  const parsed = parseTfjsModelFile('net', model);
  return engines.get(device)!.load({ kind: 'tfjs', name: 'net', model: parsed, files });
}

const random = (...dims: number[]): Tensor => {
  const count = dims.reduce((a, b) => a * b, 1);
  return { dims, data: Float32Array.from(new Mt19937(3).normals(count)) };
};

const floats = (tensor: Tensor | undefined): number[] => {
  if (tensor?.data instanceof Float32Array) return [...tensor.data];
  throw new Error('expected float32');
};

const farthest = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe.each(tfjsDevices)('%s', (_, device, absent) => {
  it.skipIf(absent)('computes what ONNX Runtime computes of a style-based graph', async () => {
    const files = synthesisModel();
    const network = await load(device, files);
    expect(network.inputs).toEqual([{ name: 'styles', type: 'float32', dims: [-1, 3, 8] }]);
    expect(network.outputs.map(({ name }) => name)).toEqual(['image']);
    const bytes = tfjsGraphToOnnx('net', files.model, files.files);
    const reference = await onnxRuntime().load({ kind: 'model', name: 'net', bytes });
    const inputs = { styles: random(4, 3, 8) };
    const [{ image: ours }, { image: theirs }] = [await network.run(inputs), await reference.run(inputs)];
    expect(ours!.dims).toEqual([4, 6, 8, 3]);
    expect(new Set(floats(theirs)).size).toBeGreaterThan(100);
    expect(farthest(floats(ours), floats(theirs))).toBeLessThan(1e-5);
    await Promise.all([network.dispose(), reference.dispose()]);
  });

  it.skipIf(absent)('takes several inputs and gives the named outputs of a layers model', async () => {
    const files = await layersModel(({ input, layers, model }) => {
      const [a, b] = [input({ shape: [2], name: 'a' }), input({ shape: [2], name: 'b' })];
      const sum = layers.add({ name: 'sum' }).apply([a, b]);
      const product = layers.multiply({ name: 'product' }).apply([a, b]);
      return model({ inputs: [a, b], outputs: [sum, product] as (typeof a)[] });
    });
    const network = await load(device, files);
    expect(network.inputs).toEqual([
      { name: 'a', type: 'float32', dims: [-1, 2] },
      { name: 'b', type: 'float32', dims: [-1, 2] },
    ]);
    const row = (...values: number[]): Tensor => ({ dims: [1, 2], data: Float32Array.from(values) });
    const inputs = { b: row(5, 7), a: row(2, 3) };
    expect(await network.run(inputs)).toEqual({ sum: row(7, 10), product: row(10, 21) });
    expect(await network.run(inputs, ['product'])).toEqual({ product: row(10, 21) });
    await network.dispose();
  });

  it.skipIf(absent)('takes whole numbers', async () => {
    const nodes = [{ name: 'y', op: 'AddV2', input: ['x', 'c'], attr: { T: type('DT_INT32') } }];
    const c = { name: 'c', shape: [2], values: [1, -4], type: 'int32' } as const;
    const ints = { name: 'y:0', type: 'DT_INT32' };
    const network = await load(device, graphFiles({ dims: [2], type: 'DT_INT32' }, nodes, [c], ints));
    expect([network.inputs[0]!.type, network.outputs[0]!.type]).toEqual(['int32', 'int32']);
    const { y } = await network.run({ x: { dims: [2], data: Int32Array.of(5, 6) } });
    expect(y).toEqual({ dims: [2], data: Int32Array.of(6, 2) });
    await network.dispose();
  });

  it.skipIf(absent)('gives results that are the caller’s to change', async () => {
    const nodes = [{ name: 'y', op: 'Identity', input: ['c'] }];
    const network = await load(
      device,
      graphFiles({ dims: [1] }, nodes, [{ name: 'c', shape: [1], values: [3] }]),
    );
    const given = { x: { dims: [1], data: Float32Array.of(1) } };
    const { y } = await network.run(given);
    y!.data[0] = 9;
    expect([...(await network.run(given)).y!.data]).toEqual([3]);
    await network.dispose();
  });

  it.skipIf(absent)('keeps no tensor, after a run or after a failure', async () => {
    const before = tf.memory().numTensors;
    for (const [files, input] of [
      [synthesisModel(), { styles: random(2, 3, 8) }],
      [await convolutionalLayers(), { z: random(2, 5) }],
    ] as const) {
      const network = await load(device, files);
      await network.run(input);
      const loaded = tf.memory().numTensors;
      for (let i = 0; i < 5; i++) await network.run(input);
      await expect(network.run({ styles: random(2, 9), z: random(2, 9) })).rejects.toThrow(InputError);
      expect(tf.memory().numTensors).toBe(loaded);
      await network.dispose();
      await network.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('keeps each network on its own backend when two run at once', async () => {
  const files = synthesisModel();
  const networks = await Promise.all(presentDevices.map((device) => load(device, files)));
  const inputs = { styles: random(1, 3, 8) };
  const alone = await Promise.all(networks.map((network) => network.run(inputs)));
  const together = await Promise.all([...networks, networks[0]!].map((network) => network.run(inputs)));
  expect(together).toEqual([...alone, alone[0]]);
  await Promise.all(networks.map((network) => network.dispose()));
});

it('leaves the handling of errors in the process alone', () => {
  const hooks = [...process.listeners('uncaughtException'), ...process.listeners('unhandledRejection')];
  expect(hooks.map(String).filter((text) => /ExitStatus|throw reason/.test(text))).toEqual([]);
});

describe('devices', () => {
  it('opens the fastest that is installed, unless one is named', async () => {
    const open = async (device?: string) => (await openEngine({ name: 'tfjs', device })).runsOn;
    expect(await open()).toBe(`tfjs 4.22.0, ${presentDevices[0]!}`);
    expect(await open('plain')).toBe('tfjs 4.22.0, plain');
  });

  it('says what to install for one that is not there', async () => {
    await expect(openTfjs('gpu')).rejects.toThrow(
      "Device 'gpu' of TensorFlow.js needs packages that are not installed: @tensorflow/tfjs-node-gpu. " +
        'Run: npm install @tensorflow/tfjs-node-gpu@4.22.0',
    );
  });

  it('names those that there are', async () => {
    await expect(openTfjs('tpu')).rejects.toThrow(
      /'tpu' is not known to TensorFlow\.js\. It offers: gpu, cpu, wasm, plain/,
    );
    const { model, files } = synthesisModel();
    const source = { kind: 'tfjs', name: 'net', model: parseTfjsModelFile('net', model), files } as const;
    await expect(onnxRuntime().load(source)).rejects.toThrow(/net: ONNX Runtime does not run TensorFlow/);
  });
});

describe('bad models', () => {
  const good = synthesisModel();
  const without = new Map([...good.files].slice(0, 1));
  const short = new Map([...good.files].map(([name, bytes], i) => [name, bytes.subarray(i)]));

  it.each<[string, ModelFiles, RegExp]>([
    ['no JSON', { ...good, model: '{' }, /net: is not JSON \(.+Expected the model\.json/],
    [
      'another JSON',
      { ...good, model: '{"a":1}' },
      /net: is not the model\.json of a TensorFlow\.js model\.[^]+at modelTopology/,
    ],
    ['a missing shard', { ...good, files: without }, /net: the weights' file b\.bin is missing/],
    [
      'a short shard',
      { ...good, files: short },
      /a\.bin, b\.bin: 6535 bytes; the manifest describes 6536 bytes/,
    ],
  ])('names %s', async (_, files, message) => {
    const loading = (async () => load('wasm', files))();
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(message);
  });

  it('names an op that TensorFlow.js lacks', async () => {
    const strange = synthesisModel([{ name: 'last', op: 'Whirl', input: ['image'] }], 'last:0');
    const run = async () => (await load('wasm', strange)).run({ styles: random(1, 3, 8) });
    await expect(run()).rejects.toThrow(/net: TensorFlow\.js cannot \w+ this model \(.*Whirl/);
  });

  it('names a layer that TensorFlow.js lacks', async () => {
    const { model, files } = await convolutionalLayers();
    const strange = { model: model.replace('"LeakyReLU"', '"Whirl"'), files };
    await expect(load('wasm', strange)).rejects.toThrow(/cannot load this model \(Unknown layer: Whirl/);
  });

  it('says what an input should be', async () => {
    const network = await load('wasm', await convolutionalLayers());
    await expect(network.run({ z: random(1, 6) })).rejects.toThrow(
      /net: TensorFlow\.js cannot run.*\[null,5\]/,
    );
    await expect(network.run({})).rejects.toThrow(/its input 'z' is not given/);
    const long = { dims: [1, 5], data: new BigInt64Array(5) };
    await expect(network.run({ z: long })).rejects.toThrow(/'z' is int64, and the model takes float32/);
    await network.dispose();
  });
});
