import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, NetworkSource } from '../../../src/engines/engine.js';
import { onnxRuntime } from '../../../src/engines/onnxruntime.js';
import type { Tensor } from '../../../src/engines/tensor.js';
import { openTfjs } from '../../../src/engines/tfjs.js';
import { parseTfjsModelFile } from '../../../src/engines/tfjs-model-file.js';
import { InputError } from '../../../src/errors.js';
import { tfjsGraphToOnnx } from '../../../src/models/tfjs/graph-to-onnx.js';
import { graphFiles, integer, integers, text, type, type TestNode, type TestWeight } from './graph-files.js';

/** x is 2 x 4 x 6 x 4 unless it is given. */
interface Case {
  readonly op: string;
  readonly attr?: Readonly<Record<string, unknown>>;
  readonly weights?: readonly TestWeight[];
  readonly dims?: readonly number[];
  readonly x?: readonly number[];
  readonly whole?: boolean;
}

const DIMS = [2, 4, 6, 4];
const size = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
const count = (length: number) => Array.from({ length }, (_, i) => (((i * 37) % 23) - 11) / 4);
const ints = (name: string, ...values: number[]): TestWeight => ({
  ...{ name, values, type: 'int32', shape: values.length === 1 ? [] : [values.length] },
});
const floats = (name: string, ...shape: number[]): TestWeight => ({
  ...{ name, shape, values: count(size(shape)) },
});
const number = (name: string, value: number): TestWeight => ({ name, shape: [], values: [value] });

const pooling = (padding: string) => ({
  ksize: integers(1, 2, 3, 1),
  strides: integers(1, 2, 2, 1),
  padding: text(padding),
  data_format: text('NHWC'),
});
const padded = {
  strides: integers(1, 2, 2, 1),
  padding: text('EXPLICIT'),
  explicit_paddings: integers(0, 0, 1, 0, 2, 1, 0, 0),
  data_format: text('NHWC'),
  dilations: integers(1, 1, 1, 1),
};

let tensorflow: Engine;

beforeAll(async () => {
  tensorflow = await openTfjs('plain');
});

/** @returns what ONNX Runtime makes of the graph that was converted, and what TensorFlow.js makes of it as it is */
async function both(spec: Case): Promise<readonly [Tensor, Tensor]> {
  const { op, attr = {}, weights = [], dims = DIMS, x = count(size(dims)), whole = false } = spec;
  const kind = whole ? 'DT_INT32' : 'DT_FLOAT';
  const node: TestNode = { name: 'y', op, input: ['x', ...weights.map(({ name }) => name)], attr };
  const { model, files } = graphFiles({ dims, type: kind }, [node], weights, { name: 'y:0', type: kind });
  const inputs = { x: { dims, data: whole ? Int32Array.from(x) : Float32Array.from(x) } };
  const run = async (engine: Engine, source: NetworkSource): Promise<Tensor> => {
    const network = await engine.load(source);
    const { y } = await network.run(inputs);
    await network.dispose();
    return y!;
  };
  return [
    await run(onnxRuntime(), { kind: 'model', name: op, bytes: tfjsGraphToOnnx(op, model, files) }),
    await run(tensorflow, { kind: 'tfjs', name: op, model: parseTfjsModelFile(op, model), files }),
  ];
}

it.each<[string, Case]>([
  ['Exp', { op: 'Exp' }],
  ['Sin', { op: 'Sin' }],
  ['Cos', { op: 'Cos' }],
  ['Square', { op: 'Square' }],
  ['Reciprocal', { op: 'Reciprocal', dims: [3], x: [4, -0.5, 3] }],
  ['LeakyRelu', { op: 'LeakyRelu', attr: { alpha: { f: 0.3 } } }],
  ['LeakyRelu by default', { op: 'LeakyRelu' }],
  ['ClipByValue', { op: 'ClipByValue', weights: [number('low', -1.5), number('high', 0.75)] }],
  ['ZerosLike', { op: 'ZerosLike', dims: [2, 2], x: [1, NaN, -Infinity, 0] }],
  ['ZerosLike of whole numbers', { op: 'ZerosLike', attr: { T: type('DT_INT32') }, whole: true }],
  ['Sum', { op: 'Sum', weights: [ints('axes', 1, 2)] }],
  ['Sum that keeps its axes', { op: 'Sum', weights: [ints('axes', -1)], attr: { keep_dims: { b: true } } }],
  ['Transpose', { op: 'Transpose', weights: [ints('perm', 0, 3, 1, 2)] }],
  ['Slice', { op: 'Slice', weights: [ints('begin', 0, 1, 2, 0), ints('size', -1, 2, -1, 3)] }],
  ['GatherV2', { op: 'GatherV2', weights: [ints('at', 3, 0, 0), ints('axis', 3)] }],
  ['BatchMatMulV2', { op: 'BatchMatMulV2', weights: [floats('m', 2, 4, 4, 3)] }],
  ['BatchMatMulV2 with one matrix for all', { op: 'BatchMatMulV2', weights: [floats('m', 4, 3)] }],
  ['AvgPool, VALID', { op: 'AvgPool', attr: pooling('VALID') }],
  ['AvgPool, SAME: padding does not count', { op: 'AvgPool', attr: pooling('SAME') }],
  ['DepthToSpace', { op: 'DepthToSpace', attr: { block_size: integer(2), data_format: text('NHWC') } }],
  ['Conv2D with explicit padding', { op: 'Conv2D', attr: padded, weights: [floats('k', 3, 2, 4, 5)] }],
])('%s means to ONNX Runtime what it means to TensorFlow.js', async (_, spec) => {
  const [ours, theirs] = await both(spec);
  expect(ours.dims).toEqual(theirs.dims);
  expect(ours.data).toHaveLength(size(ours.dims));
  const wanted = Array.from(theirs.data, Number);
  Array.from(ours.data, Number).forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(wanted[i]!)));
  });
});

describe('forms that are not converted', () => {
  it.each<[Case, RegExp]>([
    [
      { op: 'BatchMatMulV2', weights: [floats('m', 4, 3)], attr: { adj_y: { b: true } } },
      /BatchMatMulV2\) cannot be converted: with a transposed side/,
    ],
    [
      {
        ...{ op: 'GatherV2', weights: [ints('at', 1, 0), ints('axis', 1)] },
        attr: { batch_dims: integer(1) },
      },
      /GatherV2\) cannot be converted: by other numbers/,
    ],
    [
      { op: 'DepthToSpace', attr: { block_size: integer(2), data_format: text('NCHW') } },
      /DepthToSpace\) cannot be converted: of another data format/,
    ],
  ])('%j', async (spec, message) => {
    const converting = both(spec);
    await expect(converting).rejects.toThrow(InputError);
    await expect(converting).rejects.toThrow(message);
  });
});
