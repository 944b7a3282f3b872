import { InputError } from '../../errors.js';
import type { TfjsModel } from '../tfjs-model.js';
import type { TfjsModules, TfjsRuntime } from '../tfjs-runtime.js';
import { checkOps } from './check-ops.js';
import { externalValues } from './external-values.js';
import { hostTensor } from './host-tensor.js';
import { parseOnnx, type NodeProto, type OnnxModel } from './onnx-model.js';
import { OpCall } from './op-call.js';
import { opTable } from './op-table.js';
import { planNodes, type Step } from './plan-nodes.js';
import { Value } from './value.js';

/**
 * An ONNX network in TensorFlow.js, node by node.
 * @param path - of its file, beside which there may be weights; undefined: it has none
 * @throws UsageError if an op is not run here or on this device; InputError if the network cannot be used
 */
export async function loadOnnx(
  runtime: TfjsRuntime,
  file: Uint8Array,
  path: string | undefined,
): Promise<TfjsModel> {
  const { tf } = runtime;
  const model = parseOnnx(file);
  checkOps(runtime, model);
  const external = await externalValues(model.initializers, path);
  const constants = new Map<string, Value>();
  for (const proto of model.initializers) {
    constants.set(proto.name, Value.ofHost(tf, hostTensor(proto, external.get(proto.name))));
  }
  const disposeConstants = () => {
    for (const value of constants.values()) value.dispose();
    constants.clear();
  };
  let nodes: NodeProto[];
  try {
    nodes = fold(tf, model, constants);
  } catch (error) {
    disposeConstants();
    throw error;
  }
  const plans = new Map<string, readonly Step[]>();
  const planOf = (outputs: readonly string[]): readonly Step[] => {
    const key = JSON.stringify(outputs);
    const plan = plans.get(key) ?? planNodes(nodes, outputs);
    plans.set(key, plan);
    return plan;
  };
  return {
    inputs: model.inputs,
    outputs: model.outputs,
    predict(inputs, outputs) {
      const live = new Map<string, Value>();
      const find = (name: string) => live.get(name) ?? constants.get(name);
      try {
        for (const { name } of model.inputs) live.set(name, Value.of(tf, tf.clone(inputs[name]!)));
        for (const { node, last } of planOf(outputs)) {
          compute(tf, model.opset, node, find, live);
          for (const name of last) {
            live.get(name)?.dispose();
            live.delete(name);
          }
        }
        return outputs.map((name) => tf.clone(find(name)!.plain()));
      } finally {
        for (const value of live.values()) value.dispose();
      }
    },
    dispose: disposeConstants,
  };
}

/** Computes what depends on constants alone, once. @returns the nodes that are left */
function fold(tf: TfjsModules, model: OnnxModel, constants: Map<string, Value>): NodeProto[] {
  const left = model.nodes.filter((node) => {
    if (!node.input.every((name) => name === '' || constants.has(name))) return true;
    compute(tf, model.opset, node, (name) => constants.get(name), constants);
    return false;
  });
  const needed = new Set([...left.flatMap(({ input }) => input), ...model.outputs.map(({ name }) => name)]);
  for (const [name, value] of constants) {
    if (needed.has(name)) continue;
    value.dispose();
    constants.delete(name);
  }
  return left;
}

/** @param into - where its outputs go */
function compute(
  tf: TfjsModules,
  opset: number,
  node: NodeProto,
  find: (name: string) => Value | undefined,
  into: Map<string, Value>,
): void {
  const call = new OpCall(
    tf,
    opset,
    node,
    node.input.map((name) => (name === '' ? undefined : find(name))),
  );
  try {
    tf.tidy(() => {
      const made = opTable[node.opType]!(call);
      const values = made instanceof Value ? [made] : made;
      values.forEach((value, i) => into.set(node.output[i]!, value));
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${node.opType} '${node.name || node.output[0]!}': ${message}`, { cause });
  }
}
