import { z } from 'zod';
import { featureRoleSchema } from './feature-role.js';
import { licenceSchema } from './licence.js';
import { precisions } from './precision.js';

/** What features were computed with; see ExtractorIdentity in src/features/extractor.ts. */
export const extractorIdentitySchema = z.object({
  name: z.string(),
  weightsSha256: z.string(),
  output: z.string(),
  resize: z.enum(['tf1', 'torch', 'clean']),
  preprocessing: z.string(),
  /** Earlier versions had no other. */
  precision: z.enum(precisions).default('fp32'),
});

/** One of the two sides of a comparison. */
export const sideSchema = z.object({
  /** Path as given. */
  location: z.string(),
  kind: z.enum(['images', 'statistics']),
  /** Images behind the statistics; null where a statistics file does not say. */
  count: z.int().nullable(),
  /**
   * SHA-256 that tells these images from others, wherever they lie; of statistics that of the images behind them or, where it is
   * not known, that of the file. Results of earlier versions have none.
   */
  contents: z.string().optional(),
  /** Images in the set before `num` chose among them; null for statistics. */
  available: z.int().nullable(),
  /** Files in the set that are not images. */
  ignored: z.int(),
  /** Images that could not be read, with the reason; they are not in `count`. */
  skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
});

/** Where the true value lies with 95% confidence, or why that cannot be said. */
export const intervalSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    level: z.literal(0.95),
    low: z.number(),
    high: z.number(),
    /** The middle of the interval; differs from the value by the value's bias, if that is removed. */
    estimate: z.number(),
    standardError: z.number(),
    method: z.string(),
    /** What the interval is about: the score of infinitely many images, or of other samples of these counts. */
    about: z.enum(['population', 'these counts']),
  }),
  z.object({ status: z.literal('undefined'), reason: z.string() }),
]);

const strataSchema = z.array(
  z.object({
    stratum: z.string(),
    /** Images of this stratum on each side. */
    real: z.int(),
    generated: z.int(),
    /** null if it is not defined for this stratum, because of `reason`. */
    value: z.number().nullable(),
    reason: z.string().optional(),
  }),
);

const pairsSchema = z.array(z.object({ generated: z.string(), real: z.string(), distance: z.number() }));

const scoreHeadSchema = z.object({
  /** Id of the score, unique among all. */
  id: z.string(),
  title: z.string(),
  /** Id of the metric that gave it, in the registry of src/metrics. */
  metric: z.string(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
  /** The metric's options, defaults included. */
  options: z.record(z.string(), z.unknown()),
});

/** One number of a metric with what it takes to read it, or why there is none. */
export const scoreSchema = z.discriminatedUnion('status', [
  scoreHeadSchema.extend({
    status: z.literal('ok'),
    value: z.number(),
    interval: intervalSchema,
    warnings: z.array(z.string()),
    /** Parts of the value and of its computation, by name. */
    details: z.record(z.string(), z.number()),
    /** Scores of single strata, where the metric works by stratum. */
    strata: strataSchema.optional(),
    /** Image pairs that the score is about, the most telling first. */
    pairs: pairsSchema.optional(),
    /** Generated images that are farthest from any real one, each with the nearest, the farthest first. */
    outliers: pairsSchema.optional(),
  }),
  scoreHeadSchema.extend({ status: z.literal('undefined'), reason: z.string() }),
]);

/** How a result came about: enough to make it again. */
export const provenanceSchema = z.object({
  /** Of the first output read; null if neither side's features are known (statistics of another tool). */
  features: extractorIdentitySchema.extend({ licence: licenceSchema }).nullable(),
  /** Name of each output that was read, by what the metrics read it as; one that is not known is left out. */
  outputs: z.partialRecord(featureRoleSchema, z.string()),
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
  schema: z.literal('gan-eval/comparison/2'),
  /** In the order asked for. */
  scores: z.array(scoreSchema),
  /** null if every score looks at generated images alone. */
  real: sideSchema.nullable(),
  generated: sideSchema,
  provenance: provenanceSchema,
});

export type Side = z.infer<typeof sideSchema>;
export type Interval = z.infer<typeof intervalSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
