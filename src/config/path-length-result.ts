import { z } from 'zod';
import { provenanceSchema, scoreSchema } from './result.js';

/** The record of a generator's perceptual path length. */
export const pathLengthSchema = z.object({
  schema: z.literal('gan-eval/path-length/1'),
  scores: z.array(scoreSchema),
  generator: z.object({ name: z.string(), loader: z.string(), sha256: z.string(), runsOn: z.string() }),
  walk: z.object({
    /** `w`: styles, in straight lines; `z`: latents, along great circles if they are normal. */
    space: z.enum(['w', 'z']),
    /** Where on its path each step lies: anywhere, or at the start. */
    sampling: z.enum(['full', 'end']),
    /** Length of a step, as a share of its path. */
    epsilon: z.number().positive(),
    steps: z.int().positive(),
    /** Of the first step; the others follow by one. A path leads to the latent of the seed 2^31 further on. */
    seed: z.int().nonnegative(),
    knobs: z.record(z.string(), z.number()),
    /** The manifest of conditions, each held along a path, in turn; null: none. */
    conditions: z.object({ manifest: z.string(), sha256: z.string() }).nullable(),
  }),
  /** Of the features. */
  provenance: provenanceSchema,
});

export type PathLengthResult = z.infer<typeof pathLengthSchema>;
