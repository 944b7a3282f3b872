import type { Precision } from '../config/precision.js';
import type { Layer, Network } from './graph.js';
import { float16, inputsOf, lowerLayer, type LoweredLayer } from './lower-layer.js';
import { onnxInitializer, onnxNode } from './onnx-node.js';
import { FLOAT, FLOAT16, encodeModelProto } from './onnx-schema.js';

const OPSET = 13;
const IR_VERSION = 8;

/** What is computed in float16 if anything is. Averages over whole maps and what is made of them, which are the features, are not. */
const mapOps: ReadonlySet<Layer['op']> = new Set(['conv', 'relu', 'maxPool', 'averagePool', 'concat']);

/**
 * Writes a network as an ONNX model file (opset 13), weights included. Its input and outputs are float32.
 * @throws RangeError if a weight is out of the range of the precision
 */
export function encodeOnnx(network: Network, precision: Precision = 'fp32'): Uint8Array {
  const lowered =
    precision === 'fp16' ? lowerToFloat16(network) : network.layers.map((layer) => lowerLayer(layer));
  return encodeModelProto({
    irVersion: IR_VERSION,
    producerName: 'gan-eval',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: network.name,
      node: lowered.flatMap(({ nodes }) => nodes),
      initializer: lowered.flatMap(({ weights = [] }) =>
        weights.map(({ name, value }) => onnxInitializer(name, value)),
      ),
      input: [valueInfo(network.input.name, network.input.dims)],
      output: network.outputs.map((name) => valueInfo(name)),
    },
  });
}

/** A layer whose inputs are all in float16 may be, too; casts stand where a value leaves that part of the network. */
function lowerToFloat16({ input, layers, outputs }: Network): LoweredLayer[] {
  const inFloat16 = new Set([input.name]);
  for (const layer of layers) {
    if (mapOps.has(layer.op) && inputsOf(layer).every((name) => inFloat16.has(name)))
      inFloat16.add(layer.name);
  }
  const leaving = new Set([
    ...outputs,
    ...layers.filter(({ name }) => !inFloat16.has(name)).flatMap((layer) => inputsOf(layer)),
  ]);
  const entry = onnxNode('Cast', [input.name], [float16.value(input.name)], { to: FLOAT16 });
  return [
    { nodes: [entry] },
    ...layers.flatMap((layer) => {
      const { name } = layer;
      if (!inFloat16.has(name)) return [lowerLayer(layer)];
      const exit = onnxNode('Cast', [float16.value(name)], [name], { to: FLOAT });
      return [lowerLayer(layer, float16), { nodes: leaving.has(name) ? [exit] : [] }];
    }),
  ];
}

/** A float32 value with a free batch dimension; without `dims` only the type is declared. */
function valueInfo(name: string, dims?: readonly number[]): object {
  const shape = dims && {
    dim: [{ dimParam: 'N' }, ...dims.map((dimValue) => ({ dimValue }))],
  };
  return { name, type: { tensorType: { elemType: FLOAT, ...(shape && { shape }) } } };
}
