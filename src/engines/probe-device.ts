import type { Engine } from './engine.js';
import type { Network } from './graph.js';

/** The smallest network there is: one number through a ReLU. */
const network: Network = {
  name: 'probe',
  input: { name: 'x', dims: [1, 1, 1] },
  layers: [{ name: 'y', op: 'relu', input: 'x' }],
  outputs: ['y'],
};

/** Runs a network of one layer. @returns undefined if the device works, else why it does not */
export async function probeDevice(engine: Engine): Promise<string | undefined> {
  try {
    const loaded = await engine.load({ kind: 'graph', graph: network });
    await loaded.run({ x: { dims: [1, 1, 1, 1], data: new Float32Array(1) } });
    await loaded.dispose();
    return undefined;
  } catch (error) {
    // The engine's error explains to a user who asked for the device; here its cause is the finding.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return (reason instanceof Error ? reason.message : String(reason)).replace(/\s+/g, ' ').trim();
  }
}
