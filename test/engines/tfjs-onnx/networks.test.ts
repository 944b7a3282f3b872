import * as tf from '@tensorflow/tfjs-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLOAT, INT64 } from '../../../src/engines/onnx-schema.js';
import type { Engine, NetworkSource } from '../../../src/engines/engine.js';
import { onnxRuntime } from '../../../src/engines/onnxruntime.js';
import type { Tensor } from '../../../src/engines/tensor.js';
import { openTfjs } from '../../../src/engines/tfjs.js';
import { InputError, UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { openExtractor } from '../../../src/features/open-extractor.js';
import { fastestDevice, noteAbsentDevices } from '../tfjs-devices.js';
import { encode, node, type SmallNetwork } from './one-op.js';

let engine: Engine;
let wasm: Engine;
let folder: string;

beforeAll(async () => {
  engine = await openTfjs(fastestDevice);
  wasm = await openTfjs('wasm');
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-tfjs-onnx-'));
});
afterAll(() => rm(folder, { recursive: true }));

const normals = (seed: number, ...dims: number[]) => ({
  dims,
  data: Float32Array.from(new Mt19937(seed).normals(dims.reduce((product, size) => product * size, 1))),
});

const source = (network: SmallNetwork): NetworkSource => ({
  ...{ kind: 'model', name: 'small', bytes: encode(network) },
});

async function run(
  engine: Engine,
  from: NetworkSource,
  inputs: Readonly<Record<string, Tensor>>,
  outputs?: readonly string[],
): Promise<Record<string, Tensor>> {
  const network = await engine.load(from);
  try {
    return await network.run(inputs, outputs);
  } finally {
    await network.dispose();
  }
}

/** The greatest difference, of the greatest value. */
function farthest(ours: Tensor, theirs: Tensor): number {
  expect(ours.dims).toEqual(theirs.dims);
  let [most, scale] = [0, 0];
  theirs.data.forEach((value, i) => {
    most = Math.max(most, Math.abs(Number(ours.data[i]) - Number(value)));
    scale = Math.max(scale, Math.abs(Number(value)));
  });
  return most / scale;
}

/** Ops on four axes that leave four axes, drawn at random: their order in memory becomes any. */
function randomNetwork(seed: number): SmallNetwork {
  const draw = new Mt19937(seed);
  const below = (count: number) => draw.integer(0, count);
  const nodes: object[] = [];
  const constants: Record<string, { dims: number[]; data: Float32Array | BigInt64Array }> = {};
  const weight = (...dims: number[]): string => {
    const name = `w${Object.keys(constants).length}`;
    constants[name] = normals(seed + Object.keys(constants).length, ...dims);
    return name;
  };
  const long = (...values: number[]): string => {
    const name = `w${Object.keys(constants).length}`;
    constants[name] = { dims: [values.length], data: BigInt64Array.from(values, BigInt) };
    return name;
  };
  let dims = [2, 3, 6, 5];
  let current = 'x';
  const add = (op: string, more: readonly string[] = [], attributes = {}): string => {
    const name = `v${nodes.length}`;
    nodes.push(node(op, [current, ...more], [name], attributes));
    return name;
  };
  const steps: readonly (() => string)[] = [
    () => {
      const [channels, out] = [dims[1]!, 2 + below(3)];
      dims = [dims[0]!, out, dims[2]!, dims[3]!];
      return add('Conv', [weight(out, channels, 3, 3), weight(out)], { pads: [1, 1, 1, 1] });
    },
    () => add('MaxPool', [], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
    () => {
      const perm = [
        [0, 2, 3, 1],
        [0, 3, 1, 2],
        [3, 1, 0, 2],
        [0, 1, 3, 2],
      ][below(4)]!;
      dims = perm.map((axis) => dims[axis]!);
      return add('Transpose', [], { perm });
    },
    () => add('Tanh'),
    () => add('Add', [weight(dims[1]!, 1, 1)]),
    () => add('Mul', [weight(dims[3]!)]),
    () => add('Softmax', [], { axis: below(4) - 4 }),
    () => {
      const axis = below(4);
      const name = add('ReduceMean', [], { axes: [axis], keepdims: 0 });
      nodes.push(node('Unsqueeze', [name, long(axis)], [`${name}u`]));
      nodes.push(node('Sub', [current, `${name}u`], [`${name}s`]));
      return `${name}s`;
    },
    () => {
      const axis = below(4);
      const name = add('Concat', [current], { axis });
      const size = dims[axis]!;
      nodes.push(node('Slice', [name, long(1), long(size + 1), long(axis)], [`${name}s`]));
      return `${name}s`;
    },
    () => {
      const axis = below(4);
      const size = dims[axis]!;
      const places = Array.from({ length: size }, (_, i) => (i * 2) % size);
      return add('Gather', [long(...places)], { axis });
    },
    () => {
      const name = add('Reshape', [long(0, -1)]);
      nodes.push(node('Reshape', [name, long(...dims)], [`${name}r`]));
      return `${name}r`;
    },
    () => {
      const columns = dims[3]!;
      return add('MatMul', [weight(columns, columns)]);
    },
    () => add('InstanceNormalization', [weight(dims[1]!), weight(dims[1]!)]),
  ];
  for (let i = 0; i < 10; i++) current = steps[below(steps.length)]!();
  return { nodes, constants, inputs: { x: normals(seed, 2, 3, 6, 5) }, outputs: [current] };
}

noteAbsentDevices();

it('computes what ONNX Runtime computes, in whatever order the axes are in memory', async () => {
  for (let seed = 0; seed < 24; seed++) {
    const network = randomNetwork(seed);
    const [ours, theirs] = [
      await run(engine, source(network), network.inputs),
      await run(onnxRuntime(), source(network), network.inputs),
    ];
    const [output] = network.outputs;
    expect(farthest(ours[output!]!, theirs[output!]!), `seed ${seed}`).toBeLessThan(1e-4);
  }
});

describe('a user’s ONNX file', () => {
  it('may have weights in files beside it', async () => {
    const weights = normals(2, 3, 2);
    const at = (name: string) => join(folder, name);
    const bytes = new Uint8Array(weights.data.buffer);
    await writeFile(at('part.data'), Buffer.concat([Buffer.alloc(8), bytes, Buffer.alloc(4)]));
    const external = (location: string, length: number) => ({
      ...{ name: 'w', dims: weights.dims, dataType: FLOAT, dataLocation: 1 },
      externalData: Object.entries({ location, offset: '8', length: String(length) }).map(([key, value]) => ({
        ...{ key, value },
      })),
    });
    const inputs = { x: normals(1, 1, 3) };
    const write = async (name: string, initializer: object) => {
      const network = { inputs, nodes: [node('MatMul', ['x', 'w'], ['y'])], outputs: ['y'] };
      await writeFile(at(name), encode(network, [initializer]));
      return { kind: 'onnx', path: at(name) } as const;
    };
    const whole = await write('whole.onnx', external('part.data', 24));
    const [ours, theirs] = [await run(engine, whole, inputs), await run(onnxRuntime(), whole, inputs)];
    expect(farthest(ours.y!, theirs.y!)).toBeLessThan(1e-6);
    for (const [name, initializer, message] of [
      ['alone.onnx', external('gone.data', 24), /alone\.onnx: .*gone\.data: cannot be read: no such file/],
      ['long.onnx', external('part.data', 40), /part\.data: ends before the 40 bytes at 8/],
      [
        'outside.onnx',
        external('../part.data', 24),
        /'w' lie in '.+'; expected a file in the network's folder/,
      ],
    ] as const) {
      const loading = wasm.load(await write(name, initializer));
      await expect(loading).rejects.toThrow(InputError);
      await expect(loading).rejects.toThrow(message);
    }
  });

  it('gives the same features on both engines', async () => {
    const network: SmallNetwork = {
      inputs: { pixels: normals(1, 1, 3, 8, 8) },
      constants: { w: normals(2, 4, 3, 3, 3), b: normals(3, 4), v: normals(4, 4, 4, 3, 3) },
      nodes: [
        node('Conv', ['pixels', 'w', 'b'], ['c1'], { pads: [1, 1, 1, 1], strides: [2, 2] }),
        node('Relu', ['c1'], ['r1']),
        node('Conv', ['r1', 'v'], ['c2'], { pads: [1, 1, 1, 1] }),
        node('Add', ['c2', 'r1'], ['sum']),
        node('GlobalAveragePool', ['sum'], ['mean']),
        node('Flatten', ['mean'], ['features']),
      ],
      outputs: ['features'],
    };
    const path = join(folder, 'residual.onnx');
    await writeFile(path, encode(network));
    const features = async (name: 'tfjs' | 'onnxruntime') => {
      const settings = { widthPx: 8, heightPx: 8 };
      const extractor = await openExtractor({ features: path, engine: { name }, settings }, ['features']);
      const image = {
        widthPx: 9,
        heightPx: 7,
        data: Uint8Array.from({ length: 189 }, (_, i) => (i * 7) % 256),
      };
      const { features: vectors } = await extractor.extract([extractor.preprocess(image)]);
      await extractor.dispose();
      return { vectors: { dims: [4], data: vectors! }, runsOn: extractor.runsOn };
    };
    const [ours, theirs] = [await features('tfjs'), await features('onnxruntime')];
    expect(farthest(ours.vectors, theirs.vectors)).toBeLessThan(1e-5);
    expect([ours.runsOn, theirs.runsOn]).toEqual([
      `tfjs 4.22.0, ${fastestDevice}`,
      expect.stringMatching(/^onnxruntime 1\.\d+\.\d+, cpu$/),
    ]);
  });

  it('is named if it is no network', async () => {
    const path = join(folder, 'broken.onnx');
    await writeFile(path, 'not a network');
    const loading = wasm.load({ kind: 'onnx', path });
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(/broken\.onnx: TensorFlow\.js cannot load .*no ONNX network/);
  });
});

describe('before anything runs', () => {
  const inputs = { x: normals(1, 2, 2) };

  it('names all ops that are not run here, and what does', async () => {
    const nodes = [
      node('NonZero', ['x'], ['places']),
      node('RandomNormalLike', ['x'], ['noise']),
      node('RandomNormalLike', ['x'], ['more']),
    ];
    const loading = wasm.load(source({ inputs, nodes, outputs: ['places', 'noise', 'more'] }));
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loading).rejects.toThrow(
      "it has ops that are not run here: NonZero (node 'places'), RandomNormalLike (nodes 'noise', 'more'). ONNX Runtime may run them: --engine onnxruntime",
    );
  });

  it('names an op that the device lacks, and the devices that have it', async () => {
    const nodes = [node('Einsum', ['x', 'x'], ['y'], { equation: 'ij,jk->ki' })];
    const network = source({ inputs, nodes, outputs: ['y'] });
    await expect(wasm.load(network)).rejects.toThrow(
      /its device lacks Einsum \(node 'y'\)\. .*--device plain; or --engine onnxruntime/,
    );
    const plain = await openTfjs('plain');
    const [ours, theirs] = [await run(plain, network, inputs), await run(onnxRuntime(), network, inputs)];
    expect(farthest(ours.y!, theirs.y!)).toBeLessThan(1e-6);
  });

  it('refuses whole numbers that int32 does not hold', async () => {
    const constants = { big: { dims: [1], data: BigInt64Array.of(2n ** 40n) } };
    const nodes = [node('Cast', ['big'], ['y'], { to: 1 })];
    await expect(wasm.load(source({ inputs, constants, nodes, outputs: ['y'] }))).rejects.toThrow(
      /the constant 'big' holds 1099511627776, which is beyond the int32/,
    );
  });
});

describe('tensors', () => {
  const network: SmallNetwork = {
    inputs: { x: normals(1, 2, 3, 4, 4), shape: { dims: [2], data: BigInt64Array.of(2n, -1n) } },
    constants: {
      w: normals(2, 4, 3, 3, 3),
      scale: normals(3, 4),
      offset: normals(4, 4),
      m: normals(5, 4, 4),
    },
    nodes: [
      node('Transpose', ['m'], ['turned']),
      node('Conv', ['x', 'w'], ['c'], { pads: [1, 1, 1, 1] }),
      node('InstanceNormalization', ['c', 'scale', 'offset'], ['n']),
      node('Split', ['n'], ['a', 'b'], { axis: 1 }),
      node('Concat', ['b', 'a'], ['swapped'], { axis: 1 }),
      node('MatMul', ['swapped', 'turned'], ['product']),
      node('Reshape', ['product', 'shape'], ['y']),
      node('Shape', ['n'], ['unused']),
    ],
    outputs: ['y', 'c', 'unused'],
    types: { unused: INT64 },
  };

  it('do not become more in 1,000 batches, nor by failures', async () => {
    const before = tf.memory();
    const loaded = await engine.load(source(network));
    const first = await loaded.run(network.inputs, ['y']);
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 1000; i++) await loaded.run(network.inputs, ['y']);
    // Fails at the last node, when all the others have made their tensors.
    const impossible = { dims: [2], data: BigInt64Array.of(7n, 5n) };
    for (let i = 0; i < 5; i++) {
      await expect(loaded.run({ ...network.inputs, shape: impossible }, ['y'])).rejects.toThrow(
        /small: TensorFlow\.js cannot run this model \(Reshape 'y': /,
      );
    }
    expect(await loaded.run(network.inputs, ['y'])).toEqual(first);
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    await loaded.dispose();
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });

  it('are given as they are asked for', async () => {
    const ours = await run(engine, source(network), network.inputs);
    const theirs = await run(onnxRuntime(), source(network), network.inputs);
    expect(Object.keys(ours)).toEqual(['y', 'c', 'unused']);
    expect(ours.unused).toEqual(theirs.unused);
    expect(farthest(ours.c!, theirs.c!)).toBeLessThan(1e-5);
    expect(farthest(ours.y!, theirs.y!)).toBeLessThan(1e-5);
  });
});
