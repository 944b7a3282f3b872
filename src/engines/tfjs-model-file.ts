import { z } from 'zod';
import { schemaProblems } from '../config/schema-problems.js';
import { InputError } from '../errors.js';
import { parseJson } from '../formats/parse-json.js';

const weight = z.looseObject({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(['float32', 'int32', 'bool', 'string', 'complex64']),
  quantization: z
    .object({
      dtype: z.enum(['uint8', 'uint16', 'float16']),
      scale: z.number().optional(),
      min: z.number().optional(),
    })
    .optional(),
});

const tensorInfo = z.object({
  name: z.string(),
  dtype: z.string().optional(),
  tensorShape: z.object({ dim: z.array(z.object({ size: z.coerce.number() })).optional() }).optional(),
});

const signature = z.looseObject({ outputs: z.record(z.string(), tensorInfo).optional() });

const modelFile = z.object({
  /** Missing in files of early converters. */
  format: z.enum(['graph-model', 'layers-model']).optional(),
  modelTopology: z.looseObject({ node: z.array(z.unknown()).optional() }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(weight) })),
  signature: signature.optional(),
  /** Where early converters put the signature. */
  userDefinedMetadata: z.looseObject({ signature: signature.optional() }).optional(),
  modelInitializer: z.looseObject({}).optional(),
  initializerSignature: z.looseObject({}).optional(),
});

/** What a `model.json` of TensorFlow.js says, as far as an engine reads it itself; the rest is passed on as it stands. */
export type TfjsModelFile = Omit<z.infer<typeof modelFile>, 'userDefinedMetadata'> & {
  readonly format: 'graph-model' | 'layers-model';
};

/** @param name - what messages call it @throws InputError if the text is no such file */
export function parseTfjsModelFile(name: string, text: string): TfjsModelFile {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw new InputError(
      `${name}: is not JSON (${(cause as Error).message}). Expected the model.json of a TensorFlow.js model.`,
      { cause },
    );
  }
  const { data, error } = modelFile.safeParse(json);
  if (data) {
    const { userDefinedMetadata, ...model } = data;
    return {
      ...model,
      format: model.format ?? (model.modelTopology.node ? 'graph-model' : 'layers-model'),
      signature: model.signature ?? userDefinedMetadata?.signature,
    };
  }
  throw new InputError(`${name}: is not the model.json of a TensorFlow.js model.\n${schemaProblems(error)}`);
}
