import { loadavg, release, totalmem, type as systemName } from 'node:os';
import { deviceKey, threadSplitByRule } from '../../engines/thread-split.js';
import type { Listener } from '../listener.js';
import { versions } from '../versions.js';
import { measureNetworks } from './bench-networks.js';
import { measurePipelines } from './bench-pipelines.js';
import { measurePreparing } from './bench-preparing.js';
import type { BenchResult } from './bench-result.js';
import { candidateNetworks } from './candidate-networks.js';
import { chooseSplit } from './choose-split.js';
import { saveSplit, thisMachine } from './kept-splits.js';
import { ROUNDS } from './measure-rounds.js';
import { BENCH_FEATURES, openBenchExtractor } from './open-bench-extractor.js';
import { stagesFor } from './stage.js';
import { timeStatistics } from './time-statistics.js';

export interface BenchOptions {
  /** The built-in network, or an ONNX file. */
  readonly features: string;
  /** About how long the rounds may take together; starting and warming up comes on top. */
  readonly seconds: number;
  /** The file that keeps the best split; undefined: it is not kept. */
  readonly keepIn: string | undefined;
}

/** Shares of the time. */
const SHARES = { preparing: 0.25, network: 0.45, statistics: 0.1, pipeline: 0.2 } as const;
const ON_PROCESSOR = { name: 'onnxruntime', device: 'cpu' } as const;

/**
 * Measures how fast this machine does each part of the work, and all of it, and keeps the split of the processor that was best.
 * @throws UsageError, InputError if the features cannot be had; of the rest, what cannot be measured says so in its row
 */
export async function benchMachine(options: BenchOptions, listener: Listener = {}): Promise<BenchResult> {
  const { features, seconds } = options;
  const [load = 0] = loadavg();
  const measuredAt = new Date().toISOString();
  const { cpu, cores } = thisMachine();
  const msOf = (part: keyof typeof SHARES, rows: number): number =>
    (1000 * seconds * SHARES[part]) / (rows * ROUNDS);
  const stage = stagesFor(listener);

  const extractor = await openBenchExtractor(features, ON_PROCESSOR, { lanes: 1, threads: 1 });
  const { width } = extractor.outputs.features!;
  const preparing = await measurePreparing(extractor, cores, (rows) => msOf('preparing', rows), stage);
  await extractor.dispose();

  const { candidates, notes } = await candidateNetworks(cores, process.availableMemory());
  const network = await measureNetworks(features, candidates, msOf('network', candidates.length), stage);

  const statistics = await stage('statistics', ROUNDS, (onStep) =>
    timeStatistics(width, 1000 * seconds * SHARES.statistics, onStep),
  );

  const device = deviceKey(ON_PROCESSOR);
  const best = chooseSplit(
    network.flatMap(({ rate, peakBytes, ...row }) =>
      row.device === device && rate && peakBytes !== null
        ? [{ ...row, imagesPerSecond: rate.median, peakBytes }]
        : [],
    ),
  );
  const split = best ?? threadSplitByRule(ON_PROCESSOR);
  const pipeline = await measurePipelines(
    features,
    { engine: ON_PROCESSOR, lanes: split.lanes, threads: split.threads },
    { network, candidates },
    (rows) => msOf('pipeline', rows),
    stage,
  );
  let kept: string | null = null;
  if (best && options.keepIn !== undefined) {
    if (features === BENCH_FEATURES) {
      const { lanes, threads, imagesPerSecond } = best;
      await saveSplit(options.keepIn, {
        ...{ machine: thisMachine(), device, lanes, threads, imagesPerSecond, measuredAt },
      });
      kept = options.keepIn;
      listener.onNotice?.(`The best division of the cores is kept in ${kept}`);
    } else {
      notes.push(`The split is not kept: it was measured with ${features}, and is used for every network.`);
    }
  }
  return {
    schema: 'gan-eval/bench/1',
    measuredAt,
    machine: {
      ...{ cpu, cores, memoryBytes: totalmem(), system: `${systemName()} ${release()}`, load },
      versions: versions(),
    },
    ...{ features, preparing, network, statistics, pipeline },
    chosen: best ? { device, lanes: best.lanes, threads: best.threads, kept } : null,
    notes,
  };
}
