import { z } from 'zod';
import { controlSchema } from './control-result.js';
import { gateResultSchema } from './gate-result.js';
import { kindSchema } from './generator-description.js';
import { differenceSchema } from './paired-result.js';
import { comparisonSchema } from './result.js';
import { runFileSchema } from './run-file.js';
import { tradeoffSchema } from './tradeoff-result.js';

/** The file in a run folder that everything else in it can be made from again. */
export const RESULT_FILE = 'result.json';

export const RUN_SCHEMA = 'gan-eval/run/1';

/** A generator at one setting of its knobs. */
export const pointSchema = z.object({
  /** Unique in the run: the generator's name, with the knob where it was swept: `conditional[psi=0.7]`. */
  id: z.string(),
  /** Its name in the configuration. */
  generator: z.string(),
  kind: kindSchema,
  identity: z.object({ name: z.string(), loader: z.string(), sha256: z.string() }),
  runsOn: z.string(),
  /** With the defaults of those that were not set; null: images already made. */
  knobs: z.record(z.string(), z.number()).nullable(),
  /** null: the generator was not swept. */
  swept: z.object({ knob: z.string(), value: z.number() }).nullable(),
  /** Whether it is the one that is meant where only the generator is named, as in `conditional.fid`. One of each generator is. */
  main: z.boolean(),
  samples: z.object({
    /** A set that can be opened: a path from the run folder, with `/`. */
    location: z.string(),
    count: z.int(),
    seed: z.int(),
    /** The manifest that they were asked for by, and its hash; null: by none. */
    conditions: z.object({ manifest: z.string(), sha256: z.string() }).nullable(),
  }),
  /** Against the real images. */
  quality: comparisonSchema,
  /** null: the generator takes no conditions, or control was not asked for. */
  control: controlSchema.nullable(),
});

/** What one point scores more than another: what control costs, where one obeys and the other does not. */
export const costSchema = z.object({
  candidate: z.string(),
  baseline: z.string(),
  /** Whether both have the same image ids. */
  paired: z.boolean(),
  /** Candidate minus baseline. */
  differences: z.array(differenceSchema),
});

/** The whole record of `gan-eval run`. */
export const runSchema = z.object({
  schema: z.literal(RUN_SCHEMA),
  title: z.string(),
  /** Defaults filled in. Paths are as they were given, from the configuration's folder. */
  configuration: runFileSchema,
  points: z.array(pointSchema),
  /** Of every conditional generator's main point from every unconditional one's. */
  costs: z.array(costSchema),
  tradeoffs: z.array(tradeoffSchema),
  gates: z.array(gateResultSchema),
  /** The accepted result that deltas were taken from; null: none was given. */
  baseline: z.object({ location: z.string(), createdAt: z.iso.datetime(), sha256: z.string() }).nullable(),
  provenance: z.object({
    /** That makes this result again. */
    command: z.string(),
    versions: z.record(z.string(), z.string()),
    /** Of the computer, in words: processor, cores, system. */
    machine: z.string(),
    seconds: z.number(),
    createdAt: z.iso.datetime(),
  }),
});

export type Point = z.infer<typeof pointSchema>;
export type Cost = z.infer<typeof costSchema>;
export type RunResult = z.infer<typeof runSchema>;
