import type { OnnxAttributes } from '../../engines/onnx-node.js';
import type { GraphConstant } from './graph-weights.js';
import type { OpContext } from './op-context.js';

/*
 * TensorFlow's images lie N x H x W x C, ONNX's N x C x H x W. Each of these ops turns its input and turns its output
 * back; ONNX Runtime cancels the pairs that meet.
 */
const channelsFirst = ({ onnx }: OpContext, value: string): string =>
  onnx.node('Transpose', [value], { perm: [0, 3, 1, 2] });
const channelsLast = ({ onnx }: OpContext, value: string): string =>
  onnx.node('Transpose', [value], { perm: [0, 2, 3, 1] });

/** Conv2D and its depthwise form, alone or fused with a bias and an activation. */
export function lowerConvolution(op: OpContext, kind: 'full' | 'depthwise'): string {
  const kernel = op.constant(1);
  const [height, width, channelsIn, multiplier] = kernelDims(op, kernel);
  const weight =
    kind === 'full'
      ? permute4(kernel, [3, 2, 0, 1])
      : {
          dims: [channelsIn * multiplier, 1, height, width],
          data: permute4(kernel, [2, 3, 0, 1]).data,
        };
  const fused = op.textList('fused_ops');
  const hasBias = fused[0] === 'BiasAdd';
  const inputs = [channelsFirst(op, op.value(0)), op.onnx.constant(weight)];
  if (hasBias) inputs.push(op.onnx.constant(op.constant(2)));
  const convolved = op.onnx.node('Conv', inputs, {
    ...window(op, [height, width]),
    dilations: spatial(op, 'dilations'),
    group: kind === 'full' ? 1 : channelsIn,
  });
  const activations = hasBias ? fused.slice(1) : fused;
  const activated = activations.reduce((value, name) => activate(op, name, value), convolved);
  return channelsLast(op, activated);
}

function activate(op: OpContext, name: string, value: string): string {
  if (name === 'Relu') return op.onnx.node('Relu', [value]);
  if (name === 'Relu6') return relu6(op, value);
  throw op.unsupported(`fused with ${name}; known: BiasAdd, Relu, Relu6`);
}

export function relu6({ onnx }: OpContext, value: string): string {
  return onnx.node('Clip', [value, onnx.scalar(0), onnx.scalar(6)]);
}

/** A transposed convolution whose output is its input times the stride, which is how such layers enlarge. */
export function lowerTransposedConvolution(op: OpContext): string {
  const kernel = op.constant(1);
  const [height, width] = kernelDims(op, kernel);
  const strides = spatial(op, 'strides');
  if (op.text('padding') !== 'SAME' || spatial(op, 'dilations').some((dilation) => dilation !== 1)) {
    throw op.unsupported('expected padding SAME and no dilation');
  }
  checkEnlargesBy(op, strides);
  const total = [Math.max(0, height - strides[0]), Math.max(0, width - strides[1])] as const;
  const before = total.map((pixels) => Math.floor(pixels / 2));
  const after = total.map((pixels, i) => pixels - before[i]!);
  const enlarged = op.onnx.node(
    'ConvTranspose',
    // [height, width, out, in] -> [in, out, height, width]
    [channelsFirst(op, op.value(2)), op.onnx.constant(permute4(kernel, [3, 2, 0, 1]))],
    { kernel_shape: [height, width], strides, pads: [...before, ...after] },
  );
  return channelsLast(op, enlarged);
}

/** TensorFlow is given the output's shape: here it must be computed as [N, height * stride, width * stride, C]. */
function checkEnlargesBy(op: OpContext, strides: readonly number[]): void {
  const shape = op.producer(0);
  const factors =
    shape.node.op === 'Pack' &&
    [1, 2].map((axis) => {
      const size = shape.producer(axis);
      return size.node.op === 'Mul' ? size.integers(1)[0] : undefined;
    });
  if (factors === false || factors.join() !== strides.join()) {
    throw op.unsupported(`expected an output shape of ${strides.join(' x ')} times the input's`);
  }
}

