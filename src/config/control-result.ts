import { z } from 'zod';
import { estimateSchema } from './estimate.js';
import { interventionsSchema } from './interventions-result.js';
import { licenceSchema } from './licence.js';
import { intervalSchema, sideSchema } from './result.js';

/** What control is measured of: what conditions ask for, and the real images that show it. */
export const controlSubjects = ['pose', 'outfit', 'image'] as const;

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

const estimatesSchema = z.object({
  score: estimateSchema,
  floor: estimateSchema,
  ceiling: estimateSchema,
  /** (score - floor) / (ceiling - floor). */
  control: estimateSchema,
});

export const controlScoreSchema = estimatesSchema.extend({
  /** What of the condition it is about. */
  about: z.enum(controlSubjects),
  /** Id in the registry of src/metrics/pose or src/metrics/outfit. */
  id: z.string(),
  title: z.string(),
  direction: z.enum(['lower', 'higher']),
  unit: z.string(),
  /** Defaults included. */
  options: z.record(z.string(), z.unknown()),
  /** The same of each article slot alone; empty if the score is not about outfits. */
  slots: z.array(
    estimatesSchema.extend({
      slot: z.string(),
      /** Generated images in which it counts. */
      count: z.int(),
    }),
  ),
  /** Joint by joint; empty if the score is not one of joints. null: it counts in no image, or there is no floor or ceiling. */
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
  /** Images, or slots of images, that are not scored, and why. In the floor each counts once a shuffle. */
  notScored: threefold(z.array(countedReasonSchema)),
  /** Numbers that belong to the score, such as of where its scales come from. */
  details: threefold(detailsSchema),
  /** The score at other thresholds; empty if it has none. */
  curve: threefold(curveSchema),
});

/** A set of images that were looked at. */
export const controlSideSchema = sideSchema.omit({ kind: true }).extend({
  /** Images that were looked at. */
  count: z.int(),
  /** Images in the set; those whose condition asks for nothing that is measured are not looked at. */
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
const about = { about: z.enum(controlSubjects) };

/** One generated image: what was seen in it, and what it is worth. */
export const controlImageSchema = z.object({
  id: z.string(),
  condition: z.string(),
  /** Joints found, in MPII order, px of the condition's picture; null: not found. null for all: nobody was found. */
  joints: z.array(z.tuple([z.number(), z.number()]).nullable()).nullable(),
  /** Its own values by score; those that it has none of are left out. */
  scores: z.record(z.string(), z.number()),
  /** The same of outfit scores, by slot. */
  slots: z.record(z.string(), z.record(z.string(), z.number())),
});

const valueSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.number() }),
  undefinedSchema,
]);

/** A Fréchet distance of images joined with their conditions. */
export const jointScoreSchema = z.object({
  id: z.string(),
  title: z.string(),
  score: estimateSchema,
  /** With conditions exchanged. */
  floor: valueSchema,
  /** Of the images alone. */
  images: valueSchema,
  details: detailsSchema,
});

const strataScoreSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    value: z.number(),
    interval: intervalSchema,
    strata: z.array(
      z.object({
        stratum: z.string(),
        real: z.int(),
        generated: z.int(),
        /** null: not defined for this stratum. */
        value: z.number().nullable(),
      }),
    ),
  }),
  undefinedSchema,
]);

/** The record of how well a generator's images keep what was asked for. */
export const controlSchema = z.object({
  schema: z.literal('gan-eval/control/2'),
  manifest: z.object({
    location: z.string(),
    lines: z.int(),
    withPose: z.int(),
    withOutfit: z.int(),
    /** Article slots in their order, with how many lines say what. */
    slots: z.array(
      z.object({
        slot: z.string(),
        worn: z.int(),
        empty: z.int(),
        unknown: z.int(),
        /** Different articles. */
        articles: z.int(),
      }),
    ),
  }),
  generated: controlSideSchema,
  ceiling: z.discriminatedUnion('status', [
    controlSideSchema.extend({ status: z.literal('ok') }),
    undefinedSchema,
  ]),
  /** How conditions were shuffled, by what was measured. */
  floors: z.array(
    z.discriminatedUnion('status', [
      z.object({ ...about, status: z.literal('ok'), shuffles: z.int() }),
      undefinedSchema.extend(about),
    ]),
  ),
  /** In the order asked for. */
  scores: z.array(controlScoreSchema),
  /** What the manifest's edits gained and leaked; null: it has none. */
  interventions: interventionsSchema.nullable(),
  /** Images and conditions in one number, and quality by label; null: not asked for. */
  joint: z
    .object({
      scores: z.array(jointScoreSchema),
      /** KID within each value of a label; null: no label was asked for. */
      kidByLabel: z.object({ label: z.string(), kid: strataScoreSchema }).nullable(),
      features: z.object({
        name: z.string(),
        weightsSha256: z.string(),
        licence: licenceSchema,
        output: z.string(),
      }),
    })
    .nullable(),
  /** In the order of the set. */
  images: z.array(controlImageSchema),
  warnings: z.array(z.string()),
  provenance: z.object({
    estimator: z.object({
      name: z.string(),
      weightsSha256: z.string(),
      licence: licenceSchema,
      settings: z.string(),
    }),
    /** Joints that the estimator gives. */
    supported: z.array(z.string()),
    /** What looked at outfits, and where: extractor, weights, regions. null: nothing did. */
    outfits: z
      .object({
        name: z.string(),
        weightsSha256: z.string(),
        licence: licenceSchema,
        settings: z.string(),
        regions: z.string(),
      })
      .nullable(),
    /** Engine, version and device. */
    runsOn: z.string(),
    /** Of the shuffles and of the resampling. */
    seed: z.int(),
    resamples: z.int(),
    versions: z.record(z.string(), z.string()),
    createdAt: z.iso.datetime(),
  }),
});

export type ControlSubject = (typeof controlSubjects)[number];
export type ControlScoreRecord = z.infer<typeof controlScoreSchema>;
export type ControlSide = z.infer<typeof controlSideSchema>;
export type ControlImage = z.infer<typeof controlImageSchema>;
export type ControlJoint = NonNullable<z.infer<typeof controlSchema>['joint']>;
export type ControlResult = z.infer<typeof controlSchema>;
