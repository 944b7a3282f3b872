import type { Layer, Network, Weight, Window2d } from './graph.js';
import { onnxInitializer, onnxNode, type OnnxAttributes } from './onnx-node.js';
import { FLOAT, encodeModelProto } from './onnx-schema.js';

const OPSET = 13;
const IR_VERSION = 8;

interface Lowered {
  readonly nodes: readonly object[];
  readonly weights?: readonly { readonly name: string; readonly weight: Weight }[];
}

/** Writes a network as an ONNX model file (opset 13), weights included. */
export function encodeOnnx(network: Network): Uint8Array {
  const lowered = network.layers.map(lower);
  return encodeModelProto({
    irVersion: IR_VERSION,
    producerName: 'gan-eval',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: network.name,
      node: lowered.flatMap(({ nodes }) => nodes),
      initializer: lowered.flatMap(({ weights = [] }) =>
        weights.map(({ name, weight }) => onnxInitializer(name, weight)),
      ),
      input: [valueInfo(network.input.name, network.input.dims)],
      output: network.outputs.map((name) => valueInfo(name)),
    },
  });
}

function lower(layer: Layer): Lowered {
  switch (layer.op) {
    case 'conv': {
      const weight = `${layer.name}/weight`;
      const bias = `${layer.name}/bias`;
      return {
        nodes: [onnxNode('Conv', [layer.input, weight, bias], [layer.name], windowAttributes(layer.window))],
        weights: [
          { name: weight, weight: layer.weight },
          { name: bias, weight: layer.bias },
        ],
      };
    }
    case 'relu':
      return { nodes: [onnxNode('Relu', [layer.input], [layer.name])] };
    case 'maxPool':
      return { nodes: [onnxNode('MaxPool', [layer.input], [layer.name], windowAttributes(layer.window))] };
    case 'averagePool': {
      const attributes = { ...windowAttributes(layer.window), count_include_pad: 0 };
      return { nodes: [onnxNode('AveragePool', [layer.input], [layer.name], attributes)] };
    }
    case 'concat':
      return { nodes: [onnxNode('Concat', layer.inputs, [layer.name], { axis: 1 })] };
    case 'globalAverage': {
      // Row by row: ONNX Runtime's GlobalAveragePool adds all places up in one float32 sum, which costs digits on large maps.
      const rows = `${layer.name}/rows`;
      return {
        nodes: [
          onnxNode('ReduceMean', [layer.input], [rows], { axes: [3], keepdims: 0 }),
          onnxNode('ReduceMean', [rows], [layer.name], { axes: [2], keepdims: 0 }),
        ],
      };
    }
    case 'flattenChannelsLast': {
      const turned = `${layer.name}/channels-last`;
      return {
        nodes: [
          onnxNode('Transpose', [layer.input], [turned], { perm: [0, 2, 3, 1] }),
          onnxNode('Flatten', [turned], [layer.name], { axis: 1 }),
        ],
      };
    }
    case 'dense': {
      const weights = [{ name: `${layer.name}/weight`, weight: layer.weight }];
      if (layer.bias) weights.push({ name: `${layer.name}/bias`, weight: layer.bias });
      const inputs = [layer.input, ...weights.map(({ name }) => name)];
      return { nodes: [onnxNode('Gemm', inputs, [layer.name], { transB: 1 })], weights };
    }
  }
}

function windowAttributes({ kernel, stride, padding }: Window2d): OnnxAttributes {
  return { kernel_shape: kernel, strides: stride, pads: [...padding, ...padding] };
}

/** A float32 value with a free batch dimension; without `dims` only the type is declared. */
function valueInfo(name: string, dims?: readonly number[]): object {
  const shape = dims && {
    dim: [{ dimParam: 'N' }, ...dims.map((dimValue) => ({ dimValue }))],
  };
  return { name, type: { tensorType: { elemType: FLOAT, ...(shape && { shape }) } } };
}
