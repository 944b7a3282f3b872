import { z } from 'zod';

/**
 * Parts of the body that articles cover.
 * - torso: shoulders to hips, with the upper arms
 * - torsoLong: the same, with whole arms and thighs
 * - legs: waist to ankles
 * - body: torso and legs to below the knees
 * - carried: about the hands and beside the hips
 */
export const bodyPartSchema = z.enum([
  'torso',
  'torsoLong',
  'legs',
  'body',
  'feet',
  'head',
  'carried',
  'neck',
  'waist',
]);

export type BodyPart = z.infer<typeof bodyPartSchema>;

export const bodyParts: readonly BodyPart[] = bodyPartSchema.options;
