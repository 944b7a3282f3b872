import { join } from 'node:path';
import { MANIFEST_FILE, type ManifestLineInput } from '../../config/manifest.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import type { Generator, GeneratorIdentity, StyleMix } from '../../generators/generator.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { intendSamples } from './intend-samples.js';
import { makeMissing } from './make-missing.js';
import { manifestText } from './manifest-text.js';
import { openSampleFolder } from './sample-folder.js';
import { sampleLine } from './sample-line.js';
import type { PlannedSample } from './sample-plan.js';

export interface SampleRun {
  /** Of the first sample; the others follow by one. */
  readonly seed: number;
  /** How many; undefined: as many as there are conditions or images. */
  readonly count?: number | undefined;
  /** Where to. What is there of the same samples is kept. */
  readonly out: string;
  /** A manifest, or the folder or archive of images that it belongs to. */
  readonly conditions?: string | undefined;
  readonly knobs: Readonly<Record<string, number>>;
  /** Sample i takes these layers from seed + i. */
  readonly styleMix?: StyleMix | undefined;
  /** How many go through the generator at a time. */
  readonly batch?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SampleReport {
  readonly out: string;
  readonly manifest: string;
  readonly generator: GeneratorIdentity;
  readonly runsOn: string;
  /** null: those that each image was made with. */
  readonly knobs: Readonly<Record<string, number>> | null;
  readonly count: number;
  /** Of these, how many were there before. */
  readonly kept: number;
}

/**
 * Opens a generator, makes samples of it and lets go of it.
 * @param location - see {@link openGenerator}
 */
export async function sampleGenerator(
  location: string,
  device: string,
  run: SampleRun,
  listener: Listener = {},
): Promise<SampleReport> {
  const generator = await openGenerator(location, { device, onNotice: (text) => listener.onNotice?.(text) });
  try {
    return await writeSamples(generator, run, listener);
  } finally {
    await generator.dispose();
  }
}

/**
 * Makes samples as PNG files with a manifest. Those that a run before, finished or killed, has made are kept.
 * @throws UsageError if the generator does not take what is asked, or the folder holds other samples
 * @throws InputError if conditions cannot be used, or the generator fails; what was made until then stays
 */
export async function writeSamples(
  generator: Generator,
  run: SampleRun,
  listener: Listener = {},
): Promise<SampleReport> {
  return intendSamples(generator, run, async ({ plan, record, asked }) => {
    const there = await openSampleFolder(run.out, record);
    // More may be there than are asked for now; they belong to the manifest too.
    const count = Math.min(plan.most, Math.max(asked, there.size));
    const samples = (): AsyncIterable<PlannedSample> => plan.samples(count);
    let kept: number;
    try {
      kept = await makeMissing(generator, { samples, total: count, there }, run, listener);
    } catch (error) {
      // What was made before is of use too; that saving it may fail as well is not the news.
      await writeManifest(generator, run.out, samples(), there).catch(() => undefined);
      throw error;
    }
    await writeManifest(generator, run.out, samples(), there);
    return {
      ...{ out: run.out, manifest: join(run.out, MANIFEST_FILE), count, kept },
      ...{ generator: generator.identity, runsOn: generator.runsOn, knobs: record.knobs },
    };
  });
}

async function writeManifest(
  generator: Generator,
  out: string,
  samples: AsyncIterable<PlannedSample>,
  there: ReadonlySet<string>,
): Promise<void> {
  async function* lines(): AsyncGenerator<ManifestLineInput> {
    for await (const sample of samples) {
      if (there.has(sample.file)) yield sampleLine(sample, generator, out);
    }
  }
  const text = manifestText(generator.takes.slots, lines());
  await writeFileAtomically(join(out, MANIFEST_FILE), text);
}
