import { runShardSchema, type RunShard, type Shard } from '../../config/shard-record.js';
import { keepLooks } from '../control/keep-looks.js';
import { requireWhole, type FoundShard } from '../shards/require-whole.js';
import { partOf } from '../shards/shard-part.js';
import { readShardRecords, recordsFolder, writeShardRecord } from '../shards/shard-records.js';
import { commonOfRun } from './common-of-run.js';
import { evaluateRun, type FinishedRun } from './evaluate-run.js';
import { controlOfPoint, type RunOptions } from './execute-run.js';
import { keepFeatures, type RunPart } from './keep-features.js';
import { planRun } from './plan-run.js';
import { readRunFile } from './read-run-file.js';
import type { RunListener } from './run-listener.js';
import { ensureNetworks } from './run-networks.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';
import { runSteps } from './run-steps.js';
import { sampleShardOfPoints } from './sample-points.js';

type ShardOptions = Pick<RunOptions, 'signal'> & { readonly cacheFolder: string };

/**
 * Does a shard of the work of a run that grows with its images: samples go to the run folder, features and what is seen to the cache. Other
 * shards may run at the same time. Nothing is scored.
 * @param path - of the configuration
 * @throws UsageError, InputError as evaluateRun
 */
export async function shardRun(
  path: string,
  shard: Shard,
  options: ShardOptions,
  listener: RunListener = {},
): Promise<FoundShard<RunShard>> {
  const plan = await planRun(await readRunFile(path), listener);
  const common = await commonOfRun(plan);
  await ensureNetworks(plan, listener);
  const images = await workOn(plan, shard, options, listener);
  return writeShardRecord(recordsFolder(plan.out), {
    ...{ schema: 'gan-eval/shard/1', work: 'run', shard, common, images },
    createdAt: new Date().toISOString(),
  });
}

/** @returns images that were looked at, each time that they were */
async function workOn(
  plan: RunPlan,
  shard: Shard,
  { cacheFolder, signal }: ShardOptions,
  listener: RunListener,
): Promise<number> {
  const steps = runSteps(plan).filter(({ kind }) => kind !== 'report');
  listener.onSteps?.(steps);
  const made = new Map<PlannedPoint, ReadonlySet<string>>();
  const run: RunPart = { part: (all) => partOf(shard, all), made };
  let images = 0;
  for (const step of steps) {
    listener.onStep?.(step);
    if (step.kind === 'sample') {
      const files = await sampleShardOfPoints(step, plan.file.device, shard, signal, listener);
      for (const [point, names] of files) made.set(point, names);
    }
    if (step.kind === 'quality') images += await keepFeatures(plan, run, cacheFolder, listener);
    if (step.kind === 'control') {
      const { sets, request } = controlOfPoint(step.point, plan, cacheFolder);
      const looked = { part: run.part, generated: made.get(step.point) };
      images += (await keepLooks(sets, request, looked, listener)).images;
    }
  }
  return images;
}

/**
 * Does the rest of a run of which all shards are made: what they sampled, extracted and saw is found, and the result is the one that a
 * single machine gives.
 * @throws InputError naming the shards that are missing, there twice, or of another run
 */
export async function mergeRun(
  path: string,
  options: RunOptions,
  listener: RunListener = {},
): Promise<FinishedRun> {
  return evaluateRun(path, options, listener, async (plan) => {
    requireWhole(await readShardRecords(recordsFolder(plan.out), runShardSchema), await commonOfRun(plan));
  });
}
