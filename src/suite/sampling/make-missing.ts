import type { Generator } from '../../generators/generator.js';
import type { Listener } from '../listener.js';
import type { SampleRun } from './sample-generator.js';
import type { PlannedSample } from './sample-plan.js';
import { SampleWriter } from './sample-writer.js';

/** Samples to be made. */
export interface SampleWork {
  /** All of them, from the start at every call. */
  readonly samples: () => AsyncIterable<PlannedSample>;
  readonly total: number;
  /** Files that are there; those that are made are added. */
  readonly there: Set<string>;
}

/**
 * Makes the samples that are not there, as PNG files.
 * @returns how many of them were there before
 * @throws InputError if the generator fails; what was made until then stays
 */
export async function makeMissing(
  generator: Generator,
  { samples, total, there }: SampleWork,
  { out, batch, signal }: Pick<SampleRun, 'out' | 'batch' | 'signal'>,
  listener: Listener,
): Promise<number> {
  let kept = 0;
  async function* missing(): AsyncGenerator<PlannedSample> {
    for await (const sample of samples()) {
      if (!there.has(sample.file)) yield sample;
      else {
        kept++;
        listener.onAdvance?.(1);
      }
    }
  }
  const writer = new SampleWriter(out, (file) => {
    there.add(file);
    listener.onAdvance?.(1);
  });
  listener.onStage?.({ label: `samples of ${generator.identity.name}`, total, unit: 'images' });
  try {
    for await (const { request, image } of generator.sample(missing(), { batch, signal })) {
      await writer.add(request.file, image);
    }
    await writer.finish();
  } catch (error) {
    await writer.finish().catch(() => undefined);
    throw error;
  } finally {
    listener.onStageEnd?.();
  }
  return kept;
}
