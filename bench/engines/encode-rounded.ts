import { toFloat16 } from '../../src/engines/float16.js';
import type { Network, Weight } from '../../src/engines/graph.js';
import { lowerLayer } from '../../src/engines/lower-layer.js';
import { onnxInitializer, onnxNode } from '../../src/engines/onnx-node.js';
import { FLOAT, encodeModelProto } from '../../src/engines/onnx-schema.js';

/** Times it, less what it is too large by: what is left has 11 digits, those of a float16. @source T. Dekker (1971), section 6 */
const SPLITTER = 2 ** 13 + 1;

/** The others give no numbers that they were not given. */
const rounding = new Set(['conv', 'averagePool']);

/**
 * A network in float32 whose input, weights and maps are rounded to float16 as a GPU stores them: ONNX Runtime's CPU provider, given
 * the float16 network itself, rounds the weights and leaves the casts between layers out. Maps below 6e-5 keep more digits than float16 has.
 */
export function encodeRounded({ name, input, layers, outputs }: Network): Uint8Array {
  const lowered = layers.map((layer) => {
    const { nodes, weights = [] } = lowerLayer(layer, { value: (value) => value, weight: rounded });
    return { nodes: rounding.has(layer.op) ? roundOutput(nodes, layer.name) : nodes, weights };
  });
  const exact = `${input.name}/exact`;
  const dims = [1, ...input.dims].map((dimValue, i) => (i === 0 ? { dimParam: 'N' } : { dimValue }));
  return encodeModelProto({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name,
      node: [...roundTo(exact, input.name), ...lowered.flatMap(({ nodes }) => nodes)],
      initializer: [
        onnxInitializer('splitter', { dims: [], data: Float32Array.of(SPLITTER) }),
        ...lowered.flatMap(({ weights }) =>
          weights.map((weight) => onnxInitializer(weight.name, weight.value)),
        ),
      ],
      input: [{ name: exact, type: { tensorType: { elemType: FLOAT, shape: { dim: dims } } } }],
      output: outputs.map((output) => ({ name: output, type: { tensorType: { elemType: FLOAT } } })),
    },
  });
}

function roundOutput(nodes: readonly object[], name: string): object[] {
  const exact = `${name}/exact`;
  return [...nodes.map((node) => ({ ...node, name: exact, output: [exact] })), ...roundTo(exact, name)];
}

const roundTo = (exact: string, name: string): object[] => [
  onnxNode('Mul', [exact, 'splitter'], [`${name}/large`]),
  onnxNode('Sub', [`${name}/large`, exact], [`${name}/excess`]),
  onnxNode('Sub', [`${name}/large`, `${name}/excess`], [name]),
];

const rounded = ({ dims, data }: Weight): Weight => ({
  dims,
  data: Float32Array.from(toFloat16(data), meaning),
});

/** What a float16's bits mean, by the definition of IEEE 754. */
function meaning(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  const magnitude = exponent === 0 ? 2 ** -14 * fraction : 2 ** (exponent - 15) * (1 + fraction);
  return bits & 0x8000 ? -magnitude : magnitude;
}
