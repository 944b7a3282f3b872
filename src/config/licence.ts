import { z } from 'zod';

/**
 * Under which licence a network's weights are; null: not known, as of a network of the user's own. Results of earlier
 * versions do not say.
 */
export const licenceSchema = z
  .object({
    /** SPDX identifier. */
    spdx: z.string(),
    holder: z.string(),
  })
  .nullable()
  .optional();

export type Licence = z.infer<typeof licenceSchema>;
