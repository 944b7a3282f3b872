import type { Layer, Network } from '../engines/graph.js';
import { UsageError } from '../errors.js';

/** Names of the tensors that a layer reads. */
function inputsOf(layer: Layer): readonly string[] {
  return layer.op === 'concat' ? layer.inputs : [layer.input];
}

/**
 * The same network with only the layers that `outputs` need, so that weights nobody uses are neither kept nor loaded.
 * @param outputs - layer names, in the order wanted; replaces the outputs of `network`
 * @throws UsageError if an output is not a layer of the network
 */
export function pruneNetwork(network: Network, outputs: readonly string[]): Network {
  const names = new Set(network.layers.map((layer) => layer.name));
  const unknown = outputs.filter((name) => !names.has(name));
  if (unknown.length > 0 || outputs.length === 0) {
    throw new UsageError(
      `${network.name} has no output ${unknown.map((name) => `"${name}"`).join(', ') || '(none was named)'}. ` +
        `It offers: ${network.outputs.join(', ')}.`,
    );
  }
  const needed = new Set(outputs);
  const kept: Layer[] = [];
  // Inputs stand before their uses, so one walk from the end meets every use before the layer itself.
  for (const layer of network.layers.toReversed()) {
    if (!needed.has(layer.name)) continue;
    for (const input of inputsOf(layer)) needed.add(input);
    kept.push(layer);
  }
  return { ...network, layers: kept.reverse(), outputs };
}
