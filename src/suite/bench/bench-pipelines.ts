import type { EngineChoice } from '../../config/engine-choice.js';
import { canBeSplit, deviceKey, type ThreadSplit } from '../../engines/thread-split.js';
import { defaultWorkers } from '../../features/prepare-images.js';
import { defaultBatchSize } from '../comparison/set-samples.js';
import { imageKinds, imageSizes } from './bench-images.js';
import type { NetworkRow, PipelineRow } from './bench-result.js';
import type { CandidateNetwork } from './candidate-networks.js';
import { measureProcesses } from './measure-processes.js';
import { ROUNDS } from './measure-rounds.js';
import type { ProcessTask } from './process-task.js';
import type { Stage } from './stage.js';

interface Way extends ThreadSplit {
  readonly engine: EngineChoice;
}

/**
 * How fast images go through all of it: on the processor, and on the device whose network is the fastest, if that is another.
 * @param msOfRound - by how many rows there are
 */
export function measurePipelines(
  features: string,
  onProcessor: Way,
  {
    network,
    candidates,
  }: { readonly network: readonly NetworkRow[]; readonly candidates: readonly CandidateNetwork[] },
  msOfRound: (rows: number) => number,
  stage: Stage,
): Promise<PipelineRow[]> {
  const speed = (i: number): number => network[i]!.rate?.median ?? 0;
  const fastest = candidates
    .map((candidate, i) => ({ candidate, speed: speed(i) }))
    .sort((a, b) => b.speed - a.speed)[0]?.candidate;
  const ways = [{ ...onProcessor, batch: defaultBatchSize(onProcessor.engine) }];
  if (fastest && !canBeSplit(fastest.engine)) ways.push(fastest);
  const tasks = ways.flatMap((way) =>
    imageKinds.map((images) => ({
      ...{ features, ...way },
      pipeline: { images, workers: defaultWorkers(way.engine) },
    })),
  ) satisfies ProcessTask[];
  return stage('all of it', tasks.length * (1 + ROUNDS), async (onStep) => {
    const measured = await measureProcesses(tasks, msOfRound(tasks.length), onStep);
    return tasks.map(({ engine, lanes, threads, batch, pipeline: { images, workers } }, i) => ({
      ...{ device: deviceKey(engine), lanes, threads, batch, images: imageSizes[images].label, workers },
      ...measured[i]!,
    }));
  });
}
