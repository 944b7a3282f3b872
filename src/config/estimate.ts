import { z } from 'zod';
import { intervalSchema } from './result.js';

/** A value with its 95% interval over conditions, or why there is none. */
export const estimateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.number(), interval: intervalSchema }),
  z.object({ status: z.literal('undefined'), reason: z.string() }),
]);

export type ControlEstimate = z.infer<typeof estimateSchema>;
