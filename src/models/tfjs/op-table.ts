import { INT32, INT64 } from '../../engines/onnx-schema.js';
import { elementTypes } from './element-types.js';
import type { OpContext } from './op-context.js';
import {
  lowerAveragePool,
  lowerConvolution,
  lowerDepthToSpace,
  lowerResizeBilinear,
  lowerTransposedConvolution,
  relu6,
} from './window-ops.js';

/** An end beyond every axis, which ONNX cuts off at the axis' own. */
const INT32_MAX = 0x7fffffff;

/** Writes a node's meaning in ONNX. @returns its output, or its outputs */
type Lower = (op: OpContext) => string | readonly string[];

/** An op of which ONNX has the same, whatever its name. */
const same =
  (onnxOp: string): Lower =>
  (op) =>
    op.onnx.node(onnxOp, op.values());

const fullConvolution: Lower = (op) => lowerConvolution(op, 'full');
const depthwiseConvolution: Lower = (op) => lowerConvolution(op, 'depthwise');

/** TensorFlow's ops that are converted. `Const` and `Placeholder` are the converter's own. */
export const opTable: Readonly<Record<string, Lower>> = {
  Identity: (op) => op.value(0),
  Add: same('Add'),
  AddV2: same('Add'),
  Sub: same('Sub'),
  Mul: same('Mul'),
  RealDiv: same('Div'),
  Sigmoid: same('Sigmoid'),
  Tanh: same('Tanh'),
  Sqrt: same('Sqrt'),
  Reciprocal: same('Reciprocal'),
  Exp: same('Exp'),
  Sin: same('Sin'),
  Cos: same('Cos'),
  Relu: same('Relu'),
  Relu6: (op) => relu6(op, op.value(0)),
  LeakyRelu: (op) => op.onnx.node('PRelu', [op.value(0), op.onnx.scalar(op.number('alpha', 0.2))]),
  ClipByValue: same('Clip'),
  Square: (op) => op.onnx.node('Mul', [op.value(0), op.value(0)]),
  ZerosLike: (op) => {
    const zero = op.type('T') === 'DT_INT32' ? Int32Array.of(0) : Float32Array.of(0);
    return op.onnx.node('Expand', [
      op.onnx.constant({ dims: [], data: zero }),
      op.onnx.node('Shape', [op.value(0)]),
    ]);
  },
  // ONNX divides whole numbers towards zero; its Mod has the divisor's sign, so this rounds down.
  FloorDiv: (op) => {
    const [a, b] = [op.value(0), op.value(1)];
    if (op.type('T') !== 'DT_INT32') throw op.unsupported('of other numbers than int32');
    return op.onnx.node('Div', [op.onnx.node('Sub', [a, op.onnx.node('Mod', [a, b])]), b]);
  },
  MatMul: (op) => {
    const side = (index: number, transposed: string): string =>
      op.flag(transposed) ? op.onnx.node('Transpose', [op.value(index)], { perm: [1, 0] }) : op.value(index);
    return op.onnx.node('MatMul', [side(0, 'transpose_a'), side(1, 'transpose_b')]);
  },
  BatchMatMulV2: (op) => {
    if (op.flag('adj_x') || op.flag('adj_y')) throw op.unsupported('with a transposed side');
    return op.onnx.node('MatMul', op.values());
  },
  Sum: (op) =>
    op.onnx.node('ReduceSum', [op.value(0), op.onnx.int64(...op.integers(1))], {
      keepdims: Number(op.flag('keep_dims')),
    }),
  SquaredDifference: (op) => {
    const difference = op.onnx.node('Sub', op.values());
    return op.onnx.node('Mul', [difference, difference]);
  },
  Cast: (op) => {
    const type = op.type('DstT') ?? 'nothing';
    const to = elementTypes[type];
    if (to === undefined) throw op.unsupported(`to ${type}; known: ${Object.keys(elementTypes).join(', ')}`);
    return op.onnx.node('Cast', [op.value(0)], { to });
  },
  ExpandDims: (op) => op.onnx.node('Unsqueeze', [op.value(0), op.onnx.int64(...op.integers(1))]),
  Squeeze: (op) => {
    const axes = op.integerList('squeeze_dims');
    return op.onnx.node('Squeeze', axes.length > 0 ? [op.value(0), op.onnx.int64(...axes)] : [op.value(0)]);
  },
  Reshape: (op) => op.onnx.node('Reshape', [op.value(0), op.onnx.int64(...op.integers(1))]),
  Transpose: (op) => op.onnx.node('Transpose', [op.value(0)], { perm: op.integers(1) }),
  Slice: lowerSlice,
  GatherV2: (op) => {
    if (op.integer('batch_dims', 0) !== 0) throw op.unsupported('by other numbers for each of a batch');
    return op.onnx.node('Gather', [op.value(0), op.value(1)], { axis: soleInteger(op, 2) });
  },
  ConcatV2: (op) =>
    op.onnx.node(
      'Concat',
      op.inputs.slice(0, -1).map((_, i) => op.value(i)),
      { axis: soleInteger(op, -1) },
    ),
  Pack: (op) => {
    const axis = op.integer('axis', 0);
    const parts = op.values().map((value) => op.onnx.node('Unsqueeze', [value, op.onnx.int64(axis)]));
    return op.onnx.node('Concat', parts, { axis });
  },
  Unpack: (op) => {
    const axis = op.integer('axis', 0);
    const parts = op.onnx.nodes('Split', [op.value(0)], op.integer('num'), { axis });
    return parts.map((part) => op.onnx.node('Squeeze', [part, op.onnx.int64(axis)]));
  },
  ArgMax: (op) => {
    const found = op.onnx.node('ArgMax', [op.value(0)], { axis: soleInteger(op, 1), keepdims: 0 });
    return op.onnx.node('Cast', [found], { to: INT32 });
  },
  GatherNd: (op) =>
    op.onnx.node('GatherND', [op.value(0), op.onnx.node('Cast', [op.value(1)], { to: INT64 })]),
  Conv2D: fullConvolution,
  _FusedConv2D: fullConvolution,
  DepthwiseConv2dNative: depthwiseConvolution,
  FusedDepthwiseConv2dNative: depthwiseConvolution,
  Conv2DBackpropInput: lowerTransposedConvolution,
  AvgPool: lowerAveragePool,
  DepthToSpace: lowerDepthToSpace,
  ResizeBilinear: lowerResizeBilinear,
};

/** TensorFlow has starts and sizes, of which -1 is all that is left; ONNX has starts and ends. */
function lowerSlice(op: OpContext): string {
  const [begin, size] = [op.integers(1), op.integers(2)];
  const ends = size.map((length, axis) => (length < 0 ? INT32_MAX : begin[axis]! + length));
  return op.onnx.node('Slice', [op.value(0), op.onnx.int64(...begin), op.onnx.int64(...ends)]);
}

function soleInteger(op: OpContext, index: number): number {
  const [value, ...others] = op.integers(index);
  if (value === undefined || others.length > 0) throw op.unsupported(`its input ${index} is not one number`);
  return value;
}
