import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import type { Layer, Network, Weight } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { InputError, UsageError } from '../../src/errors.js';

const folder = await mkdtemp(join(tmpdir(), 'gan-eval-engine-'));
afterAll(() => rm(folder, { recursive: true }));

const weight = (dims: number[], values: number[]): Weight => ({ dims, data: new Float32Array(values) });
const network = (layers: Layer[], output: string): Network => ({
  name: 'test',
  input: { name: 'x', dims: [2, 3, 3] },
  layers,
  outputs: [output],
});
const image = Float32Array.from({ length: 18 }, (_, i) => i);

async function evaluate(
  layers: Layer[],
  output: string,
  batch = 1,
): Promise<{ dims: readonly number[]; values: number[] }> {
  const loaded = await onnxRuntime().load({ kind: 'graph', graph: network(layers, output) });
  const data = new Float32Array(batch * image.length);
  for (let i = 0; i < batch; i++) data.set(image, i * image.length);
  const result = await loaded.run({ x: { dims: [batch, 2, 3, 3], data } });
  await loaded.dispose();
  const { dims, data: values } = result[output]!;
  return { dims, values: Array.from(values, Number) };
}

describe('every layer, lowered to ONNX', () => {
  it('conv: cross-correlation over both channels, zero padding, bias', async () => {
    const kernel = [0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0];
    const conv: Layer = {
      name: 'c',
      op: 'conv',
      input: 'x',
      window: { kernel: [3, 3], stride: [2, 2], padding: [1, 1] },
      weight: weight([1, 2, 3, 3], kernel),
      bias: weight([1], [0.5]),
    };
    const { dims, values } = await evaluate([conv], 'c');
    expect(dims).toEqual([1, 1, 2, 2]);
    const at = (y: number, x: number) =>
      y * 3 + x + 2 * (x < 2 ? y * 3 + x + 1 : 0) + 10 * (9 + y * 3 + x) + 0.5;
    expect(values).toEqual([at(0, 0), at(0, 2), at(2, 0), at(2, 2)]);
  });

  it('flattenChannelsLast: row, column, channel', async () => {
    const { dims, values } = await evaluate([{ name: 'f', op: 'flattenChannelsLast', input: 'x' }], 'f', 2);
    expect(dims).toEqual([2, 18]);
    expect(values.slice(18, 24)).toEqual([0, 9, 1, 10, 2, 11]);
  });

  it('averagePool: padding does not count', async () => {
    const pool: Layer = {
      name: 'p',
      op: 'averagePool',
      input: 'x',
      window: { kernel: [3, 3], stride: [1, 1], padding: [1, 1] },
    };
    expect((await evaluate([pool], 'p')).values.slice(0, 2)).toEqual([
      (0 + 1 + 3 + 4) / 4,
      (0 + 1 + 2 + 3 + 4 + 5) / 6,
    ]);
  });

  it('maxPool, relu, concat, globalAverage and dense with and without bias', async () => {
    const window = { kernel: [3, 3], stride: [1, 1], padding: [0, 0] } as const;
    const layers: Layer[] = [
      { name: 'max', op: 'maxPool', input: 'x', window },
      { name: 'mean', op: 'averagePool', input: 'x', window },
      { name: 'joined', op: 'concat', inputs: ['max', 'mean'] },
      { name: 'flat', op: 'globalAverage', input: 'joined' },
      {
        name: 'dense',
        op: 'dense',
        input: 'flat',
        weight: weight([2, 4], [1, 0, 0, 0, 0, 0, 0, -1]),
        bias: weight([2], [1, 1]),
      },
      { name: 'unbiased', op: 'dense', input: 'dense', weight: weight([2, 2], [1, 0, 1, 1]) },
    ];
    expect((await evaluate(layers, 'flat')).values).toEqual([8, 17, 4, 13]);
    expect((await evaluate(layers, 'dense', 2)).values).toEqual([9, -12, 9, -12]);
    expect((await evaluate(layers, 'unbiased')).values).toEqual([9, -3]);
  });
});

describe('ports and files', () => {
  const relu: Layer[] = [{ name: 'y', op: 'relu', input: 'x' }];

  it('describes the ports of a user’s ONNX file and runs it', async () => {
    const path = join(folder, 'relu.onnx');
    await writeFile(path, encodeOnnx(network(relu, 'y')));
    const loaded = await onnxRuntime().load({ kind: 'onnx', path });
    expect(loaded.inputs).toEqual([{ name: 'x', type: 'float32', dims: [-1, 2, 3, 3] }]);
    expect(loaded.outputs[0]?.name).toBe('y');
    await loaded.dispose();
  });

  it('names a file that is no network', async () => {
    const path = join(folder, 'broken.onnx');
    await writeFile(path, 'not a network');
    const load = onnxRuntime().load({ kind: 'onnx', path });
    await expect(load).rejects.toThrow(InputError);
    await expect(load).rejects.toThrow(/broken\.onnx: ONNX Runtime cannot load this file as a network/);
  });

  it('names the devices on offer when asked for another', () => {
    const open = () => onnxRuntime('abacus');
    expect(open).toThrow(UsageError);
    expect(open).toThrow(/'abacus' is not known .* offers: .*cpu/);
  });
});
