import { z } from 'zod';
import { extractorIdentitySchema, sideSchema } from './result.js';

/** One of the parts that a whole is made in: the `number`th `of` so many, from 1 on. */
export const shardSchema = z
  .object({ number: z.int().positive(), of: z.int().positive() })
  .refine(({ number, of }) => number <= of, 'must not be above the number of shards');

/** What a shard leaves for the merge, which tells from it whether all shards are there and belong together. */
export const shardRecordSchema = z.object({
  schema: z.literal('gan-eval/shard/1'),
  work: z.enum(['statistics', 'samples', 'control', 'run']),
  shard: shardSchema,
  /** All that the shards of one whole have in common, by its name: what is divided, the settings, networks and versions. */
  common: z.record(z.string(), z.string()),
  /** Images that were worked on, those included of which the outcome was kept from before. */
  images: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
});

/** Of statistics: in the array `gan_eval_shard` of their .npz, as JSON. */
export const statisticsShardSchema = shardRecordSchema.extend({
  work: z.literal('statistics'),
  features: extractorIdentitySchema,
  comparability: z.string(),
  comparable: z.boolean(),
  runsOn: z.string(),
  /** Of the whole set, but for what is counted: that is of the shard. */
  source: sideSchema.omit({ contents: true }),
});

/** Of samples, of which the shard's lines of the manifest are beside it. */
export const samplesShardSchema = shardRecordSchema.extend({
  work: z.literal('samples'),
  /** For the head of the manifest. */
  slots: z.array(z.string()),
  generator: z.object({ name: z.string(), loader: z.string(), sha256: z.string() }),
  runsOn: z.string(),
  knobs: z.record(z.string(), z.number()).nullable(),
});

/** Of control, with what was asked for, so that the merge can ask for it again. */
export const controlShardSchema = shardRecordSchema.extend({
  work: z.literal('control'),
  request: z.object({
    /** Paths from the folder of the record, with `/`. */
    sets: z.object({
      manifest: z.string(),
      images: z.string(),
      real: z.string().optional(),
      parsing: z.string().optional(),
    }),
    pose: z.string(),
    features: z.string(),
    device: z.string(),
    /** As they were given; null: those that the manifest has what they need for. */
    scores: z.array(z.string()).nullable(),
    options: z.array(z.string()),
    joint: z.boolean(),
    strata: z.string().optional(),
    seed: z.int().nonnegative(),
    resamples: z.int().nonnegative(),
    onError: z.enum(['fail', 'skip']),
  }),
});

export const runShardSchema = shardRecordSchema.extend({ work: z.literal('run') });

export type Shard = z.infer<typeof shardSchema>;
export type ShardRecord = z.infer<typeof shardRecordSchema>;
export type StatisticsShard = z.infer<typeof statisticsShardSchema>;
export type SamplesShard = z.infer<typeof samplesShardSchema>;
export type RunShard = z.infer<typeof runShardSchema>;
export type ControlShard = z.infer<typeof controlShardSchema>;
