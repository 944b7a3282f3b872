import type { Layer, Network, Weight, Window2d } from '../engines/graph.js';
import { InputError } from '../errors.js';
import { foldBatchNorm } from './fold-batch-norm.js';
import type { KerasLayer } from './keras-schema.js';
import type { KerasWeights } from './keras-weights.js';

/** What a Keras layer gives here: the layer that makes it, and its shape without the batch, channels first. */
interface Place {
  readonly name: string;
  readonly dims: readonly number[];
}

type Of<Class extends KerasLayer['class_name']> = Extract<KerasLayer, { class_name: Class }>;

interface Options {
  readonly name: string;
  readonly input: string;
  /** Names that Keras layers get here; the others keep theirs. */
  readonly names: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
}

/**
 * Lowers a Keras model (channels last; each convolution followed by its batch normalisation) to a network (channels
 * first). Normalisations are folded into the convolutions, dropout vanishes, and a last softmax is left out, so that
 * its layer gives logits.
 * @throws InputError for a topology that cannot be expressed exactly
 */
export function kerasNetwork(
  kerasLayers: readonly KerasLayer[],
  weights: KerasWeights,
  options: Options,
): Network {
  const places = new Map<string, Place>();
  const convs = new Map<string, { readonly layer: Of<'Conv2D'>; readonly from: Place }>();
  const layers: Layer[] = [];
  let inputDims: Network['input']['dims'] | undefined;

  const placeOf = (reader: KerasLayer, name: string | undefined): Place => {
    const place = name === undefined ? undefined : places.get(name);
    if (place === undefined)
      throw unsupported(reader, `it reads ${name ?? 'nothing'}, which gives it no tensor here`);
    return place;
  };
  const only = (layer: KerasLayer): Place => {
    if (layer.inbound_nodes.length !== 1) throw unsupported(layer, 'it should have one input');
    return placeOf(layer, layer.inbound_nodes[0]);
  };
  const nameOf = (layer: KerasLayer): string => options.names[layer.name] ?? layer.name;

  const lower = (layer: KerasLayer): Place | undefined => {
    const name = nameOf(layer);
    switch (layer.class_name) {
      case 'InputLayer': {
        const [, height, width, channels] = layer.config.batch_input_shape;
        if (inputDims !== undefined) throw unsupported(layer, 'the network should have one input');
        inputDims = [channels, height, width];
        return { name: options.input, dims: inputDims };
      }
      case 'Conv2D':
        // Made when its normalisation is met; nothing else may read it, for it gives no place until then.
        convs.set(layer.name, { layer, from: only(layer) });
        return undefined;
      case 'BatchNormalization': {
        const conv = convs.get(layer.inbound_nodes[0] ?? '');
        if (conv === undefined) throw unsupported(layer, 'it does not follow a convolution');
        const { window, ...shape } = windowOf(conv.layer, conv.layer.config.kernel_size, conv.from);
        const dims = [conv.layer.config.filters, shape.heightOut, shape.widthOut];
        const folded = foldedConv(conv.layer, layer, shape.channelsIn, weights);
        layers.push({ name, op: 'conv', input: conv.from.name, window, ...folded });
        return { name, dims };
      }
      case 'Activation': {
        const from = only(layer);
        layers.push({ name, op: 'relu', input: from.name });
        return { name, dims: from.dims };
      }
      case 'MaxPooling2D':
      case 'AveragePooling2D': {
        const from = only(layer);
        const { window, channelsIn, heightOut, widthOut } = windowOf(layer, layer.config.pool_size, from);
        if (layer.class_name === 'AveragePooling2D' && window.kernel.join() === from.dims.slice(1).join()) {
          layers.push({ name, op: 'globalAverage', input: from.name });
          return { name, dims: [channelsIn] };
        }
        const op = layer.class_name === 'MaxPooling2D' ? 'maxPool' : 'averagePool';
        layers.push({ name, op, input: from.name, window });
        return { name, dims: [channelsIn, heightOut, widthOut] };
      }
      case 'Concatenate': {
        const from = layer.inbound_nodes.map((input) => placeOf(layer, input));
        const [size] = new Set(from.map(({ dims }) => dims.slice(1).join()));
        if (from.some(({ dims }) => dims.length !== 3 || dims.slice(1).join() !== size)) {
          throw unsupported(layer, 'its inputs differ in size');
        }
        layers.push({ name, op: 'concat', inputs: from.map((place) => place.name) });
        return { name, dims: [from.reduce((sum, { dims }) => sum + dims[0]!, 0), ...from[0]!.dims.slice(1)] };
      }
      case 'Flatten':
      case 'Dropout': {
        const from = only(layer);
        if (layer.class_name === 'Flatten' && from.dims.length !== 1) {
          throw unsupported(layer, 'channels last and first flatten in different orders');
        }
        return from;
      }
      case 'Dense': {
        const from = only(layer);
        const { units, activation } = layer.config;
        if (from.dims.length !== 1) throw unsupported(layer, 'its input is not flat');
        const weight = transposed(weights(`${layer.name}/kernel`, [from.dims[0]!, units]));
        const bias = weights(`${layer.name}/bias`, [units]);
        if (activation !== 'relu') {
          layers.push({ name, op: 'dense', input: from.name, weight, bias });
          return activation === 'softmax' ? undefined : { name, dims: [units] };
        }
        layers.push({ name: `${name}/linear`, op: 'dense', input: from.name, weight, bias });
        layers.push({ name, op: 'relu', input: `${name}/linear` });
        return { name, dims: [units] };
      }
    }
  };

  for (const layer of kerasLayers) {
    const place = lower(layer);
    if (place !== undefined) places.set(layer.name, place);
  }
  if (inputDims === undefined) throw new InputError(`${options.name} has no input layer.`);
  return {
    name: options.name,
    input: { name: options.input, dims: inputDims },
    layers,
    outputs: options.outputs,
  };
}

