import { z } from 'zod';

/** What features were computed with; see ExtractorIdentity in src/features/extractor.ts. */
export const extractorIdentitySchema = z.object({
  name: z.string(),
  weightsSha256: z.string(),
  output: z.string(),
  resize: z.enum(['tf1', 'torch', 'clean']),
  preprocessing: z.string(),
});

/** One of the two sides of a comparison. */
export const sideSchema = z.object({
  /** Path as given. */
  location: z.string(),
  kind: z.enum(['images', 'statistics']),
  /** Images behind the statistics; null where a statistics file does not say. */
  count: z.int().nullable(),
  /** Images in the set before `num` chose among them; null for statistics. */
  available: z.int().nullable(),
  /** Files in the set that are not images. */
  ignored: z.int(),
  /** Images that could not be read, with the reason; they are not in `count`. */
  skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
});

/** A metric's value with what it takes to read it. */
export const scoreSchema = z.object({
  /** Id in the registry of src/metrics. */
  metric: z.string(),
  value: z.number(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
  warnings: z.array(z.string()),
  /** Parts of the value and of its computation, by name. */
  details: z.record(z.string(), z.number()),
});

/** How a result came about: enough to make it again. */
export const provenanceSchema = z.object({
  /** null if neither side's features are known (statistics of another tool). */
  features: extractorIdentitySchema.nullable(),
  /** Engine, version and device; null if no features were computed. */
  runsOn: z.string().nullable(),
  /** Whether the value compares with published figures, and why not if it does not. */
  comparable: z.boolean(),
  comparability: z.string(),
  /** Images asked for on each side, and the seed that chose them; null: all. */
  num: z.int().nullable(),
  seed: z.int(),
  versions: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
});

/** The record of one comparison of two sets. */
export const comparisonSchema = z.object({
  schema: z.literal('gan-eval/comparison/1'),
  score: scoreSchema,
  real: sideSchema,
  generated: sideSchema,
  provenance: provenanceSchema,
});

export type Side = z.infer<typeof sideSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
