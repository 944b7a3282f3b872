import { UsageError } from '../../errors.js';
import { tfjsBackends, tfjsDevices, type TfjsRuntime } from '../tfjs-runtime.js';
import type { OnnxModel, NodeProto } from './onnx-model.js';
import { opTable, rareKernels } from './op-table.js';

/** Nodes of an op that are named. */
const NAMED = 3;
const OLDEST = 7;

/**
 * Finds out whether every op of a network is run here, before anything is.
 * @throws UsageError with all that are not, the nodes that have them, and what runs them
 */
export function checkOps({ tf, backend }: TfjsRuntime, { nodes, opset }: OnnxModel): void {
  const isKnown = ({ domain, opType }: NodeProto) =>
    (domain === '' || domain === 'ai.onnx') && Object.hasOwn(opTable, opType);
  const unknown = nodes.filter((node) => !isKnown(node));
  if (unknown.length > 0) {
    throw new UsageError(
      `it has ops that are not run here: ${listed(unknown)}. ONNX Runtime may run them: --engine onnxruntime`,
    );
  }
  if (opset < OLDEST) {
    throw new UsageError(
      `it is of opset ${opset}; TensorFlow.js runs those from ${OLDEST} on here. ONNX Runtime may run it: --engine onnxruntime`,
    );
  }
  const kernels = new Set(tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName));
  const rare = nodes.filter(({ opType }) =>
    (rareKernels[opType] ?? []).some((kernel) => !kernels.has(kernel)),
  );
  if (rare.length === 0) return;
  const others = tfjsDevices.filter((device) => tfjsBackends[device] !== backend);
  throw new UsageError(
    `its device lacks ${listed(rare)}. Others may have it: ` +
      `${others.map((device) => `--device ${device}`).join(', ')}; or --engine onnxruntime`,
  );
}

/** `NonZero (nodes 'a', 'b'), TopK (node 'c')` */
function listed(nodes: readonly NodeProto[]): string {
  const byOp = new Map<string, string[]>();
  for (const { domain, opType, name, output } of nodes) {
    const op = domain === '' ? opType : `${domain}.${opType}`;
    byOp.set(op, [...(byOp.get(op) ?? []), `'${name || output.join()}'`]);
  }
  return Array.from(byOp, ([op, names]) => {
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    return `${op} (${names.length > 1 ? 'nodes' : 'node'} ${names.slice(0, NAMED).join(', ')}${more})`;
  }).join(', ');
}
