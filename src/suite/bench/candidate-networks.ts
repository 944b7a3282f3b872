import type { EngineChoice } from '../../config/engine-choice.js';
import { onnxRuntimeDevices } from '../../engines/onnxruntime.js';
import { probeDevice } from '../../engines/probe-device.js';
import { tfjsDevices } from '../../engines/tfjs-runtime.js';
import { canBeSplit, deviceKey, type ThreadSplit } from '../../engines/thread-split.js';
import { candidateSplits } from './candidate-splits.js';

/** A way to run the network. */
export interface CandidateNetwork extends ThreadSplit {
  readonly engine: Required<EngineChoice>;
  readonly batch: number;
}

/** Inception takes it some 20 seconds an image. */
const TOO_SLOW = 'plain';
const ON_PROCESSOR: readonly string[] = ['cpu', 'wasm'];
const BATCHES = [8, 32, 64];

/**
 * Ways to run the network on each device that works here, and in `notes` those devices that are left out.
 * @param memoryBytes - that there is to use
 */
export async function candidateNetworks(
  cores: number,
  memoryBytes: number,
): Promise<{ readonly candidates: CandidateNetwork[]; readonly notes: string[] }> {
  const engines = [
    ...onnxRuntimeDevices.map((device) => ({ name: 'onnxruntime', device }) as const),
    ...tfjsDevices.map((device) => ({ name: 'tfjs', device }) as const),
  ];
  const candidates: CandidateNetwork[] = [];
  const absent: string[] = [];
  const notes: string[] = [];
  for (const engine of engines) {
    if (engine.device === TOO_SLOW) {
      notes.push(`${deviceKey(engine)} is left out: it takes some 20 s an image.`);
    } else if ((await probeDevice(engine)) !== undefined) {
      absent.push(deviceKey(engine));
    } else if (canBeSplit(engine)) {
      candidates.push(
        ...candidateSplits(cores, memoryBytes).map((split) => ({ engine, ...split, batch: 1 })),
      );
    } else {
      const batches = ON_PROCESSOR.includes(engine.device) ? [1] : BATCHES;
      candidates.push(...batches.map((batch) => ({ engine, lanes: 1, threads: 1, batch })));
    }
  }
  if (absent.length > 0) notes.push(`Not working here: ${absent.join(', ')}. gan-eval doctor says why.`);
  return { candidates, notes };
}
