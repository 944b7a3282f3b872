import { describe, expect, it } from 'vitest';
import { onnxRuntime } from '../../../src/engines/onnxruntime.js';
import { InputError } from '../../../src/errors.js';
import { tfjsGraphToOnnx } from '../../../src/models/tfjs/graph-to-onnx.js';
import {
  graphFiles,
  integer,
  integers,
  text,
  texts,
  type,
  type TestNode,
  type TestWeight,
} from './graph-files.js';

interface Case {
  readonly dims: readonly number[];
  readonly x: readonly number[];
  readonly nodes: readonly TestNode[];
  readonly weights?: readonly TestWeight[];
  readonly integers?: boolean;
}

async function evaluate({ dims, x, nodes, weights, integers: whole = false }: Case) {
  const kind = whole ? 'DT_INT32' : 'DT_FLOAT';
  const { model, files } = graphFiles({ dims, type: kind }, nodes, weights, { name: 'y:0', type: kind });
  const bytes = tfjsGraphToOnnx('test', model, files);
  const network = await onnxRuntime().load({ kind: 'model', name: 'test', bytes });
  const data = whole ? Int32Array.from(x) : Float32Array.from(x);
  const { y } = await network.run({ x: { dims, data } });
  await network.dispose();
  return { dims: y!.dims, values: Array.from(y!.data, Number) };
}

const ints = (name: string, ...values: number[]): TestWeight => ({
  ...{ name, values, type: 'int32', shape: values.length === 1 ? [] : [values.length] },
});
const count = (length: number, scale = 1) => Array.from({ length }, (_, i) => scale * (((i * 37) % 23) - 11));

describe('single ops', () => {
  const four = { dims: [2, 2], x: [-3, -0.5, 2, 7] };
  const unary = (op: string, attr = {}): TestNode[] => [{ name: 'y', op, input: ['x'], attr }];
  const binary = (op: string, attr = {}): TestNode[] => [{ name: 'y', op, input: ['x', 'c:0'], attr }];
  const c: TestWeight = { name: 'c', shape: [2], values: [2, -4], type: 'half' };
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

  it.each<[name: string, spec: Case, values: readonly number[], dims?: readonly number[]]>([
    ['Relu6', { ...four, nodes: unary('Relu6') }, [0, 0, 2, 6]],
    ['Relu', { ...four, nodes: unary('Relu') }, [0, 0, 2, 7]],
    ['Sigmoid', { ...four, nodes: unary('Sigmoid') }, four.x.map(sigmoid)],
    ['Sqrt', { dims: [2], x: [4, 9], nodes: unary('Sqrt') }, [2, 3]],
    ['AddV2, half-precision constant', { ...four, nodes: binary('AddV2'), weights: [c] }, [-1, -4.5, 4, 3]],
    ['Sub', { ...four, nodes: binary('Sub'), weights: [c] }, [-5, 3.5, 0, 11]],
    ['Mul', { ...four, nodes: binary('Mul'), weights: [c] }, [-6, 2, 4, -28]],
    ['RealDiv', { ...four, nodes: binary('RealDiv'), weights: [c] }, [-1.5, 0.125, 1, -1.75]],
    ['SquaredDifference', { ...four, nodes: binary('SquaredDifference'), weights: [c] }, [25, 12.25, 0, 121]],
    [
      'FloorDiv, which rounds down',
      {
        ...{ dims: [6], x: [7, -7, 6, -6, -1, 0], integers: true, weights: [ints('c', 3, 3, 3, 3, 3, -3)] },
        nodes: binary('FloorDiv', { T: type('DT_INT32') }),
      },
      [2, -3, 2, -2, -1, 0],
    ],
    [
      'ConcatV2',
      {
        ...four,
        weights: [ints('axis', 1)],
        nodes: [{ name: 'y', op: 'ConcatV2', input: ['x', 'x', 'axis'] }],
      },
      [-3, -0.5, -3, -0.5, 2, 7, 2, 7],
      [2, 4],
    ],
    [
      'Pack',
      { ...four, nodes: [{ name: 'y', op: 'Pack', input: ['x', 'x'], attr: { axis: integer(1) } }] },
      [-3, -0.5, -3, -0.5, 2, 7, 2, 7],
      [2, 2, 2],
    ],
    [
      'Unpack, its second output, and Identity',
      {
        ...four,
        nodes: [
          { name: 'u', op: 'Unpack', input: ['x'], attr: { axis: integer(1), num: integer(2) } },
          { name: 'y', op: 'Identity', input: ['u:1', '^x'] },
        ],
      },
      [-0.5, 7],
      [2],
    ],
    [
      'ExpandDims, Squeeze, Reshape',
      {
        ...four,
        weights: [ints('axis', 1), ints('shape', 4, -1)],
        nodes: [
          { name: 'e', op: 'ExpandDims', input: ['x', 'axis'] },
          { name: 's', op: 'Squeeze', input: ['e'], attr: { squeeze_dims: integers(1) } },
          { name: 'y', op: 'Reshape', input: ['s', 'shape'] },
        ],
      },
      four.x,
      [4, 1],
    ],
    [
      'ArgMax (the first of equals) and Cast',
      {
        ...{ dims: [2, 3], x: [1, 5, 5, 4, 0, 3], weights: [ints('axis', 1)] },
        nodes: [
          { name: 'a', op: 'ArgMax', input: ['x', 'axis'] },
          { name: 'y', op: 'Cast', input: ['a'], attr: { DstT: type('DT_FLOAT') } },
        ],
      },
      [1, 0],
    ],
    [
      'GatherNd',
      {
        ...four,
        weights: [{ name: 'at', shape: [2, 2], values: [1, 0, 0, 1], type: 'int32' }],
        nodes: [{ name: 'y', op: 'GatherNd', input: ['x', 'at'] }],
      },
      [2, -0.5],
    ],
  ])('%s', async (_, spec, values, dims) => {
    const result = await evaluate(spec);
    result.values.forEach((value, i) => {
      expect(value).toBeCloseTo(values[i]!, 6);
    });
    expect(result.values).toHaveLength(values.length);
    if (dims) expect(result.dims).toEqual(dims);
  });
});

