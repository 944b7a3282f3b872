import { deviceKey } from '../../engines/thread-split.js';
import type { NetworkRow } from './bench-result.js';
import type { CandidateNetwork } from './candidate-networks.js';
import { measureProcesses } from './measure-processes.js';
import { ROUNDS } from './measure-rounds.js';
import type { Stage } from './stage.js';

/** How fast each candidate runs the network, each in a process of its own. @param ms - of a round of one */
export function measureNetworks(
  features: string,
  candidates: readonly CandidateNetwork[],
  ms: number,
  stage: Stage,
): Promise<NetworkRow[]> {
  return stage('network', candidates.length * (1 + ROUNDS), async (onStep) => {
    const tasks = candidates.map((candidate) => ({ features, ...candidate }));
    const measured = await measureProcesses(tasks, ms, onStep);
    return candidates.map(({ engine, lanes, threads, batch }, i) => ({
      ...{ device: deviceKey(engine), lanes, threads, batch },
      ...measured[i]!,
    }));
  });
}
