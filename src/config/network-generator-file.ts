import { z } from 'zod';
import {
  defaultInRange,
  defaultOutside,
  imageSizeSchema,
  kindSchema,
  knobSchema,
  knobsSchema,
  rangeSchema,
  slotsSchema,
} from './generator-description.js';

const name = z.string().min(1);
const layout = z.enum(['nchw', 'nhwc']);
const greyLevel = z.int().min(0).max(255);

const latentSchema = z.strictObject({
  /** The input that it enters. */
  input: name,
  size: z.int().positive(),
  /** `normal`: as RandomState(seed).randn(size) of numpy; `uniform`: from -1 to 1. */
  distribution: z.enum(['normal', 'uniform']).default('normal'),
});

/** A pose as the network takes it; joints are in MPII's order. */
export const poseInputSchema = z.discriminatedUnion('form', [
  z.strictObject({
    input: name,
    /** A map a joint with a Gaussian of height 1 round it; one that is not labelled leaves its map empty. */
    form: z.literal('heatmaps'),
    /** Standard deviation, px of the map. */
    sigmaPx: z.number().positive(),
    /** Size of the maps; left out: the image's. */
    widthPx: z.int().positive().optional(),
    heightPx: z.int().positive().optional(),
    layout: layout.default('nchw'),
    /** What stands for 0 and 1 of the Gaussian. */
    range: rangeSchema.default([0, 1]),
  }),
  z.strictObject({
    input: name,
    /** A row of numbers a joint. */
    form: z.literal('coordinates'),
    /** The numbers in their order; `visible` is 1 for a visible joint, 0 for a hidden one. */
    fields: z
      .array(z.enum(['x', 'y', 'visible']))
      .refine((fields) => fields.includes('x') && fields.includes('y'), 'must have x and y')
      .default(['x', 'y']),
    /** `pixels` of the image; `relative`: 0..1 across it. */
    unit: z.enum(['pixels', 'relative']),
    /** Stands in every field of a joint that is not labelled. */
    missing: z.number().default(-1),
  }),
]);

/** The articles' images as the network takes them, one tensor for all slots. */
export const outfitInputSchema = z.strictObject({
  input: name,
  /** In the order in which their images follow each other. */
  slots: slotsSchema.min(1),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** nchw: N x 3S x H x W; nhwc: N x H x W x 3S; nschw and nshwc: with an axis of slots after the batch. */
  layout: z.enum(['nchw', 'nhwc', 'nschw', 'nshwc']).default('nchw'),
  /** What stands for black and white. */
  range: rangeSchema.default([-1, 1]),
  /** The field of an empty slot, 0..255. */
  emptyLevel: greyLevel.default(128),
  /** `letterbox`: the whole article in its shape, filled up with `paddingLevel`; `stretch`: to the size. */
  fit: z.enum(['letterbox', 'stretch']).default('letterbox'),
  paddingLevel: greyLevel.default(255),
});

/** A label as the network takes it: one-hot, or its number if the input is of whole numbers. */
const labelInputSchema = z.strictObject({
  input: name,
  /** The label's name in the manifest. */
  label: name,
  /** Its values, in order. */
  classes: z.array(name).min(1),
});

const networkKnobSchema = knobSchema
  .extend({
    /**
     * `truncation`: of the styles towards their mean, if there is a mapping network; else of the normal latent, whose
     * values then lie within +-value. `{ "input": NAME }`: an input of the network.
     */
    enters: z.union([z.literal('truncation'), z.strictObject({ input: name })]),
  })
  .refine(defaultInRange, defaultOutside);

const mappingSchema = z.strictObject({
  /** The network from latents (and what else it has inputs for) to styles, beside this file. */
  file: name,
  /** Its output with the styles, N x D or N x layers x D; left out: the only one. */
  output: name.optional(),
  /** The synthesis network's input for them. */
  synthesisInput: name,
  /** How many layers, if the networks leave it open. */
  layers: z.int().positive().optional(),
});

const truncationSchema = z.strictObject({
  /** The mean style: D or layers x D numbers, or a .npy file of them beside this file. */
  mean: z.union([name, z.array(z.number()).min(1)]),
  /** Layers from this one on keep their style. Left out: none does. */
  cutoff: z.int().positive().optional(),
});

const outputSchema = z.strictObject({
  /** Left out: the only one. */
  name: name.optional(),
  layout: layout.default('nchw'),
  /** What stands for black and white. */
  range: rangeSchema,
});

/** A generator that is a network, or two: mapping and synthesis. Files are found from this file's folder. */
export const networkGeneratorSchema = z
  .strictObject({
    /** An ONNX file, or the model.json of a TensorFlow.js model: converted to ONNX, or run as it is by TensorFlow.js. */
    loader: z.enum(['onnx', 'tfjs']),
    /** What it is called in results; left out: the file's name. */
    name: name.optional(),
    kind: kindSchema,
    /** The network, or the synthesis network. */
    file: name,
    mapping: mappingSchema.optional(),
    image: imageSizeSchema,
    latent: latentSchema,
    pose: poseInputSchema.optional(),
    outfit: outfitInputSchema.optional(),
    labels: z.array(labelInputSchema).default([]),
    knobs: knobsSchema(networkKnobSchema).default([]),
    truncation: truncationSchema.optional(),
    output: outputSchema,
    /** How many images go through at a time. */
    batch: z.int().positive().default(1),
  })
  .superRefine((file, context) => {
    const complain = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    const { kind, pose, outfit, labels, mapping, truncation, knobs, latent } = file;
    const takesConditions = pose !== undefined || outfit !== undefined || labels.length > 0;
    if ((kind === 'conditional') !== takesConditions) {
      complain('kind', 'must be conditional if and only if there is a pose, an outfit or a label');
    }
    const truncating = knobs.filter(({ enters }) => enters === 'truncation');
    if (truncating.length > 1) complain('knobs', 'must have at most one that enters as truncation');
    if (truncation && !mapping) complain('truncation', 'needs a mapping network, whose mean style it names');
    if (truncating.length === 0 && truncation) {
      complain('truncation', 'is moved by no knob; expected one that enters as "truncation"');
    }
    const [knob] = truncating;
    if (!knob) return;
    if (mapping && !truncation) complain('truncation', `must give the mean style that ${knob.name} leads to`);
    if (!mapping && latent.distribution !== 'normal') {
      complain('knobs', `${knob.name} truncates a normal latent, and this one is ${latent.distribution}`);
    }
    if (!mapping && (knob.range[0] <= 0 || knob.range[1] > 8)) {
      complain('knobs', `${knob.name} bounds normal numbers: its range must lie above 0 and up to 8`);
    }
  });

export type NetworkGeneratorFile = z.infer<typeof networkGeneratorSchema>;
export type PoseInput = z.infer<typeof poseInputSchema>;
export type OutfitInput = z.infer<typeof outfitInputSchema>;
export type LatentDistribution = NetworkGeneratorFile['latent']['distribution'];
