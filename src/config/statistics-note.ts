import { z } from 'zod';
import { extractorIdentitySchema, sideSchema } from './result.js';

/** What gan-eval writes beside `mu` and `sigma`, as JSON in the array `gan_eval`. */
export const statisticsNoteSchema = z.object({
  schema: z.literal('gan-eval/statistics/1'),
  writer: z.string(),
  features: extractorIdentitySchema,
  comparability: z.string(),
  comparable: z.boolean(),
  runsOn: z.string(),
  source: sideSchema,
  createdAt: z.iso.datetime(),
});

export type StatisticsNote = z.infer<typeof statisticsNoteSchema>;
