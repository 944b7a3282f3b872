import { z } from 'zod';
import { engineNames, type EngineChoice } from './engine-choice.js';

/** The name of the configuration that `gan-eval init` writes and `gan-eval run` looks for. */
export const RUN_FILE = 'gan-eval.yaml';

const path = z.string().min(1);
const ids = z.array(z.string().min(1)).min(1);

/** `METRIC.OPTION`: value, such as `kid.estimator: subsets`. */
const optionsSchema = z
  .record(
    z.string().regex(/^[^.]+\.[^.]+$/, 'must be METRIC.OPTION, such as kid.estimator'),
    z.union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string()]))]),
  )
  .default({});

const sweepSchema = z.strictObject({
  knob: z.string().min(1).describe('Its name: gan-eval sample says which there are.'),
  values: z
    .union([z.string().min(1), z.array(z.number()).min(1)])
    .describe('From, to and step, such as 0.3:1.0:0.1, or the values.'),
});

/** A name that gates and reports know a generator by. */
const generatorName = z
  .string()
  .regex(
    /^[A-Za-z_]\w*$/,
    'must be letters, digits and _, not beginning with a digit, as gates name it: conditional.fid',
  )
  .refine(
    (name) => !['cost', 'tradeoff'].includes(name),
    'must not be cost or tradeoff, by which gates name something else',
  );

const runGeneratorSchema = z.strictObject({
  name: generatorName.describe('What gates and reports call it.'),
  source: path.describe(
    'A generator.json or its folder (docs/generators.md), or images already made: a folder or an archive.',
  ),
  knobs: z.record(z.string(), z.number()).default({}).describe('Settings that differ from its defaults.'),
  sweep: sweepSchema
    .optional()
    .describe('Sampled at every value of a knob; `knobs` says which of them is the one that gates mean.'),
  samples: z.int().positive().optional().describe('How many; default: that of the run.'),
  conditions: z
    .union([path, z.literal(false)])
    .optional()
    .describe(
      'A manifest of its own; false: none. Default: that of the run, if the generator takes conditions.',
    ),
});

const controlSchema = z.strictObject({
  scores: ids.default(['pose', 'outfit']).describe('Ids of control scores, or pose, outfit, image, all.'),
  options: optionsSchema.describe('Of scores, such as pck.threshold: 0.1.'),
  pose: z.string().min(1).default('movenet-thunder').describe('The pose estimator.'),
  features: z.string().min(1).default('inception-v3-nsfwjs').describe('What looks at clothes.'),
  resamples: z.int().nonnegative().default(1000).describe('For the intervals; 0: none.'),
});

const tradeoffSchema = z.strictObject({
  quality: z
    .string()
    .min(1)
    .default('kid')
    .describe('The quality score, of which less is better, that control is held against.'),
  pose: z.string().min(1).default('pck').describe('The control score of the pose panel.'),
  outfit: z.string().min(1).default('retrieval-1').describe('The control score of the outfit panel.'),
  reference: z
    .strictObject({
      quality: z.number().describe('A value of the quality score that is worse than any to be counted.'),
      control: z.number().default(0).describe('A normalised control below any to be counted.'),
    })
    .optional()
    .describe(
      'The fixed point that hypervolumes are measured from; without it there are none, as they would not compare between runs.',
    ),
  atQuality: z
    .array(z.number())
    .default([])
    .describe('Values of the quality score at which control is read off.'),
  atControl: z
    .array(z.number())
    .default([])
    .describe('Values of normalised control at which quality is read off.'),
});

const gateSchema = z.union([
  z.string().min(1),
  z.strictObject({ name: z.string().min(1).optional(), gate: z.string().min(1) }),
  // What `conditional.fid: upper(95) <= 18` without quotes is to YAML.
  z
    .record(z.string(), z.string().regex(/^(?:[<>]|(?:value|lower|upper|n|p|delta)\b)/))
    .refine((entries) => Object.keys(entries).length === 1, 'must be one gate')
    .transform((entries) => Object.entries(entries).map(([subject, rest]) => `${subject}: ${rest}`)[0]!),
]);

/**
 * What `gan-eval.yaml` holds. Paths are taken from the file's folder. Unknown keys are refused, so that a misspelt one does not
 * silently do nothing.
 */
export const runFileSchema = z.strictObject({
  schema: z
    .literal('gan-eval/config/1')
    .default('gan-eval/config/1')
    .describe('The version of this form; there is one so far.'),
  title: z.string().min(1).default('gan-eval run').describe('The heading of the report.'),
  out: path.default('gan-eval-run').describe('The run folder: samples, result.json, report.html and more.'),
  real: path.describe(
    'Real images: a folder, .zip, .tar or .npz; or statistics, which serve the metrics that need no more.',
  ),
  conditions: path
    .optional()
    .describe('The manifest of what is asked for; default: the one of the real images, if they have one.'),
  seed: z.int().nonnegative().max(0xffffffff).default(0).describe('Of samples, choices and resampling.'),
  samples: z
    .int()
    .positive()
    .optional()
    .describe('Images of each generator at each setting; default: as many as there are conditions.'),
  engine: z.enum(engineNames).default('onnxruntime').describe('What runs networks: docs/engines.md.'),
  device: z
    .string()
    .min(1)
    .optional()
    .describe(
      'cpu, cuda, ... of onnxruntime, default cpu; gpu, cpu, wasm or plain of tfjs, default the fastest that is installed: gan-eval doctor.',
    ),
  onError: z.enum(['fail', 'skip']).default('fail').describe('What an unreadable image does.'),
  features: z
    .strictObject({
      name: z.string().min(1).default('inception-v3-fid').describe('A built-in extractor or an .onnx file.'),
      resize: z
        .enum(['tf1', 'torch', 'clean'])
        .optional()
        .describe('How images reach its size; default: its own way.'),
    })
    .prefault({})
    .describe('What turns images into vectors, which metrics compare.'),
  generators: z
    .array(runGeneratorSchema)
    .min(1)
    .superRefine((generators, context) => {
      const names = generators.map(({ name }) => name);
      names.forEach((name, index) => {
        if (names.indexOf(name) === index) return;
        const message = 'must not be that of another generator';
        context.addIssue({ code: 'custom', message, path: [index, 'name'] });
      });
    })
    .describe('What is compared; at least one.'),
  metrics: z
    .strictObject({
      ids: ids.default(['default']).describe('Ids of metrics or of single scores, prdc, default, all.'),
      options: optionsSchema.describe('Of metrics, such as kid.estimator: subsets.'),
      strata: z
        .string()
        .min(1)
        .optional()
        .describe(
          'What divides the images, for intra-fid and intra-kid: a label of the manifests, or folder.',
        ),
    })
    .prefault({})
    .describe('How images are compared with the real ones: gan-eval metrics list.'),
  control: z
    .union([z.literal(false), controlSchema])
    .default(controlSchema.parse({}))
    .describe('How control is measured of conditional generators; false: not at all.'),
  tradeoff: tradeoffSchema.prefault({}).describe('How quality and control are held against each other.'),
  gates: z.array(gateSchema).default([]).describe('Thresholds that a release has to pass: docs/ci.md.'),
  baseline: path
    .optional()
    .describe('An accepted result.json, for gates on deltas: gan-eval baseline accept.'),
});

export type RunFile = z.infer<typeof runFileSchema>;

export const engineOf = ({ engine, device }: RunFile): EngineChoice => ({ name: engine, device });

export type RunGenerator = RunFile['generators'][number];
export type GateText = RunFile['gates'][number];
