import { z } from 'zod';

/** The manifest's name in the folder of its set; `set.zip` has `set.manifest.jsonl` beside it. */
export const MANIFEST_FILE = 'manifest.jsonl';

/** One line of a manifest: what is known of one image. Fields that are not named here pass. */
export const manifestLineSchema = z
  .looseObject({
    /** Name of the sample; of an image that has no file, such as `arr_0[7]`, its id. */
    id: z.string().optional(),
    /** The image's path in the set, with `/` separators. Where it is missing, `id` is the path. */
    file: z.string().optional(),
    /** Values by the name of the label, such as `{"class": "dress"}`; numbers are taken as text. */
    labels: z.record(z.string(), z.union([z.string(), z.number().transform(String)])).optional(),
  })
  .refine(({ id, file }) => (id ?? file) !== undefined, 'must have an id or a file');

export type ManifestLine = z.infer<typeof manifestLineSchema>;
