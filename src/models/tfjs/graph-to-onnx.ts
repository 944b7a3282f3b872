import { OnnxBuilder } from '../../engines/onnx-builder.js';
import { schemaProblems } from '../../config/schema-problems.js';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import { elementTypes } from './element-types.js';
import { graphModelSchema, type GraphModel, type GraphNode } from './graph-schema.js';
import { readGraphWeights } from './graph-weights.js';
import { OpContext } from './op-context.js';
import { opTable } from './op-table.js';

/** A node is lowered within the one that needs it; what is deeper than any network would exhaust the call stack. */
const DEEPEST = 1000;

/**
 * Converts a TensorFlow.js graph model to ONNX, node by node: same inputs, same outputs, same layout (N x H x W x C).
 * @param name - what messages call it
 * @param modelFile - content of its `model.json`
 * @param files - contents of the files that its manifest names, by those names
 * @returns an ONNX model (opset 13) whose inputs have the names of the graph's placeholders, and whose outputs those of
 *   the signature's tensors without their `:0`
 * @throws InputError if the files are not such a model, or it has an op that is not known here
 */
export function tfjsGraphToOnnx(
  name: string,
  modelFile: string,
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const model = parseModel(name, modelFile);
  const constants = readGraphWeights(model.weightsManifest, files);
  const nodes = new Map(model.modelTopology.node.map((node) => [node.name, node]));
  const onnx = new OnnxBuilder();
  const made = new Map<string, readonly string[]>();
  /** Those that are being lowered, each for the one before. */
  const under = new Set<string>();

  const nodeOf = (reference: string): GraphNode => {
    const node = nodes.get(nodeName(reference));
    if (node === undefined) throw new InputError(`${name}: there is no node ${reference}.`);
    return node;
  };
  const constantOf = (reference: string) => constants.get(nodeName(reference));
  const outputsOf = (node: GraphNode): readonly string[] => {
    const known = made.get(node.name);
    if (known !== undefined) return known;
    if (under.has(node.name)) throw new InputError(`${name}: its node ${node.name} is an input of its own.`);
    if (under.size >= DEEPEST)
      throw new InputError(`${name}: more than ${DEEPEST} nodes behind one another.`);
    under.add(node.name);
    const lowered = lower(node);
    under.delete(node.name);
    const outputs = typeof lowered === 'string' ? [lowered] : lowered;
    made.set(node.name, outputs);
    return outputs;
  };
  const valueOf = (reference: string): string => {
    const value = outputsOf(nodeOf(reference))[outputIndex(reference)];
    if (value === undefined) throw new InputError(`${name}: there is no output ${reference}.`);
    return value;
  };
  const lower = (node: GraphNode): string | readonly string[] => {
    const op = new OpContext(node, onnx, { valueOf, nodeOf, constantOf });
    if (node.op === 'Placeholder') return placeholder(op);
    if (node.op === 'Const') {
      const constant = constants.get(node.name);
      if (constant === undefined) throw op.unsupported('the manifest has no weight of that name');
      return onnx.constant(constant);
    }
    const lowerOp = Object.hasOwn(opTable, node.op) ? opTable[node.op] : undefined;
    if (lowerOp === undefined) {
      throw op.unsupported(`ops that can be: ${Object.keys(opTable).join(', ')}`);
    }
    return lowerOp(op);
  };

  for (const { name: tensor, dtype } of Object.values(model.signature.outputs)) {
    const elemType = Object.hasOwn(elementTypes, dtype) ? elementTypes[dtype] : undefined;
    if (elemType === undefined) throw new InputError(`${name}: its output ${tensor} is ${dtype}.`);
    onnx.output(nodeName(tensor), elemType, valueOf(tensor));
  }
  return onnx.encode(name);
}

function placeholder(op: OpContext): string {
  const type = op.type('dtype') ?? '';
  const elemType = Object.hasOwn(elementTypes, type) ? elementTypes[type] : undefined;
  const dims = op.node.attr.shape?.shape?.dim.map(({ size }) => size);
  if (elemType === undefined || dims === undefined) throw op.unsupported('its type or shape is not known');
  return op.onnx.input(op.node.name, elemType, dims);
}

/** A reference is `node` or `node:output`. */
const nodeName = (reference: string): string => reference.replace(/:\d+$/, '');
const outputIndex = (reference: string): number => Number(/:(\d+)$/.exec(reference)?.[1] ?? 0);

function parseModel(name: string, modelFile: string): GraphModel {
  let json: unknown;
  try {
    json = parseJson(modelFile);
  } catch (cause) {
    throw new InputError(`${name}: its model file is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = graphModelSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${name}: not a TensorFlow.js graph model that can be read.\n${schemaProblems(parsed.error)}`,
  );
}
