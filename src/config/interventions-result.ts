import { z } from 'zod';
import { estimateSchema } from './estimate.js';

const headSchema = z.object({
  /** Of a gain or a leakage; see docs/interventions.md. */
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  unit: z.string(),
  /** Values of generated images that cannot be computed, and why. */
  notScored: z.array(z.object({ reason: z.string(), count: z.int() })),
});

/** How much nearer edits brought images to what they change. */
export const gainSchema = headSchema.extend({
  gain: estimateSchema,
  /** What real images of both conditions gain. */
  ceiling: estimateSchema,
  /** gain / ceiling. */
  normalised: estimateSchema,
});

/** How much of what edits hold changed, too. */
export const leakageSchema = headSchema.extend({
  drift: estimateSchema,
  /** The drift of real images of both conditions: of estimators, and of what the change itself brings about. */
  noise: estimateSchema,
  /** The drift between images of unrelated conditions. */
  unrelated: estimateSchema,
  /** drift / unrelated: 0 nothing changed, 1 as different as unrelated images. */
  leakage: estimateSchema,
  /** noise / unrelated. */
  leakageOfNoise: estimateSchema,
});

/** The record of what a generator's edits gained on what they change and leaked into what they hold. */
export const interventionsSchema = z.object({
  schema: z.literal('gan-eval/interventions/1'),
  /** Pairs of a base and an edited image. */
  edits: z.int(),
  /** Base conditions. */
  conditions: z.int(),
  real: z.discriminatedUnion('status', [
    z.object({
      status: z.literal('ok'),
      /** Pairs of real images. */
      edits: z.int(),
    }),
    z.object({ status: z.literal('undefined'), reason: z.string() }),
  ]),
  /** What edits change, by kind, in the order of the manifest. */
  kinds: z.array(
    z.object({
      kind: z.string(),
      edits: z.int(),
      conditions: z.int(),
      gains: z.array(gainSchema),
      leakages: z.array(leakageSchema),
    }),
  ),
});

export type GainRecord = z.infer<typeof gainSchema>;
export type LeakageRecord = z.infer<typeof leakageSchema>;
export type InterventionsResult = z.infer<typeof interventionsSchema>;