/** Images N x H x W x C, as TensorFlow has them. */
const [height, width, channels] = [5, 6, 2];
const image = count(height * width * channels, 0.5);
const at = (y: number, x: number, c: number): number =>
  y < 0 || x < 0 || y >= height || x >= width ? 0 : image[(y * width + x) * channels + c]!;

/** TensorFlow's 'SAME': as much padding as it takes, the odd pixel after. */
const before = (size: number, kernel: number, stride: number): number =>
  Math.floor(Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size) / 2);

describe('convolutions', () => {
  const strides = (...[vertical, horizontal]: [number, number]) => integers(1, vertical, horizontal, 1);

  it('full, SAME with an odd pixel, bias and Relu6', async () => {
    const kernel = count(3 * 2 * channels * 3, 0.03);
    const bias = [1, -2, 3];
    const { dims, values } = await evaluate({
      ...{ dims: [1, height, width, channels], x: image },
      weights: [
        { name: 'k', shape: [3, 2, channels, 3], values: kernel },
        { name: 'b', shape: [3], values: bias },
      ],
      nodes: [
        {
          ...{ name: 'y', op: '_FusedConv2D', input: ['x', 'k', 'b'] },
          attr: {
            ...{ strides: strides(2, 2), padding: text('SAME'), data_format: text('NHWC') },
            fused_ops: texts('BiasAdd', 'Relu6'),
          },
        },
      ],
    });
    expect(dims).toEqual([1, 3, 3, 3]);
    const wanted: number[] = [];
    for (let y = 0; y < 3; y++) {
      for (let x = 0; x < 3; x++) {
        for (let out = 0; out < 3; out++) {
          let sum = bias[out]!;
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 2; j++) {
              for (let c = 0; c < channels; c++) {
                const value = at(2 * y + i - before(height, 3, 2), 2 * x + j - before(width, 2, 2), c);
                sum += value * kernel[((i * 2 + j) * channels + c) * 3 + out]!;
              }
            }
          }
          wanted.push(Math.min(6, Math.max(0, sum)));
        }
      }
    }
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 4);
    });
    expect(new Set(wanted).size).toBeGreaterThan(6);
  });

  it('depthwise with a multiplier, VALID', async () => {
    const kernel = count(2 * 2 * channels * 2, 0.25);
    const { dims, values } = await evaluate({
      ...{ dims: [1, height, width, channels], x: image },
      weights: [{ name: 'k', shape: [2, 2, channels, 2], values: kernel }],
      nodes: [
        {
          ...{ name: 'y', op: 'DepthwiseConv2dNative', input: ['x', 'k'] },
          attr: { strides: strides(1, 1), padding: text('VALID'), dilations: integers(1, 2, 1, 1) },
        },
      ],
    });
    expect(dims).toEqual([1, 3, 5, 4]);
    values.forEach((value, index) => {
      const out = index % 4;
      const [x, y] = [Math.floor(index / 4) % 5, Math.floor(index / 20)];
      let sum = 0;
      for (const i of [0, 1]) {
        for (const j of [0, 1]) {
          const c = Math.floor(out / 2);
          sum += at(y + 2 * i, x + j, c) * kernel[((i * 2 + j) * channels + c) * 2 + (out % 2)]!;
        }
      }
      expect(value).toBeCloseTo(sum, 4);
    });
  });

  const enlarging = (factor: number) => ({
    ...{ dims: [1, height, width, channels], x: image },
    weights: [
      { name: 'k', shape: [4, 4, 3, channels], values: count(4 * 4 * 3 * channels, 0.25) },
      ints('begin', 0, 0),
      ints('one', 1),
      ints('two', factor),
      ints('three', 3),
    ],
    nodes: [
      { name: 'shape', op: 'Shape', input: ['x'] },
      { name: 'size', op: 'StridedSlice', input: ['shape', 'begin', 'begin', 'begin'] },
      { name: 'h', op: 'Mul', input: ['size', 'two'] },
      { name: 'w', op: 'Mul', input: ['size', 'two'] },
      { name: 'wanted', op: 'Pack', input: ['one', 'h', 'w', 'three'] },
      {
        ...{ name: 'y', op: 'Conv2DBackpropInput', input: ['wanted', 'k', 'x'] },
        attr: { strides: strides(2, 2), padding: text('SAME') },
      },
    ],
  });

  it('transposed, which spreads each pixel over the kernel', async () => {
    const spec = enlarging(2);
    const { dims, values } = await evaluate(spec);
    expect(dims).toEqual([1, 2 * height, 2 * width, 3]);
    const wanted = new Float64Array(values.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let i = 0; i < 4; i++) {
          for (let j = 0; j < 4; j++) {
            // SAME pads the convolution that this is the gradient of by one before and one after.
            const [row, column] = [2 * y + i - 1, 2 * x + j - 1];
            if (row < 0 || column < 0 || row >= 2 * height || column >= 2 * width) continue;
            for (let out = 0; out < 3; out++) {
              for (let c = 0; c < channels; c++) {
                wanted[(row * 2 * width + column) * 3 + out]! +=
                  at(y, x, c) * spec.weights[0]!.values[((i * 4 + j) * 3 + out) * channels + c]!;
              }
            }
          }
        }
      }
    }
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 4);
    });
  });

  it('refuses to guess the size of a transposed one', async () => {
    await expect(evaluate(enlarging(3))).rejects.toThrow(
      /The node y \(Conv2DBackpropInput\) cannot be converted: expected an output shape of 2 x 2 times the input's/,
    );
  });
});

