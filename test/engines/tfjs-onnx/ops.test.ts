import { beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../src/engines/engine.js';
import { onnxRuntime } from '../../../src/engines/onnxruntime.js';
import type { OnnxAttributes, OnnxConstant } from '../../../src/engines/onnx-node.js';
import type { Tensor } from '../../../src/engines/tensor.js';
import { noteAbsentDevices, presentDevices } from '../tfjs-devices.js';
import { openTfjs } from '../../../src/engines/tfjs.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { encode, node, type SmallNetwork } from './one-op.js';

const engines = new Map<string, Engine>();

beforeAll(async () => {
  for (const device of presentDevices) engines.set(device, await openTfjs(device));
});

const size = (dims: readonly number[]) => dims.reduce((product, each) => product * each, 1);
const floats = (...dims: number[]): Tensor & OnnxConstant => ({
  dims,
  data: Float32Array.from(new Mt19937(size(dims) + dims.length).normals(size(dims))),
});
const positive = (...dims: number[]): Tensor & OnnxConstant => ({
  dims,
  data: Float32Array.from(new Mt19937(size(dims)).normals(size(dims)), (value) => Math.abs(value) + 0.1),
});
const ints = (...values: number[]): Tensor & OnnxConstant => ({
  dims: [values.length],
  data: BigInt64Array.from(values, BigInt),
});
const one = (value: number): OnnxConstant => ({ dims: [], data: BigInt64Array.of(BigInt(value)) });
const number = (value: number): OnnxConstant => ({ dims: [], data: Float32Array.of(value) });

/** An op under test, as the only one of its network, unless it has others around it. */
interface Case {
  readonly op: string;
  readonly inputs?: Readonly<Record<string, Tensor>>;
  readonly constants?: Readonly<Record<string, OnnxConstant>>;
  readonly attributes?: OnnxAttributes;
  readonly floats?: Readonly<Record<string, number>>;
  readonly outputs?: readonly string[];
  readonly opset?: number;
  /** Of the inputs as the node has them; default: inputs, then constants. '' leaves one out. */
  readonly order?: readonly string[];
  /** Absolute and relative. */
  readonly tolerance?: number;
}

function networkOf(spec: Case): SmallNetwork {
  const { op, attributes, floats: more, outputs = ['y'], inputs = { x: floats(2, 3, 4, 5) } } = spec;
  const { constants = {}, order = [...Object.keys(inputs), ...Object.keys(constants)] } = spec;
  return {
    inputs,
    constants,
    outputs,
    opset: spec.opset,
    nodes: [node(op, order, outputs, attributes, more)],
  };
}

async function run(engine: Engine, network: SmallNetwork): Promise<Record<string, Tensor>> {
  const loaded = await engine.load({ kind: 'model', name: 'small', bytes: encode(network) });
  try {
    return await loaded.run(network.inputs);
  } finally {
    await loaded.dispose();
  }
}

async function expectAlike(network: SmallNetwork, tolerance = 1e-5): Promise<void> {
  const wanted = await run(onnxRuntime(), network);
  for (const [device, engine] of engines) {
    const seen = await run(engine, network);
    for (const [name, { dims, data }] of Object.entries(wanted)) {
      const ours = seen[name]!;
      expect(ours.dims, device).toEqual(dims);
      const theirs = Array.from(data, Number);
      Array.from(ours.data, Number).forEach((value, i) => {
        const apart = Object.is(value, theirs[i]) ? 0 : Math.abs(value - theirs[i]!);
        if (!(apart <= tolerance * (1 + Math.abs(theirs[i]!)))) {
          expect.fail(`${device}, ${name}[${i}]: ${value}, ONNX Runtime: ${theirs[i]!}`);
        }
      });
      expect(ours.data).toHaveLength(theirs.length);
    }
  }
}

const pads = (...values: number[]) => ({ pads: values });
const image = (...dims: number[]) => ({ x: floats(...dims) });

const cases: readonly (readonly [what: string, Case])[] = [
  // Elementwise
  ...[
    'Abs',
    'Neg',
    'Sign',
    'Floor',
    'Ceil',
    'Round',
    'Exp',
    'Sin',
    'Cos',
    'Tan',
    'Atan',
    'Sinh',
    'Cosh',
    'Erf',
  ].map((op) => [op, { op }] as const),
  ...[
    'Relu',
    'Sigmoid',
    'Tanh',
    'Elu',
    'Selu',
    'HardSigmoid',
    'HardSwish',
    'Softplus',
    'Softsign',
    'LeakyRelu',
  ].map((op) => [op, { op }] as const),
  ...['Sqrt', 'Log', 'Reciprocal'].map((op) => [op, { op, inputs: { x: positive(2, 3, 4) } }] as const),
  ...['Asin', 'Acos'].map(
    (op) => [op, { op, inputs: { x: { dims: [4], data: Float32Array.of(-1, -0.3, 0, 0.9) } } }] as const,
  ),
  ['Celu', { op: 'Celu', floats: { alpha: 2 } }],
  ['Elu of another alpha', { op: 'Elu', floats: { alpha: 0.3 } }],
  ['Mish', { op: 'Mish', opset: 18 }],
  ['Gelu', { op: 'Gelu', opset: 20 }],
  ['Gelu by tanh', { op: 'Gelu', opset: 20, attributes: { approximate: 'tanh' } }],
  ['ThresholdedRelu', { op: 'ThresholdedRelu', floats: { alpha: 0.5 } }],
  ['PRelu', { op: 'PRelu', constants: { slope: floats(3, 1, 1) } }],
  ['Clip', { op: 'Clip', constants: { low: number(-0.5), high: number(0.25) } }],
  ['Clip without a lower bound', { op: 'Clip', constants: { high: number(0.25) }, order: ['x', '', 'high'] }],
  ['Clip by attributes', { op: 'Clip', opset: 9, floats: { min: -0.5, max: 1 } }],
  [
    'Clip of whole numbers',
    { op: 'Clip', inputs: { x: ints(-5, 0, 7) }, constants: { low: one(-2), high: one(3) } },
  ],
  ...['Add', 'Sub', 'Mul', 'Div'].map(
    (op) =>
      [`${op}, broadcast both ways`, { op, inputs: { a: floats(2, 1, 4), b: positive(3, 1) } }] as const,
  ),
  ['Div of whole numbers', { op: 'Div', inputs: { a: ints(7, -7, 7, -7, 6), b: ints(2, 2, -2, -2, 3) } }],
  ['Mod', { op: 'Mod', inputs: { a: ints(7, -7, 7, -7, 6), b: ints(3, 3, -3, -3, 3) } }],
  ['Mod as C has it', { op: 'Mod', inputs: { a: floats(7), b: positive(7) }, attributes: { fmod: 1 } }],
  ['Pow', { op: 'Pow', inputs: { a: positive(2, 3) }, constants: { b: number(2.5) } }],
  ['Pow by a whole number', { op: 'Pow', constants: { b: one(3) } }],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'].map(
    (op) => [op, { op, inputs: { a: ints(1, 2, 3), b: ints(3, 2, 1) } }] as const,
  ),
  ...['Sum', 'Max', 'Min', 'Mean'].map(
    (op) => [op, { op, inputs: { a: floats(2, 3), b: floats(3), c: floats(2, 1) } }] as const,
  ),
  ['Sum of one', { op: 'Sum' }],
  // Reductions
  ...[
    'ReduceMean',
    'ReduceMax',
    'ReduceMin',
    'ReduceProd',
    'ReduceL1',
    'ReduceL2',
    'ReduceSumSquare',
  ].flatMap((op) => [
    [`${op} of two axes`, { op, attributes: { axes: [1, -1], keepdims: 0 } }] as const,
    [`${op} of all`, { op }] as const,
  ]),
  ['ReduceLogSumExp', { op: 'ReduceLogSumExp', attributes: { axes: [2] } }],
  ['ReduceLogSum', { op: 'ReduceLogSum', inputs: { x: positive(3, 4) }, attributes: { axes: [1] } }],
  [
    'ReduceSum by an input',
    { op: 'ReduceSum', constants: { axes: ints(0, 2) }, attributes: { keepdims: 0 } },
  ],
  ['ReduceSum of nothing', { op: 'ReduceSum', attributes: { noop_with_empty_axes: 1 } }],
  ['ReduceMean by an input', { op: 'ReduceMean', opset: 18, constants: { axes: ints(1) } }],
  ['GlobalAveragePool', { op: 'GlobalAveragePool' }],
  ['GlobalMaxPool', { op: 'GlobalMaxPool' }],
  ['ArgMax', { op: 'ArgMax', attributes: { axis: 2 } }],
  ['ArgMin that drops its axis', { op: 'ArgMin', attributes: { axis: -1, keepdims: 0 } }],
  ['Softmax', { op: 'Softmax', attributes: { axis: 1 } }],
  ['Softmax over all that follow', { op: 'Softmax', opset: 11 }],
  ['LogSoftmax', { op: 'LogSoftmax' }],
  // Matrices
  ['MatMul', { op: 'MatMul', inputs: { a: floats(5, 4) }, constants: { b: floats(4, 3) } }],
  [
    'MatMul of a stack by one',
    { op: 'MatMul', inputs: { a: floats(2, 3, 5, 4) }, constants: { b: floats(4, 3) } },
  ],
  ['MatMul of stacks', { op: 'MatMul', inputs: { a: floats(2, 1, 5, 4), b: floats(3, 4, 2) } }],
  ['MatMul of a vector', { op: 'MatMul', inputs: { a: floats(4), b: floats(2, 4, 3) } }],
  ['MatMul by a vector', { op: 'MatMul', inputs: { a: floats(2, 3, 4), b: floats(4) } }],
  ['Gemm', { op: 'Gemm', inputs: { a: floats(2, 4) }, constants: { b: floats(4, 3), c: floats(3) } }],
  [
    'Gemm, transposed and scaled',
    {
      ...{ op: 'Gemm', inputs: { a: floats(4, 2), b: floats(3, 4), c: floats(2, 1) } },
      ...{ attributes: { transA: 1, transB: 1 }, floats: { alpha: 0.5, beta: 2 } },
    },
  ],
  ['Trilu', { op: 'Trilu', inputs: { x: floats(2, 4, 5) }, constants: { k: one(1) } }],
  ['Trilu, the lower', { op: 'Trilu', inputs: { x: floats(4, 3) }, attributes: { upper: 0 } }],
  // Convolutions
  ['Conv', { op: 'Conv', constants: { w: floats(6, 3, 3, 2), b: floats(6) } }],
  [
    'Conv, padded unevenly',
    { op: 'Conv', constants: { w: floats(2, 3, 3, 3) }, attributes: pads(0, 1, 2, 1) },
  ],
  [
    'Conv with strides',
    {
      op: 'Conv',
      constants: { w: floats(2, 3, 3, 3) },
      attributes: { strides: [2, 1], ...pads(1, 1, 1, 1) },
    },
  ],
  [
    'Conv, dilated',
    {
      op: 'Conv',
      inputs: image(1, 3, 8, 7),
      constants: { w: floats(2, 3, 3, 3) },
      attributes: { dilations: [2, 2] },
    },
  ],
  [
    'Conv in groups',
    {
      op: 'Conv',
      inputs: image(2, 6, 5, 5),
      constants: { w: floats(4, 3, 3, 3), b: floats(4) },
      attributes: { group: 2 },
    },
  ],
  [
    'Conv of each channel',
    {
      op: 'Conv',
      inputs: image(2, 3, 5, 5),
      constants: { w: floats(6, 1, 3, 3), b: floats(6) },
      attributes: { group: 3, ...pads(1, 1, 1, 1) },
    },
  ],
  [
    'Conv of each channel, uneven strides',
    {
      op: 'Conv',
      inputs: image(2, 3, 5, 5),
      constants: { w: floats(3, 1, 3, 3) },
      attributes: { group: 3, strides: [2, 1] },
    },
  ],
  [
    'Conv, SAME_UPPER',
    {
      op: 'Conv',
      constants: { w: floats(2, 3, 2, 2) },
      attributes: { auto_pad: 'SAME_UPPER', strides: [2, 2] },
    },
  ],
  [
    'Conv, SAME_LOWER',
    { op: 'Conv', constants: { w: floats(2, 3, 2, 2) }, attributes: { auto_pad: 'SAME_LOWER' } },
  ],
  [
    'Conv along one axis',
    {
      op: 'Conv',
      inputs: image(2, 3, 9),
      constants: { w: floats(4, 3, 3), b: floats(4) },
      attributes: { ...pads(1, 0), strides: [2] },
    },
  ],
  [
    'Conv with a weight that is given',
    { op: 'Conv', inputs: { x: floats(1, 2, 4, 4), w: floats(3, 2, 2, 2) } },
  ],
  [
    'ConvTranspose',
    {
      op: 'ConvTranspose',
      constants: { w: floats(3, 2, 3, 3), b: floats(2) },
      attributes: { strides: [2, 2] },
    },
  ],
  [
    'ConvTranspose, padded',
    {
      op: 'ConvTranspose',
      constants: { w: floats(3, 2, 4, 4) },
      attributes: { strides: [2, 2], ...pads(1, 1, 1, 1) },
    },
  ],
  [
    'ConvTranspose with more places',
    {
      op: 'ConvTranspose',
      constants: { w: floats(3, 2, 3, 3) },
      attributes: { strides: [2, 2], ...pads(1, 0, 1, 0), output_padding: [1, 1] },
    },
  ],
  [
    'ConvTranspose in groups',
    {
      op: 'ConvTranspose',
      inputs: image(1, 4, 3, 3),
      constants: { w: floats(4, 1, 2, 2) },
      attributes: { group: 2, strides: [2, 2] },
    },
  ],
  ['MaxPool', { op: 'MaxPool', attributes: { kernel_shape: [3, 2], strides: [2, 1], ...pads(1, 0, 1, 1) } }],
  [
    'MaxPool, ceil_mode',
    {
      op: 'MaxPool',
      inputs: image(1, 2, 6, 6),
      attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    },
  ],
  [
    'MaxPool along one axis',
    { op: 'MaxPool', inputs: image(1, 2, 7), attributes: { kernel_shape: [3], strides: [2] } },
  ],
  ['AveragePool', { op: 'AveragePool', attributes: { kernel_shape: [3, 3], ...pads(1, 1, 1, 1) } }],
  [
    'AveragePool that counts pads',
    { op: 'AveragePool', attributes: { kernel_shape: [3, 3], ...pads(1, 1, 1, 1), count_include_pad: 1 } },
  ],
  [
    'AveragePool, ceil_mode',
    {
      op: 'AveragePool',
      inputs: image(1, 2, 6, 6),
      attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    },
  ],
  [
    'AveragePool, SAME_LOWER',
    { op: 'AveragePool', attributes: { kernel_shape: [2, 2], auto_pad: 'SAME_LOWER' } },
  ],
  [
    'LRN',
    {
      op: 'LRN',
      inputs: image(1, 6, 3, 3),
      attributes: { size: 5 },
      floats: { alpha: 0.1, beta: 0.75, bias: 2 },
    },
  ],
  // Normalisation
  [
    'BatchNormalization',
    {
      op: 'BatchNormalization',
      constants: { scale: floats(3), offset: positive(3), mean: floats(3), variance: positive(3) },
    },
  ],
  [
    'BatchNormalization of vectors',
    {
      op: 'BatchNormalization',
      inputs: { x: floats(4, 3) },
      constants: { scale: floats(3), offset: positive(3), mean: floats(3), variance: positive(3) },
    },
  ],
  [
    'InstanceNormalization',
    {
      op: 'InstanceNormalization',
      constants: { scale: floats(3), offset: positive(3) },
      floats: { epsilon: 1e-3 },
    },
  ],
  ['LayerNormalization', { op: 'LayerNormalization', constants: { scale: floats(5), offset: positive(5) } }],
  [
    'LayerNormalization over two axes',
    { op: 'LayerNormalization', constants: { scale: floats(4, 5) }, attributes: { axis: 2 } },
  ],
  [
    'GroupNormalization',
    {
      op: 'GroupNormalization',
      opset: 21,
      inputs: image(2, 6, 3, 3),
      constants: { scale: floats(6), offset: positive(6) },
      attributes: { num_groups: 2 },
    },
  ],
  ['LpNormalization', { op: 'LpNormalization', attributes: { axis: 1 } }],
  // Shapes
  ['Reshape', { op: 'Reshape', constants: { shape: ints(0, -1, 2) } }],
  ['Flatten', { op: 'Flatten', attributes: { axis: 2 } }],
  ['Squeeze', { op: 'Squeeze', inputs: { x: floats(1, 3, 1) }, constants: { axes: ints(-1) } }],
  ['Squeeze of all', { op: 'Squeeze', inputs: { x: floats(1, 3, 1) } }],
  ['Unsqueeze', { op: 'Unsqueeze', inputs: { x: floats(2, 3) }, constants: { axes: ints(0, -1) } }],
  [
    'Unsqueeze by attributes',
    { op: 'Unsqueeze', opset: 11, inputs: { x: floats(2, 3) }, attributes: { axes: [1] } },
  ],
  ['Transpose', { op: 'Transpose', attributes: { perm: [3, 0, 2, 1] } }],
  ['Transpose that reverses', { op: 'Transpose' }],
  ['Shape', { op: 'Shape' }],
  ['Shape of some axes', { op: 'Shape', attributes: { start: 1, end: -1 } }],
  ['Size', { op: 'Size' }],
  ['Expand', { op: 'Expand', inputs: { x: floats(3, 1) }, constants: { shape: ints(2, 1, 4) } }],
  ['ConstantOfShape', { op: 'ConstantOfShape', inputs: { x: ints(2, 3) } }],
  ['Identity', { op: 'Identity' }],
  ['Dropout', { op: 'Dropout' }],
  ['Cast to whole numbers', { op: 'Cast', attributes: { to: 7 } }],
  ['Cast to truth', { op: 'Cast', inputs: { x: ints(0, 1, -2) }, attributes: { to: 9 } }],
  ['Cast to float32', { op: 'Cast', inputs: { x: ints(0, 1, -2) }, attributes: { to: 1 } }],
  ['Range', { op: 'Range', inputs: { a: one(2), b: one(11), c: one(3) } }],
  // Selection
  ['Concat', { op: 'Concat', inputs: { a: floats(2, 3), b: floats(2, 1) }, attributes: { axis: -1 } }],
  ['Split', { op: 'Split', inputs: { x: floats(2, 6) }, attributes: { axis: 1 }, outputs: ['a', 'b', 'c'] }],
  [
    'Split into sizes',
    {
      op: 'Split',
      inputs: { x: floats(2, 6) },
      constants: { sizes: ints(1, 5) },
      attributes: { axis: 1 },
      outputs: ['a', 'b'],
    },
  ],
  [
    'Slice',
    {
      op: 'Slice',
      constants: { starts: ints(1, -3), ends: ints(9223372036854775000, -1), axes: ints(2, 3) },
    },
  ],
  [
    'Slice by steps',
    {
      op: 'Slice',
      constants: { starts: ints(-1, 0), ends: ints(-1000, 5), axes: ints(2, 3), steps: ints(-1, 2) },
    },
  ],
  ['Slice by attributes', { op: 'Slice', opset: 9, attributes: { starts: [1], ends: [3], axes: [2] } }],
  ['Gather', { op: 'Gather', constants: { at: ints(2, 0, -1) }, attributes: { axis: 1 } }],
  ['Gather of one', { op: 'Gather', constants: { at: one(1) }, attributes: { axis: 2 } }],
  [
    'Gather by a matrix',
    {
      op: 'Gather',
      constants: { at: { dims: [2, 2], data: BigInt64Array.of(0n, 1n, 2n, 1n) } },
      attributes: { axis: 1 },
    },
  ],
  [
    'GatherND',
    {
      op: 'GatherND',
      inputs: { x: floats(3, 4, 2) },
      constants: { at: { dims: [2, 2], data: BigInt64Array.of(0n, 1n, 2n, 3n) } },
    },
  ],
  [
    'ScatterND',
    {
      op: 'ScatterND',
      inputs: { x: floats(5, 2) },
      constants: { at: { dims: [2, 1], data: BigInt64Array.of(4n, 1n) }, updates: floats(2, 2) },
    },
  ],
  ['Tile', { op: 'Tile', inputs: { x: floats(2, 3) }, constants: { times: ints(2, 2) } }],
  ['CumSum', { op: 'CumSum', constants: { axis: one(2) }, attributes: { exclusive: 1 } }],
  ['CumSum, reversed', { op: 'CumSum', constants: { axis: one(-1) }, attributes: { reverse: 1 } }],
  ['DepthToSpace', { op: 'DepthToSpace', inputs: image(2, 8, 2, 3), attributes: { blocksize: 2 } }],
  [
    'DepthToSpace, CRD',
    { op: 'DepthToSpace', inputs: image(2, 8, 2, 3), attributes: { blocksize: 2, mode: 'CRD' } },
  ],
  ['SpaceToDepth', { op: 'SpaceToDepth', inputs: image(2, 2, 4, 6), attributes: { blocksize: 2 } }],
  ['Pad', { op: 'Pad', constants: { pads: ints(0, 0, 1, 2, 0, 0, 0, 1), value: number(3) } }],
  ['Pad that cuts', { op: 'Pad', constants: { pads: ints(0, 0, -1, 1, 0, 1, 0, -2) } }],
  ...['reflect', 'edge'].map(
    (mode) =>
      [
        `Pad, ${mode}`,
        { op: 'Pad', constants: { pads: ints(0, 0, 1, 2, 0, 0, 2, 1) }, attributes: { mode } },
      ] as const,
  ),
  // Resizing
  ...['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'].flatMap((coordinates) =>
    ['linear', 'cubic'].flatMap((mode) =>
      [
        [2, 1.5],
        [0.6, 0.5],
      ].map(
        (scales) =>
          [
            `Resize, ${mode}, ${coordinates}, ${scales.join()}`,
            {
              op: 'Resize',
              constants: {
                roi: { dims: [0], data: new Float32Array() },
                scales: { dims: [4], data: Float32Array.of(1, 1, ...scales) },
              },
              attributes: { mode, coordinate_transformation_mode: coordinates },
            },
          ] as const,
      ),
    ),
  ),
  ...['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil'].flatMap((nearest) =>
    ['asymmetric', 'half_pixel', 'align_corners'].map(
      (coordinates) =>
        [
          `Resize, nearest, ${coordinates}, ${nearest}`,
          {
            op: 'Resize',
            constants: { sizes: ints(2, 3, 7, 3) },
            order: ['x', '', '', 'sizes'],
            attributes: { nearest_mode: nearest, coordinate_transformation_mode: coordinates },
          },
        ] as const,
    ),
  ),
  [
    'Upsample',
    {
      op: 'Upsample',
      opset: 9,
      constants: { scales: { dims: [4], data: Float32Array.of(1, 1, 2, 2) } },
      attributes: { mode: 'nearest' },
    },
  ],
  [
    'Upsample, linear',
    {
      op: 'Upsample',
      opset: 9,
      constants: { scales: { dims: [4], data: Float32Array.of(1, 1, 2, 2) } },
      attributes: { mode: 'linear' },
    },
  ],
];

noteAbsentDevices();

it.each(cases)('%s computes what ONNX Runtime computes', async (_, spec) => {
  await expectAlike(networkOf(spec), spec.tolerance);
});
