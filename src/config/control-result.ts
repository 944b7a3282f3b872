import { z } from 'zod';
import { intervalSchema, sideSchema } from './result.js';

/** A value with its 95% interval over conditions, or why there is none. */
export const estimateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.number(), interval: intervalSchema }),
  z.object({ status: z.literal('undefined'), reason: z.string() }),
]);

const countedReasonSchema = z.object({ reason: z.string(), count: z.int() });
const detailsSchema = z.record(z.string(), z.number());
const curveSchema = z.array(z.object({ threshold: z.number(), value: z.number() }));

/** The same kind of record of the generated images, of the floor and of the ceiling. */
const threefold = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({
    generated: schema,
    /** null: there is no floor. */
    floor: schema.nullable(),
    /** null: there is no ceiling. */
    ceiling: schema.nullable(),
  });

export const controlScoreSchema = z.object({
  /** Id in a registry of control scores. */
  id: z.string(),
  title: z.string(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
  /** Defaults included. */
  options: z.record(z.string(), z.unknown()),
  score: estimateSchema,
  floor: estimateSchema,
  ceiling: estimateSchema,
  /** (score - floor) / (ceiling - floor). */
  control: estimateSchema,
  /** Part by part, such as joint by joint; empty if the score is not one of parts. null: it counts in no image, or there is no floor or ceiling. */
  parts: z.array(
    z.object({
      part: z.string(),
      /** Generated images in which it counts. */
      count: z.int(),
      value: z.number().nullable(),
      floor: z.number().nullable(),
      ceiling: z.number().nullable(),
    }),
  ),
  /** Parts that do not count, and why. */
  leftOut: z.array(z.object({ part: z.string(), reason: z.string() })),
  /** Images that are not scored, and why. In the floor an image counts once a shuffle. */
  notScored: threefold(z.array(countedReasonSchema)),
  /** Numbers that belong to the score, such as of where its scales come from. */
  details: threefold(detailsSchema),
  /** The score at other thresholds; empty if it has none. */
  curve: threefold(curveSchema),
});

/** A set of images in which poses were looked for. */
export const controlSideSchema = sideSchema.omit({ kind: true }).extend({
  /** Images that were looked at. */
  count: z.int(),
  /** Images in the set; those without a condition that has a pose are not looked at. */
  available: z.int(),
  /** Conditions that those of them are of that can be scored. */
  conditions: z.int(),
  /** Images that were looked at and are in no score, and why. */
  notScored: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** Images in which nobody was found. */
  nobodyFound: z.int(),
  /** Images of another size than the picture that their pose is given in; what was found in them was scaled to it. */
  scaled: z.int(),
});

const undefinedSchema = z.object({ status: z.literal('undefined'), reason: z.string() });

/** The record of how well a generator's images keep the poses that were asked for. */
export const controlSchema = z.object({
  schema: z.literal('gan-eval/control/1'),
  manifest: z.object({
    location: z.string(),
    /** Conditions with a pose. */
    conditions: z.int(),
    /** Lines without a pose; their images are not looked at. */
    withoutPose: z.int(),
  }),
  generated: controlSideSchema,
  ceiling: z.discriminatedUnion('status', [
    controlSideSchema.extend({ status: z.literal('ok') }),
    undefinedSchema,
  ]),
  floor: z.discriminatedUnion('status', [
    z.object({
      status: z.literal('ok'),
      /** How often conditions were shuffled. */
      shuffles: z.int(),
    }),
    undefinedSchema,
  ]),
  /** In the order asked for. */
  scores: z.array(controlScoreSchema),
  warnings: z.array(z.string()),
  provenance: z.object({
    estimator: z.object({ name: z.string(), weightsSha256: z.string(), settings: z.string() }),
    /** Joints that the estimator gives. */
    supported: z.array(z.string()),
    /** Engine, version and device. */
    runsOn: z.string(),
    /** Of the shuffles and of the resampling. */
    seed: z.int(),
    resamples: z.int(),
    versions: z.record(z.string(), z.string()),
    createdAt: z.iso.datetime(),
  }),
});

export type ControlEstimate = z.infer<typeof estimateSchema>;
export type ControlScoreRecord = z.infer<typeof controlScoreSchema>;
export type ControlSide = z.infer<typeof controlSideSchema>;
export type ControlResult = z.infer<typeof controlSchema>;
