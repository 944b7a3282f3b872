import { INT32, INT64 } from '../../engines/onnx-schema.js';
import { elementTypes } from './element-types.js';
import type { OpContext } from './op-context.js';
import { lowerConvolution, lowerResizeBilinear, lowerTransposedConvolution, relu6 } from './window-ops.js';

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
  Relu: same('Relu'),
  Relu6: (op) => relu6(op, op.value(0)),
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
  ResizeBilinear: lowerResizeBilinear,
};

function soleInteger(op: OpContext, index: number): number {
  const [value, ...others] = op.integers(index);
  if (value === undefined || others.length > 0) throw op.unsupported(`its input ${index} is not one number`);
  return value;
}