function unsupported(layer: KerasLayer, why: string): InputError {
  return new InputError(`The Keras layer ${layer.name} (${layer.class_name}) cannot be used: ${why}.`);
}

/** The window in our terms, and what it makes of a [channels, height, width] place. */
function windowOf(
  layer: Of<'Conv2D' | 'MaxPooling2D' | 'AveragePooling2D'>,
  kernel: readonly [number, number],
  { dims }: Place,
): {
  readonly window: Window2d;
  readonly channelsIn: number;
  readonly heightOut: number;
  readonly widthOut: number;
} {
  const { strides, padding } = layer.config;
  const same = padding === 'same';
  // Only then is TensorFlow's 'same' a padding that is equal on both sides, whatever the size of the input.
  if (same && (strides.some((stride) => stride !== 1) || kernel.some((size) => size % 2 === 0))) {
    throw unsupported(
      layer,
      `padding "same" with strides ${strides.join(' x ')}, kernel ${kernel.join(' x ')}`,
    );
  }
  const [channelsIn, height, width] = dims;
  if (channelsIn === undefined || height === undefined || width === undefined) {
    throw unsupported(layer, 'its input is flat');
  }
  const padded = same ? ([(kernel[0] - 1) / 2, (kernel[1] - 1) / 2] as const) : ([0, 0] as const);
  return {
    window: { kernel, stride: strides, padding: padded },
    channelsIn,
    heightOut: Math.floor((height + 2 * padded[0] - kernel[0]) / strides[0]) + 1,
    widthOut: Math.floor((width + 2 * padded[1] - kernel[1]) / strides[1]) + 1,
  };
}

function foldedConv(
  conv: Of<'Conv2D'>,
  norm: Of<'BatchNormalization'>,
  channelsIn: number,
  weights: KerasWeights,
): { readonly weight: Weight; readonly bias: Weight } {
  const { filters, kernel_size: kernel } = conv.config;
  const part = (of: string): Float32Array => weights(`${norm.name}/${of}`, [filters]).data;
  const weight = outputFirst(weights(`${conv.name}/kernel`, [...kernel, channelsIn, filters]));
  return foldBatchNorm(norm.name, weight, {
    mean: part('moving_mean'),
    variance: part('moving_variance'),
    ...(norm.config.scale ? { scale: part('gamma') } : {}),
    shift: part('beta'),
    epsilon: norm.config.epsilon,
  });
}

/** [height, width, in, out] -> [out, in, height, width] */
function outputFirst({ dims, data }: Weight): Weight {
  const [height, width, channelsIn, channelsOut] = dims as [number, number, number, number];
  const area = height * width;
  const out = new Float32Array(data.length);
  let from = 0;
  for (let at = 0; at < area; at++) {
    for (let i = 0; i < channelsIn; i++) {
      for (let o = 0; o < channelsOut; o++) out[(o * channelsIn + i) * area + at] = data[from++]!;
    }
  }
  return { dims: [channelsOut, channelsIn, height, width], data: out };
}

/** [in, out] -> [out, in] */
function transposed({ dims, data }: Weight): Weight {
  const [rows, columns] = dims as [number, number];
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = data[row * columns + column]!;
  }
  return { dims: [columns, rows], data: out };
}