export function lowerResizeBilinear(op: OpContext): string {
  const { onnx } = op;
  const [height, width] = op.integers(1);
  if (height === undefined || width === undefined) throw op.unsupported('its size is not [height, width]');
  const mode = op.flag('align_corners')
    ? 'align_corners'
    : op.flag('half_pixel_centers')
      ? 'half_pixel'
      : 'asymmetric';
  const image = channelsFirst(op, op.value(0));
  const batchAndChannels = onnx.node('Slice', [onnx.node('Shape', [image]), onnx.int64(0), onnx.int64(2)]);
  const sizes = onnx.node('Concat', [batchAndChannels, onnx.int64(height, width)], { axis: 0 });
  const resized = onnx.node('Resize', [image, '', '', sizes], {
    mode: 'linear',
    coordinate_transformation_mode: mode,
  });
  return channelsLast(op, resized);
}

export function lowerAveragePool(op: OpContext): string {
  const pooled = op.onnx.node('AveragePool', [channelsFirst(op, op.value(0))], {
    ...window(op, spatial(op, 'ksize')),
    count_include_pad: 0,
  });
  return channelsLast(op, pooled);
}

/** Deals out channels over squares of pixels, a pixel's channels side by side. */
export function lowerDepthToSpace(op: OpContext): string {
  if ((op.text('data_format') ?? 'NHWC') !== 'NHWC') throw op.unsupported('of another data format than NHWC');
  const dealt = op.onnx.node('DepthToSpace', [channelsFirst(op, op.value(0))], {
    blocksize: op.integer('block_size'),
    mode: 'DCR',
  });
  return channelsLast(op, dealt);
}

function window(op: OpContext, kernel: readonly [number, number]): OnnxAttributes {
  return { kernel_shape: kernel, strides: spatial(op, 'strides'), ...padding(op) };
}

function padding(op: OpContext): OnnxAttributes {
  const kind = op.text('padding') ?? 'not given';
  if (kind === 'SAME') return { auto_pad: 'SAME_UPPER' };
  if (kind === 'VALID') return { auto_pad: 'VALID' };
  // Before and after, axis by axis: N, H, W, C.
  const [, , top = 0, bottom = 0, left = 0, right = 0] = op.integerList('explicit_paddings');
  if (kind === 'EXPLICIT') return { pads: [top, left, bottom, right] };
  throw op.unsupported(`padding ${kind}; known: SAME, VALID, EXPLICIT`);
}

/** The two middle numbers of an N H W C list. */
function spatial(op: OpContext, attribute: string): readonly [number, number] {
  const format = op.text('data_format') ?? 'NHWC';
  if (format !== 'NHWC') throw op.unsupported(`data format ${format}; known: NHWC`);
  const [, vertical = 1, horizontal = 1] = op.integerList(attribute);
  return [vertical, horizontal];
}

function kernelDims(op: OpContext, { dims }: GraphConstant): readonly [number, number, number, number] {
  const [height, width, third, fourth] = dims;
  if (dims.length !== 4) throw op.unsupported(`its kernel has ${dims.length} dimensions; expected 4`);
  return [height!, width!, third!, fourth!];
}

/** Moves axis `order[i]` of a 4-dimensional float constant to place i. */
function permute4({ dims, data }: GraphConstant, order: readonly [number, number, number, number]) {
  const strides = dims.map((_, i) => dims.slice(i + 1).reduce((product, size) => product * size, 1));
  const [a, b, c, d] = order.map((axis) => ({ size: dims[axis]!, stride: strides[axis]! }));
  const out = new Float32Array(data.length);
  let to = 0;
  for (let i = 0; i < a!.size; i++) {
    for (let j = 0; j < b!.size; j++) {
      for (let k = 0; k < c!.size; k++) {
        const base = i * a!.stride + j * b!.stride + k * c!.stride;
        for (let l = 0; l < d!.size; l++) out[to++] = data[base + l * d!.stride]!;
      }
    }
  }
  return { dims: order.map((axis) => dims[axis]!), data: out };
}
