import { z } from 'zod';
import { MAX_SLOTS } from './manifest.js';

const name = z.string().min(1);

const unique = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** The lower and the upper end of values, `[0, 1]`. */
export const rangeSchema = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'must be [low, high] with low below high');

/** A number that a generator can be set to for each image. */
export const knobSchema = z.strictObject({
  name,
  /** The least and the greatest value. */
  range: rangeSchema,
  default: z.number(),
});

interface KnobNumbers {
  readonly range: readonly [number, number];
  readonly default: number;
}

export const defaultInRange = ({ range, default: value }: KnobNumbers): boolean =>
  value >= range[0] && value <= range[1];

export const defaultOutside = { message: 'must lie within the range', path: ['default'] };

/** @param knob - the schema of one */
export const knobsSchema = <T extends z.ZodType<{ readonly name: string }>>(knob: T) =>
  z.array(knob).refine((knobs) => unique(knobs.map((each) => each.name)), 'must not name a knob twice');

export const slotsSchema = z.array(name).max(MAX_SLOTS).refine(unique, 'must not name a slot twice');

export const imageSizeSchema = z.strictObject({
  widthPx: z.int().positive().max(16_384),
  heightPx: z.int().positive().max(16_384),
});

export const kindSchema = z.enum(['unconditional', 'conditional']);

/** What a generator says of itself: a command when it starts, an endpoint when it is asked (docs/generators.md). */
export const generatorDescriptionSchema = z
  .object({
    /** What it is called in results. */
    name,
    kind: kindSchema,
    /** The images that it makes. */
    image: imageSizeSchema,
    /** Length of the latent vector. */
    latentSize: z.int().positive().nullish(),
    /** Whether it takes a pose. */
    pose: z.boolean().default(false),
    /** The articles that it takes, in its order. */
    slots: slotsSchema.default([]),
    /** The names of the labels that it takes. */
    labels: z.array(name).refine(unique, 'must not name a label twice').default([]),
    knobs: knobsSchema(knobSchema.refine(defaultInRange, defaultOutside)).default([]),
    /** How many layers a style of their own can be given; left out: styles cannot be mixed. */
    styleLayers: z.int().positive().nullish(),
    /** SHA-256 of the weights, hexadecimal. */
    weightsSha256: z
      .string()
      .regex(/^[\da-f]{64}$/, 'must be 64 hexadecimal digits')
      .nullish(),
  })
  .refine(
    ({ kind, pose, slots, labels }) =>
      (kind === 'conditional') === (pose || slots.length + labels.length > 0),
    { message: 'must be conditional if and only if it takes a pose, slots or labels', path: ['kind'] },
  );

export type GeneratorDescription = z.infer<typeof generatorDescriptionSchema>;
export type KnobDescription = z.infer<typeof knobSchema>;
export type GeneratorKind = z.infer<typeof kindSchema>;
