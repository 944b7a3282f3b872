import type { Shard } from '../../config/shard-record.js';
import type { Generator } from '../../generators/generator.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { writeSamples, type SampleRun } from '../sampling/sample-generator.js';
import { makeShardOfSamples } from '../sampling/sample-shard.js';
import type { PlannedPoint } from './run-plan.js';
import type { SampleStep } from './run-steps.js';

/**
 * Makes what is missing of the samples of a generator's points.
 * @throws UsageError, InputError as writeSamples does; what was made until then stays
 */
export async function samplePoints(
  step: SampleStep,
  device: string,
  signal: AbortSignal | undefined,
  listener: Listener,
): Promise<void> {
  await eachPoint(step, device, listener, async (generator, _, run) => {
    await writeSamples(generator, { ...run, signal }, listener);
  });
}

/**
 * Makes what is missing of a shard of the samples of each point.
 * @returns the files of the shard
 * @throws UsageError, InputError as {@link samplePoints}
 */
export async function sampleShardOfPoints(
  step: SampleStep,
  device: string,
  shard: Shard,
  signal: AbortSignal | undefined,
  listener: Listener,
): Promise<ReadonlyMap<PlannedPoint, ReadonlySet<string>>> {
  const made = new Map<PlannedPoint, ReadonlySet<string>>();
  await eachPoint(step, device, listener, async (generator, point, run) => {
    await makeShardOfSamples(generator, { ...run, signal }, shard, listener, async (_, samples) => {
      const files = new Set<string>();
      for await (const { file } of samples()) files.add(file);
      made.set(point, files);
    });
  });
  return made;
}

async function eachPoint(
  { points }: SampleStep,
  device: string,
  listener: Listener,
  sample: (generator: Generator, point: PlannedPoint, run: SampleRun) => Promise<void>,
): Promise<void> {
  const [first] = points.flatMap(({ sampling }) => sampling ?? []);
  if (!first) return;
  const generator = await openGenerator(first.source, {
    device,
    onNotice: (text) => listener.onNotice?.(text),
  });
  try {
    for (const point of points) if (point.sampling) await sample(generator, point, point.sampling.run);
  } finally {
    await generator.dispose();
  }
}
