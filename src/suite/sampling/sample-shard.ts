import { mkdir } from 'node:fs/promises';
import type { ManifestLineInput } from '../../config/manifest.js';
import type { SamplingRecord } from '../../config/sampling-record.js';
import type { SamplesShard, Shard } from '../../config/shard-record.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import type { Generator } from '../../generators/generator.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { commonVersions } from '../shards/common-versions.js';
import type { FoundShard } from '../shards/require-whole.js';
import { shardPart } from '../shards/shard-part.js';
import { recordPath, recordsFolder, writeShardRecord } from '../shards/shard-records.js';
import { intendSamples, type IntendedSamples } from './intend-samples.js';
import { makeMissing } from './make-missing.js';
import { manifestText } from './manifest-text.js';
import { openSampleFolder } from './sample-folder.js';
import type { SampleRun } from './sample-generator.js';
import { sampleLine } from './sample-line.js';
import type { PlannedSample } from './sample-plan.js';

/** The ending of what a shard leaves for the manifest. */
export const LINES = '.jsonl';

/**
 * Makes a shard of what {@link writeSamples} makes, of a generator that it opens: images of the same names and content, in the same folder,
 * and in the folder of records the shard's lines of the manifest.
 * @param location - see {@link openGenerator}
 * @throws UsageError, InputError as writeSamples
 */
export async function sampleShard(
  location: string,
  device: string,
  run: SampleRun,
  shard: Shard,
  listener: Listener = {},
): Promise<FoundShard<SamplesShard>> {
  const generator = await openGenerator(location, { device, onNotice: (text) => listener.onNotice?.(text) });
  try {
    return await makeShardOfSamples(generator, run, shard, listener, async (intended, samples) => {
      const folder = recordsFolder(run.out);
      async function* lines(): AsyncGenerator<ManifestLineInput> {
        for await (const sample of samples()) yield sampleLine(sample, generator, run.out);
      }
      await mkdir(folder, { recursive: true });
      await writeFileAtomically(recordPath(folder, shard, LINES), manifestText([], lines()));
      return writeShardRecord(folder, recordOf(generator, intended, shard));
    });
  } finally {
    await generator.dispose();
  }
}

/**
 * Makes the images of a shard of samples. Other shards may be made in the same folder at the same time.
 * @param whenMade - called with all samples of the shard, when they are there
 */
export async function makeShardOfSamples<Outcome>(
  generator: Generator,
  run: SampleRun,
  shard: Shard,
  listener: Listener,
  whenMade: (intended: IntendedSamples, samples: () => AsyncIterable<PlannedSample>) => Promise<Outcome>,
): Promise<Outcome> {
  return intendSamples(generator, run, async (intended) => {
    const { plan, record, asked } = intended;
    const there = await openSampleFolder(run.out, record, true);
    const { from, to } = shardPart(shard, asked);
    async function* samples(): AsyncGenerator<PlannedSample> {
      let place = 0;
      for await (const sample of plan.samples(to)) if (place++ >= from) yield sample;
    }
    await makeMissing(generator, { samples, total: to - from, there }, run, listener);
    return whenMade(intended, samples);
  });
}

function recordOf(
  { identity, runsOn, takes }: Generator,
  { record, asked }: IntendedSamples,
  shard: Shard,
): SamplesShard {
  const { from, to } = shardPart(shard, asked);
  return {
    ...{ schema: 'gan-eval/shard/1', work: 'samples', shard },
    common: { samples: String(asked), ...commonSampling(record), ...commonVersions() },
    images: to - from,
    createdAt: new Date().toISOString(),
    slots: [...takes.slots],
    ...{ generator: identity, runsOn, knobs: record.knobs },
  };
}

function commonSampling({
  generator,
  seed,
  knobs,
  conditions,
  styleMix,
  runsOn,
}: SamplingRecord): Record<string, string> {
  return {
    generator: generator.sha256,
    seed: String(seed),
    knobs: JSON.stringify(Object.entries(knobs ?? {}).sort()),
    conditions: conditions?.sha256 ?? 'none',
    'style mix': JSON.stringify(styleMix),
    'engine and device': runsOn,
  };
}
