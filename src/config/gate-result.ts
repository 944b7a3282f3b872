import { z } from 'zod';

export const gateOutcomes = ['pass', 'fail', 'inconclusive', 'no baseline'] as const;

/** One gate held against one score. */
export const gateCheckSchema = z.object({
  /** What was looked at, such as `conditional.fid` or `conditional.retrieval-1.slots.top`; for an expression, itself. */
  subject: z.string(),
  outcome: z.enum(gateOutcomes),
  /** The number that the limit was held against; null: there is none. */
  observed: z.number().nullable(),
  /** Of the score, where it has one. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  limit: z.number().nullable(),
  /** By how much the observed is on the good side of the limit; negative: on the bad one. */
  margin: z.number().nullable(),
  /** Images that would settle it, if it is inconclusive and can be settled. */
  samplesToSettle: z.int().nullable(),
  /** In a sentence. */
  reason: z.string(),
});

/** A gate with everything that it was held against. */
export const gateResultSchema = z.object({
  /** As written. */
  gate: z.string(),
  name: z.string().nullable(),
  /** The worst of its checks; of a gate that matches nothing, fail. */
  outcome: z.enum(gateOutcomes),
  checks: z.array(gateCheckSchema),
  /** Why, where no check says it. */
  reason: z.string().nullable(),
});

export type GateOutcome = (typeof gateOutcomes)[number];
export type GateCheck = z.infer<typeof gateCheckSchema>;
export type GateResult = z.infer<typeof gateResultSchema>;
