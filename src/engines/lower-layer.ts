import { toFloat16 } from './float16.js';
import type { Layer, Weight, Window2d } from './graph.js';
import { onnxNode, type Float16Constant, type OnnxAttributes, type OnnxConstant } from './onnx-node.js';

/** Nodes of ONNX, and the constants that they read by name. */
export interface LoweredLayer {
  readonly nodes: readonly object[];
  readonly weights?: readonly { readonly name: string; readonly value: OnnxConstant | Float16Constant }[];
}

/** What a layer computes in: how its values are called there, and its weights. */
interface ElementType {
  readonly value: (name: string) => string;
  readonly weight: (weight: Weight) => OnnxConstant | Float16Constant;
}

const float32: ElementType = { value: (name) => name, weight: (weight) => weight };

export const float16: ElementType = {
  value: (name) => `${name}/float16`,
  weight: ({ dims, data }) => ({ dims, data: toFloat16(data) }),
};

export const inputsOf = (layer: Layer): readonly string[] =>
  'inputs' in layer ? layer.inputs : [layer.input];

/** Writes a layer as the nodes of ONNX that do what it does. */
export function lowerLayer(layer: Layer, type: ElementType = float32): LoweredLayer {
  const inputs = inputsOf(layer).map(type.value);
  const output = type.value(layer.name);
  switch (layer.op) {
    case 'conv': {
      const weight = `${output}/weight`;
      const bias = `${output}/bias`;
      return {
        nodes: [onnxNode('Conv', [...inputs, weight, bias], [output], windowAttributes(layer.window))],
        weights: [
          { name: weight, value: type.weight(layer.weight) },
          { name: bias, value: type.weight(layer.bias) },
        ],
      };
    }
    case 'relu':
      return { nodes: [onnxNode('Relu', inputs, [output])] };
    case 'maxPool':
      return { nodes: [onnxNode('MaxPool', inputs, [output], windowAttributes(layer.window))] };
    case 'averagePool': {
      const attributes = { ...windowAttributes(layer.window), count_include_pad: 0 };
      return { nodes: [onnxNode('AveragePool', inputs, [output], attributes)] };
    }
    case 'concat':
      return { nodes: [onnxNode('Concat', inputs, [output], { axis: 1 })] };
    case 'globalAverage': {
      // Row by row: ONNX Runtime's GlobalAveragePool adds all places up in one float32 sum, which costs digits on large maps.
      const rows = `${output}/rows`;
      return {
        nodes: [
          onnxNode('ReduceMean', inputs, [rows], { axes: [3], keepdims: 0 }),
          onnxNode('ReduceMean', [rows], [output], { axes: [2], keepdims: 0 }),
        ],
      };
    }
    case 'flattenChannelsLast': {
      const turned = `${output}/channels-last`;
      return {
        nodes: [
          onnxNode('Transpose', inputs, [turned], { perm: [0, 2, 3, 1] }),
          onnxNode('Flatten', [turned], [output], { axis: 1 }),
        ],
      };
    }
    case 'dense': {
      const weights = [{ name: `${output}/weight`, value: type.weight(layer.weight) }];
      if (layer.bias) weights.push({ name: `${output}/bias`, value: type.weight(layer.bias) });
      const names = weights.map(({ name }) => name);
      return { nodes: [onnxNode('Gemm', [...inputs, ...names], [output], { transB: 1 })], weights };
    }
  }
}

function windowAttributes({ kernel, stride, padding }: Window2d): OnnxAttributes {
  return { kernel_shape: kernel, strides: stride, pads: [...padding, ...padding] };
}
