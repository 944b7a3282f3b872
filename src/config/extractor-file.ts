import { z } from 'zod';

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** How pixels become what a network takes. Every field falls back to the preset's. */
export const preprocessingSchema = z.strictObject({
  /** The resampling: tf1 (bilinear, TensorFlow 1), torch (bilinear, no antialias), clean (Pillow's bicubic). */
  resize: z.enum(['tf1', 'torch', 'clean']),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /**
   * `stretch`: to widthPx x heightPx whatever the image's shape. Otherwise the shorter side is brought to this
   * many pixels and the centre cut out.
   */
  fit: z.union([z.literal('stretch'), z.strictObject({ shorterSidePx: z.int().positive() })]),
  /** Channel means and standard deviations on the 0..1 scale, R G B: the network sees (x / 255 - mean) / std. */
  mean: triple,
  std: triple.refine((values) => values.every((value) => value > 0), 'must be above 0'),
  layout: z.enum(['nchw', 'nhwc']),
});

export type Preprocessing = z.infer<typeof preprocessingSchema>;

/** The JSON beside a user's ONNX file: `encoder.onnx` and `encoder.json`. */
export const extractorFileSchema = preprocessingSchema.partial().extend({
  preset: z.enum(['imagenet', 'clip', 'dinov2', 'raw']).default('raw'),
  /** Name of the output that holds the features (N x D); may be left out where no other output could be meant. */
  output: z.string().optional(),
  /** Name of the output that holds class logits (N x classes), which the Inception Score reads. */
  logits: z.string().optional(),
  /** Name of the output that the spatial FID reads: a map, flattened as the network lays it out, or a vector. */
  spatial: z.string().optional(),
  /** Name of the output that local texture is compared by: a map, N x C x H x W or N x H x W x C as `layout` says. */
  patches: z.string().optional(),
});

export type ExtractorFile = z.infer<typeof extractorFileSchema>;
export type PresetName = ExtractorFile['preset'];
