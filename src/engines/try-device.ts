import type { Engine } from './engine.js';
import type { Network } from './graph.js';

/** The smallest network there is: one number through a ReLU. */
const network: Network = {
  name: 'probe',
  input: { name: 'x', dims: [1, 1, 1] },
  layers: [{ name: 'y', op: 'relu', input: 'x' }],
  outputs: ['y'],
};

/** Runs a network of one layer. @throws what the engine throws, if its device does not work */
export async function tryDevice(engine: Engine): Promise<void> {
  const loaded = await engine.load({ kind: 'graph', graph: network });
  await loaded.run({ x: { dims: [1, 1, 1, 1], data: new Float32Array(1) } });
  await loaded.dispose();
}
