import type { NodeProto } from './onnx-model.js';

/** A node, and the values that nothing needs once it has run. */
export interface Step {
  readonly node: NodeProto;
  readonly last: readonly string[];
}

/**
 * What is to be run for some of a network's outputs, in order.
 * @param nodes - every one after those that it depends on, as ONNX has them
 */
export function planNodes(nodes: readonly NodeProto[], outputs: readonly string[]): Step[] {
  const needed = new Set(outputs);
  const steps: Step[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.output.some((name) => needed.has(name))) continue;
    const unused = node.output.filter((name) => name !== '' && !needed.has(name));
    const last = [...new Set(node.input)].filter((name) => name !== '' && !needed.has(name));
    for (const name of last) needed.add(name);
    steps.push({ node, last: [...last, ...unused] });
  }
  return steps.toReversed();
}
