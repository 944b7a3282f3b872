import { z } from 'zod';
import { comparisonSchema, intervalSchema } from './result.js';

const headSchema = z.object({
  /** Id of the score that both comparisons have. */
  id: z.string(),
  title: z.string(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
});

/** What the candidate scores more than the baseline, or why that cannot be said. */
export const differenceSchema = z.discriminatedUnion('status', [
  headSchema.extend({
    status: z.literal('ok'),
    /** Candidate minus baseline. */
    value: z.number(),
    /** About the difference itself: what both have in common cancels. */
    interval: intervalSchema,
    /** Which is better, if the interval leaves no doubt of it. */
    better: z.enum(['candidate', 'baseline', 'undecided']),
  }),
  headSchema.extend({ status: z.literal('undefined'), reason: z.string() }),
]);

/** The record of two generated sets compared with each other, each against the same real set. */
export const pairedComparisonSchema = z.object({
  schema: z.literal('gan-eval/paired-comparison/1'),
  candidate: comparisonSchema,
  baseline: comparisonSchema,
  /** Whether both have the same image ids, such as samples of the same seeds: then the differences are of pairs. */
  paired: z.boolean(),
  differences: z.array(differenceSchema),
});

export type Difference = z.infer<typeof differenceSchema>;
export type PairedComparison = z.infer<typeof pairedComparisonSchema>;