describe('ResizeBilinear', () => {
  /** @param source - where output place i reads, in input places */
  const reference = (source: (i: number, from: number, to: number) => number): number[] => {
    const out: number[] = [];
    for (let y = 0; y < 7; y++) {
      for (let x = 0; x < 9; x++) {
        const [row, column] = [source(y, height, 7), source(x, width, 9)];
        const mix = (c: number): number => {
          const [top, left] = [Math.floor(row), Math.floor(column)];
          const line = (r: number) =>
            at(r, left, c) * (1 - column + left) + at(r, Math.min(left + 1, width - 1), c) * (column - left);
          return line(top) * (1 - row + top) + line(Math.min(top + 1, height - 1)) * (row - top);
        };
        for (let c = 0; c < channels; c++) out.push(mix(c));
      }
    }
    return out;
  };

  it.each<[string, object, (i: number, from: number, to: number) => number]>([
    [
      'half_pixel_centers',
      { half_pixel_centers: { b: true } },
      (i, from, to) => Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5)),
    ],
    ['align_corners', { align_corners: { b: true } }, (i, from, to) => (i * (from - 1)) / (to - 1)],
    ['neither', {}, (i, from, to) => Math.min(from - 1, (i * from) / to)],
  ])('%s', async (_, attr, source) => {
    const { dims, values } = await evaluate({
      ...{ dims: [1, height, width, channels], x: image, weights: [ints('size', 7, 9)] },
      nodes: [{ name: 'y', op: 'ResizeBilinear', input: ['x', 'size'], attr: { ...attr } }],
    });
    expect(dims).toEqual([1, 7, 9, channels]);
    reference(source).forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 4);
    });
  });
});

