import { z } from 'zod';
import { estimateSchema } from './estimate.js';

const undefinedSchema = z.object({ status: z.literal('undefined'), reason: z.string() });

/** A number that comes of the places of several points. */
const reading = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    value: z.number(),
    /** Where it lies with 95% confidence, by draws of the points within their intervals. */
    reach: z.discriminatedUnion('status', [
      z.object({ status: z.literal('ok'), low: z.number(), high: z.number() }),
      undefinedSchema,
    ]),
  }),
  undefinedSchema,
]);

/** Quality held against one kind of control. */
export const tradeoffSchema = z.object({
  about: z.enum(['pose', 'outfit']),
  /** The score along x; lower is better. */
  quality: z.object({ id: z.string(), title: z.string(), unit: z.string() }),
  /** The score whose normalised control is along y; higher is better. */
  control: z.object({ id: z.string(), title: z.string() }),
  /** Worse than any point that counts; null: none was fixed, and there are no hypervolumes. */
  reference: z.object({ quality: z.number(), control: z.number() }).nullable(),
  /** In the order of the run. */
  points: z.array(
    z.object({
      /** Id of the point of the run. */
      point: z.string(),
      quality: estimateSchema,
      /** Normalised: 0 as if the conditions were others, 1 as real images. An unconditional generator's is 0 by definition. */
      control: estimateSchema,
      /** Where the point stands in the plane: freed of bias, if the intervals of all points are. null: one of the two is undefined. */
      place: z.object({ quality: z.number(), control: z.number() }).nullable(),
      /** Whether no other point is at least as good in both and better in one. null: it has no place. */
      onFront: z.boolean().nullable(),
      /** Share of the draws in which it is on the front; null: it has no place, or a point that has one lacks an interval. */
      membership: z.number().nullable(),
    }),
  ),
  /** What the front of each generator's points, and of all together (null), covers of the plane as seen from the reference. */
  hypervolumes: z.array(z.object({ generator: z.string().nullable(), volume: reading })),
  readings: z.array(
    z.object({
      generator: z.string(),
      /** What is read off where the other has this value. */
      what: z.enum(['control at quality', 'quality at control']),
      at: z.number(),
      reading,
    }),
  ),
  /** Of points within their intervals, from which membership and reaches come. */
  draws: z.int(),
  /** What is to be known to read it, in sentences. */
  notes: z.array(z.string()),
});

export type Tradeoff = z.infer<typeof tradeoffSchema>;
export type TradeoffReading = z.infer<typeof reading>;
