import { expect, it } from 'vitest';
import type { Network } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { defaultThreadSplit, threadSplitByRule, useMeasuredSplits } from '../../src/engines/thread-split.js';

const SIDE = 24;
const network: Network = {
  name: 'small',
  input: { name: 'x', dims: [3, SIDE, SIDE] },
  layers: [
    {
      name: 'c',
      op: 'conv',
      input: 'x',
      window: { kernel: [3, 3], stride: [1, 1], padding: [1, 1] },
      weight: { dims: [32, 3, 3, 3], data: Float32Array.from({ length: 32 * 27 }, (_, i) => Math.sin(i)) },
      bias: { dims: [32], data: new Float32Array(32) },
    },
    { name: 'mean', op: 'globalAverage', input: 'c' },
  ],
  outputs: ['mean'],
};
const size = 3 * SIDE * SIDE;
const input = (image: number) => Float32Array.from({ length: size }, (_, i) => Math.cos(i * (image + 1)));

it('gives the bits of the network in this thread, whatever the split, and takes over its input', async () => {
  const here = await onnxRuntime().load({ kind: 'graph', graph: network });
  const expected = await Promise.all(
    Array.from({ length: 20 }, (_, i) => here.run({ x: { dims: [1, 3, SIDE, SIDE], data: input(i) } })),
  );
  for (const split of [
    { lanes: 1, threads: 1 },
    { lanes: 1, threads: 2 },
    { lanes: 2, threads: 1 },
  ]) {
    const threaded = await onnxRuntime().load({ kind: 'graph', graph: network }, split);
    expect(threaded).toMatchObject({ inputs: here.inputs, outputs: here.outputs, lanes: split.lanes });
    const data = expected.map((_, i) => input(i));
    const results = await Promise.all(
      data.map((values) => threaded.run({ x: { dims: [1, 3, SIDE, SIDE], data: values } })),
    );
    expect(results).toEqual(expected);
    expect(data.every((values) => values.length === 0)).toBe(true);
    await threaded.dispose();
  }
  await here.dispose();
});

it('says of a network that cannot be loaded or run what the runtime says', async () => {
  const split = { lanes: 2, threads: 1 };
  const broken = { kind: 'model', name: 'broken', bytes: Uint8Array.of(1, 2, 3) } as const;
  await expect(onnxRuntime().load(broken, split)).rejects.toThrow(
    /ONNX Runtime rejects the network 'broken': .*protobuf/i,
  );
  const threaded = await onnxRuntime().load({ kind: 'graph', graph: network }, split);
  const wrong = { x: { dims: [1, 3, SIDE, 1], data: new Float32Array(3 * SIDE) } };
  await expect(threaded.run(wrong)).rejects.toThrow(/invalid dimensions/i);
  await threaded.dispose();
});

it.each([
  ['cpu', 1, { lanes: 1, threads: 1 }],
  ['cpu', 2, { lanes: 2, threads: 1 }],
  ['cpu', 6, { lanes: 4, threads: 1 }],
  ['cpu', 64, { lanes: 4, threads: 16 }],
  ['cuda', 64, { lanes: 1, threads: 1 }],
])('for %s and %i cores divides by default into %o', (device, cores, split) => {
  expect(threadSplitByRule({ name: 'onnxruntime', device }, cores)).toEqual(split);
});

it('divides as was measured where that is known, else by the rule', () => {
  const [cpu, cuda] = [{ name: 'onnxruntime' }, { name: 'onnxruntime', device: 'cuda' }] as const;
  useMeasuredSplits(new Map([['onnxruntime cpu', { lanes: 3, threads: 5 }]]));
  expect(defaultThreadSplit(cpu)).toEqual({ lanes: 3, threads: 5 });
  expect(defaultThreadSplit(cuda)).toEqual(threadSplitByRule(cuda));
  useMeasuredSplits(new Map());
  expect(defaultThreadSplit(cpu)).toEqual(threadSplitByRule(cpu));
});

it('puts the pieces of a batch together, in batches of any size one after the other', async () => {
  const here = await onnxRuntime().load({ kind: 'graph', graph: network });
  const threaded = await onnxRuntime().load({ kind: 'graph', graph: network }, { lanes: 1, threads: 1 });
  const batches = [3, 3, 1, 2, 3].map((count, b) =>
    Array.from({ length: count }, (_, i) => input(10 * b + i)),
  );
  for (const images of batches) {
    const dims = [images.length, 3, SIDE, SIDE];
    const data = Float32Array.from(images.flatMap((image) => [...image]));
    const expected = await here.run({ x: { dims, data } });
    expect(await here.run({ x: { dims, pieces: images } })).toEqual(expected);
    expect(await threaded.run({ x: { dims, pieces: images } })).toEqual(expected);
    expect(images.every((image) => image.length === 0)).toBe(true);
  }
  const twice = input(1);
  const [one, two] = [
    await here.run({ x: { dims: [1, 3, SIDE, SIDE], data: twice } }),
    { dims: [2, 3, SIDE, SIDE], pieces: [twice, twice] },
  ];
  const { mean } = await threaded.run({ x: two });
  expect(mean!.data).toEqual(
    Float32Array.from([...(one.mean!.data as Float32Array), ...(one.mean!.data as Float32Array)]),
  );
  await Promise.all([here.dispose(), threaded.dispose()]);
});
