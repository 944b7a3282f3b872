import { z } from 'zod';
import { bodyPartSchema } from './body-part.js';

/** The manifest's name in the folder of its set; `set.zip` has `set.manifest.jsonl` beside it. */
export const MANIFEST_FILE = 'manifest.jsonl';

/** The most article slots that an outfit has. */
export const MAX_SLOTS = 6;

const JOINTS = 16;

const name = z.string().min(1);

/** `[x, y, v]`: px; v is 0 not labelled, 1 labelled but hidden, 2 visible, as in COCO. x and y are not read where v is 0. */
const keypointSchema = z.tuple([z.number(), z.number(), z.literal([0, 1, 2])]);

/** `[x, y, width, height]`, px. */
const boxSchema = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);

/** The first line of a manifest, if it has one: what holds for every line. */
export const manifestHeaderSchema = z
  .looseObject({
    /** The article slots in their order, which is the order of a generator's inputs. */
    slots: z
      .array(name)
      .min(1)
      .max(MAX_SLOTS)
      .refine((slots) => new Set(slots).size === slots.length, 'must not name a slot twice'),
    /** By slot, the values of a parsing map's pixels that show its article. A slot that is left out is not in the maps. */
    parsingLabels: z.record(name, z.array(z.int().min(0).max(255)).min(1)).optional(),
    /** By slot, the part of the body that its articles cover, where the slot's name does not tell. */
    regions: z.record(name, bodyPartSchema).optional(),
  })
  .superRefine(({ slots, ...bySlot }, context) => {
    for (const field of ['parsingLabels', 'regions'] as const) {
      for (const slot of Object.keys(bySlot[field] ?? {})) {
        if (slots.includes(slot)) continue;
        const message = `is no slot; expected one of: ${slots.join(', ')}`;
        context.addIssue({ code: 'custom', message, path: [field, slot] });
      }
    }
  });

/** One line of a manifest: what is known of one image. Fields that are not named here pass. */
export const manifestLineSchema = z
  .looseObject({
    /** Name of the sample; of an image that has no file, such as `arr_0[7]`, its id. Unique. */
    id: name.optional(),
    /** The image's path in the set, with `/` separators. Where it is missing, `id` is the path. */
    file: name.optional(),
    /** The picture that `pose` and the boxes are measured in, px. Left out: the image's own size. */
    width: z.int().positive().optional(),
    height: z.int().positive().optional(),
    /** 16 joints in MPII order; null or left out: not known. */
    pose: z.array(keypointSchema).length(JOINTS, `must have ${JOINTS} joints, each [x, y, v]`).nullish(),
    /** The person, `[x, y, width, height]` in px, as in COCO. */
    box: boxSchema.nullish(),
    /** The head, as MPII annotates it. */
    headBox: boxSchema.nullish(),
    /** What is worn, by slot: path of the article's image from the manifest's folder; null: nothing in this slot; left out: not known. */
    outfit: z
      .record(name, name.nullable())
      .refine((outfit) => Object.keys(outfit).length <= MAX_SLOTS, `must have at most ${MAX_SLOTS} slots`)
      .nullish(),
    /** Path of a map of body parts and clothes as large as the image, from the manifest's folder. */
    parsing: name.nullish(),
    /** Values by the name of the label, such as `{"class": "dress"}`; numbers are taken as text. */
    labels: z.record(z.string(), z.union([z.string(), z.number().transform(String)])).optional(),
    /** Id of the condition that the image was made for, in the manifest that it comes from. */
    condition: name.optional(),
    /** What the generator drew its noise from. */
    seed: z.int().nonnegative().nullish(),
    /** What else the generator was set to, such as `{"psi": 0.7}`. */
    knobs: z.record(name, z.number()).optional(),
    /** Id of the line that this one is an edit of: same seed and knobs, one thing changed, all else held. */
    base: name.nullish(),
    /** Id of the line whose colours the edit has swapped in. */
    coloursOf: name.nullish(),
  })
  .refine(({ id, file }) => (id ?? file) !== undefined, 'must have an id or a file')
  .refine(({ width, height }) => (width === undefined) === (height === undefined), {
    message: 'must have both width and height, or neither',
    path: ['width'],
  })
  .refine(({ base, coloursOf }) => !coloursOf || base, {
    message: 'goes with base, the line whose colours were swapped',
    path: ['coloursOf'],
  });

export type ManifestHeader = z.infer<typeof manifestHeaderSchema>;
export type ManifestLine = z.infer<typeof manifestLineSchema>;
/** As written, before numbers in labels become text. */
export type ManifestLineInput = z.input<typeof manifestLineSchema>;
