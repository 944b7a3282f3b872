import { describe, expect, it } from 'vitest';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import type { Layer, Network, Weight } from '../../src/engines/graph.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';

const weight = (dims: number[], values: number[]): Weight => ({ dims, data: new Float32Array(values) });
const POINT = { kernel: [1, 1], stride: [1, 1], padding: [0, 0] } as const;

/** Kept by float32, lost by float16, whose steps are 2^-10 from 1 to 2. */
const FINE = 2 ** -13;

const conv: Layer = {
  ...{ name: 'conv', op: 'conv', input: 'x', window: POINT },
  ...{ weight: weight([2, 1, 1, 1], [1 + FINE, -3]), bias: weight([2], [0.5 + FINE / 4, 6]) },
};
const layers: Layer[] = [
  conv,
  { name: 'relu', op: 'relu', input: 'conv' },
  { name: 'joined', op: 'concat', inputs: ['relu', 'x'] },
  { name: 'mean', op: 'globalAverage', input: 'joined' },
  { name: 'positive', op: 'relu', input: 'mean' },
  { name: 'dense', op: 'dense', input: 'positive', weight: weight([1, 3], [1 + FINE, 0, 0]) },
  { name: 'flat', op: 'flattenChannelsLast', input: 'joined' },
];
const network = (...outputs: string[]): Network => ({
  ...{ name: 'test', input: { name: 'x', dims: [1, 1, 2] }, layers, outputs },
});

async function run(precision: 'fp32' | 'fp16', outputs: string[], x: number[]) {
  const bytes = encodeOnnx(network(...outputs), precision);
  const loaded = await onnxRuntime().load({ kind: 'model', name: 'test', bytes });
  const results = await loaded.run({ x: { dims: [1, 1, 1, 2], data: new Float32Array(x) } });
  await loaded.dispose();
  return outputs.map((name) => results[name]!);
}

describe('in float16', () => {
  it('rounds the input and the weights of maps', async () => {
    const values = async (precision: 'fp32' | 'fp16') => (await run(precision, ['flat'], [1 + FINE, 1]))[0]!;
    const exact = (1 + FINE) ** 2 + 0.5 + FINE / 4;
    expect((await values('fp32')).data).toEqual(
      Float32Array.of(exact, 6 - 3 * (1 + FINE), 1 + FINE, 1.5 + 1.25 * FINE, 3, 1),
    );
    expect((await values('fp16')).data).toEqual(Float32Array.of(1.5, 3, 1, 1.5, 3, 1));
  });

  it('keeps global averages, what follows them, and every output in float32', async () => {
    // The mean of 1 and 1 + 2^-10 is no float16, nor is its product with the last weight; 6 - 3 (1 + 2^-10) is none either, and a map's.
    const outputs = ['mean', 'dense', 'joined'];
    const [mean, dense, joined] = await run('fp16', outputs, [1, 1 + 2 ** -10]);
    expect(mean!.data[2]).toBe(1 + 2 ** -11);
    expect(dense!.data[0]).toBe(Math.fround((1.5 + 2 ** -11) * (1 + FINE)));
    expect(joined!.data).toEqual(Float32Array.of(1.5, 1.5 + 2 ** -10, 3, 3 - 2 ** -8, 1, 1 + 2 ** -10));
    expect(joined!.dims).toEqual([1, 3, 1, 2]);
  });

  it('takes about half the bytes, and no weight that is out of range', () => {
    const big = {
      ...conv,
      weight: weight(
        [1, 1000],
        Array.from({ length: 1000 }, () => 1),
      ),
    };
    const one: Network = { ...network('conv'), layers: [big] };
    expect(encodeOnnx(one, 'fp32').length - encodeOnnx(one, 'fp16').length).toBeGreaterThan(1700);
    const wide: Network = { ...network('conv'), layers: [{ ...conv, bias: weight([2], [1e5, 0]) }] };
    expect(() => encodeOnnx(wide, 'fp16')).toThrow(RangeError);
  });
});
