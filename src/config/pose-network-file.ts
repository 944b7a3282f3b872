import { z } from 'zod';
import { preprocessingSchema } from './extractor-file.js';

const { resize, widthPx, heightPx, mean, std, layout } = preprocessingSchema.shape;

/** What a network's output means: one channel a joint, or one row of numbers a joint. */
const outputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('heatmap'),
    /** The output's name; may be left out where it is the only one. */
    name: z.string().optional(),
    /** The order of the output's axes; the batch, of one, comes first. Default: the input's. */
    layout: layout.optional(),
  }),
  z.strictObject({
    kind: z.literal('coordinates'),
    name: z.string().optional(),
    /** The numbers of a joint, in their order; `other` is skipped. Without `score` every joint counts as certain. */
    fields: z
      .array(z.enum(['x', 'y', 'score', 'other']))
      .refine((fields) => fields.includes('x') && fields.includes('y'), 'must have x and y'),
    /** `relative`: 0..1 across the input; `pixels`: of the input. */
    unit: z.enum(['relative', 'pixels']),
  }),
]);

/** The JSON beside a user's pose network: `net.onnx` and `net.json`. One person a crop. */
export const poseNetworkFileSchema = z.strictObject({
  /** May be left out where the network insists on a size. */
  widthPx: widthPx.optional(),
  heightPx: heightPx.optional(),
  layout: layout.default('nchw'),
  /** The network sees (x / 255 - mean) / std; one that takes whole numbers sees 0..255. */
  mean: mean.default([0, 0, 0]),
  std: std.default([1, 1, 1]),
  resize: resize.default('clean'),
  output: outputSchema,
  /** What the output's joints are, in order: `coco17`, `mpii16`, or names as in docs/pose.md, `null` for what is not used. */
  joints: z.union([z.string(), z.array(z.string().nullable()).min(1)]),
  /** The least score of a joint that counts as found, 0..1. */
  minJointScore: z.number().min(0).max(1).default(0.2),
  /** The least mean score of the better half of the joints, for a person to count as found, 0..1. */
  minPersonScore: z.number().min(0).max(1).default(0.5),
  /** Whether to look for a second person; of no use without scores, or where lamp posts score as people do. */
  looksForOthers: z.boolean().default(true),
});

export type PoseNetworkFile = z.infer<typeof poseNetworkFileSchema>;
export type PoseOutput = PoseNetworkFile['output'];
