import type { EngineChoice } from '../config/engine-choice.js';
import type { Engine } from './engine.js';
import type { Network } from './graph.js';
import { openEngine } from './open-engine.js';

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

/** @returns undefined if a network runs there, else why it does not */
export async function probeDevice(choice: EngineChoice): Promise<string | undefined> {
  try {
    await tryDevice(await openEngine(choice));
    return undefined;
  } catch (error) {
    // The engine's error explains to a user who asked for the device; here its cause is the finding.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const words = (reason instanceof Error ? reason.message : String(reason)).replace(/\s+/g, ' ').trim();
    // Assertions of ONNX Runtime begin with the place in its source.
    return words.replace(/^\S+\.(?:cc|h):\d+ .* was false\. /, '');
  }
}