describe('what cannot be converted', () => {
  const convert = (
    nodes: readonly TestNode[],
    weights: readonly TestWeight[] = [],
    change: (files: ReturnType<typeof graphFiles>) => Partial<ReturnType<typeof graphFiles>> = () => ({}),
  ) => {
    const made = graphFiles({ dims: [1, 4, 4, 2] }, nodes, weights);
    const { model, files } = { ...made, ...change(made) };
    return () => tfjsGraphToOnnx('net', model, files);
  };
  const kernel = { name: 'k', shape: [1, 1, 2, 1], values: [1, 1] };
  const conv = (attr: Record<string, unknown>): TestNode => ({
    ...{ name: 'y', op: '_FusedConv2D', input: ['x', 'k'] },
    attr: { padding: text('SAME'), ...attr },
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'an unknown op',
      convert([{ name: 'y', op: 'LSTM', input: ['x'] }]),
      /node y \(LSTM\).*ops that can be: Identity, Add/,
    ],
    [
      'an unknown activation',
      convert([conv({ fused_ops: texts('Elu') })], [kernel]),
      /fused with Elu; known: BiasAdd/,
    ],
    [
      'another padding',
      convert([conv({ padding: text('CIRCULAR') })], [kernel]),
      /padding CIRCULAR; known: SAME, VALID/,
    ],
    [
      'another layout',
      convert([conv({ data_format: text('NCHW') })], [kernel]),
      /data format NCHW; known: NHWC/,
    ],
    [
      'a kernel that is computed',
      convert([{ ...conv({}), input: ['x', 'x'] }]),
      /its input 1 is not a constant/,
    ],
    [
      'another type',
      convert([{ name: 'y', op: 'Cast', input: ['x'], attr: { DstT: { type: 'DT_HALF' } } }]),
      /to DT_HALF; known/,
    ],
    ['a missing node', convert([{ name: 'y', op: 'Relu', input: ['z'] }]), /net: there is no node z/],
    ['a missing output', convert([{ name: 'y', op: 'Relu', input: ['x:1'] }]), /there is no output x:1/],
    ['a missing weight', convert([{ name: 'y', op: 'Const' }]), /manifest has no weight of that name/],
    ['no JSON', convert([], [], () => ({ model: '{' })), /net: its model file is not JSON/],
    [
      'a layers model',
      convert([], [], () => ({ model: '{"format":"layers-model"}' })),
      /not a TensorFlow.js graph model.*format/,
    ],
    [
      'a missing file',
      convert([conv({})], [kernel], ({ files }) => ({ files: new Map([...files].slice(0, 1)) })),
      /weights' file b\.bin is missing/,
    ],
    [
      'weights cut short',
      convert([conv({})], [kernel], () => ({
        files: new Map([
          ['a.bin', Buffer.alloc(3)],
          ['b.bin', Buffer.alloc(1)],
        ]),
      })),
      /a\.bin, b\.bin: 4 bytes; the manifest describes 8 bytes/,
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(InputError);
    expect(act).toThrow(message);
  });
});
