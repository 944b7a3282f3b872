import { z } from 'zod';
import { controlSubjects } from './control-result.js';
import { estimateSchema } from './estimate.js';

/** From one run to a later one, by their places among the runs. */
const step = { from: z.int(), to: z.int() };

const undefinedSchema = z.object({ ...step, status: z.literal('undefined'), reason: z.string() });
/** The two numbers do not compare: what they rest on differs. */
const incomparableSchema = z.object({
  ...step,
  status: z.literal('incomparable'),
  differing: z.array(z.string()),
});

/** What became of a score from one run to another. */
export const scoreChangeSchema = z.discriminatedUnion('status', [
  z.object({
    ...step,
    status: z.literal('ok'),
    /** Later less earlier. */
    value: z.number(),
    /** Of the difference, at 95%, as if the two runs erred independently; null: one of the two has no interval. */
    interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    /** within: the interval holds 0. unknown: there is none. */
    moved: z.enum(['better', 'worse', 'within', 'unknown']),
  }),
  incomparableSchema,
  undefinedSchema,
]);

export const comparedScoreSchema = z.object({
  generator: z.string(),
  /** Of the score; `pck.normalised` for normalised control. */
  id: z.string(),
  title: z.string(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
  /** Run by run; null: the run has no such generator, or it was not asked for the score. */
  values: z.array(estimateSchema.nullable()),
  /** From each run to the next and, of three or more, from the first to the last. */
  changes: z.array(scoreChangeSchema),
});

/** An image of the same condition and seed in two runs. */
export const sampleChangeSchema = z.object({
  id: z.string(),
  condition: z.string(),
  before: z.number(),
  after: z.number(),
  /** Where the two are. */
  images: z.object({ before: z.string(), after: z.string() }),
});

/** Which samples of a generator changed most in a score of single images. */
export const changedSamplesSchema = z.discriminatedUnion('status', [
  z.object({
    ...step,
    status: z.literal('ok'),
    generator: z.string(),
    score: z.object({ id: z.string(), title: z.string(), about: z.enum(controlSubjects) }),
    direction: z.enum(['lower', 'higher']),
    /** Samples that both runs have a value of. */
    compared: z.int(),
    better: z.int(),
    worse: z.int(),
    /** The largest change first; not all of them. */
    most: z.array(sampleChangeSchema),
  }),
  incomparableSchema.extend({ generator: z.string() }),
  undefinedSchema.extend({ generator: z.string() }),
]);

/** Runs held against one another, in the order given. */
export const runComparisonSchema = z.object({
  schema: z.literal('gan-eval/run-comparison/1'),
  runs: z.array(
    z.object({
      /** Short, and unlike those of the other runs. */
      label: z.string(),
      location: z.string(),
      sha256: z.string(),
      title: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
  /** Ids of the scores that matter first. */
  headlines: z.array(z.string()),
  /** Of the main points of generators that have the same name. */
  scores: z.array(comparedScoreSchema),
  samples: z.array(changedSamplesSchema),
});

export type ScoreChange = z.infer<typeof scoreChangeSchema>;
export type ComparedScore = z.infer<typeof comparedScoreSchema>;
export type SampleChange = z.infer<typeof sampleChangeSchema>;
export type ChangedSamples = z.infer<typeof changedSamplesSchema>;
export type RunComparison = z.infer<typeof runComparisonSchema>;
