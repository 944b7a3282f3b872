import { z } from 'zod';

/** The file in a folder of samples that says how they were made. */
export const SAMPLING_FILE = 'sampling.json';

const sha256 = z.string();

/** How the samples of a folder are made: all that their pixels depend on, except which of them there are. */
export const samplingRecordSchema = z.object({
  generator: z.object({ name: z.string(), loader: z.string(), sha256 }),
  /** Of the first sample. */
  seed: z.int().nonnegative(),
  /** With the defaults of those that were not set; null: those that each image was made with. */
  knobs: z.record(z.string(), z.number()).nullable(),
  /** The manifest of conditions, in the order of which they were asked for; null: none. */
  conditions: z.object({ manifest: z.string(), sha256 }).nullable(),
  /** Where the styles of some layers come from: sample i from seed + i. null: all from its own. */
  styleMix: z.object({ seed: z.int().nonnegative(), layers: z.array(z.int().nonnegative()) }).nullable(),
  /** Engine and device, or where else it ran, and the version of gan-eval. They may change between runs. */
  runsOn: z.string(),
  version: z.string(),
});

export type SamplingRecord = z.infer<typeof samplingRecordSchema>;
