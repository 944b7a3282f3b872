import type { Network } from '../engines/graph.js';
import { InputError } from '../errors.js';
import { browserifyExport } from './browserify-export.js';
import { parseJsLiteral } from './js-literal.js';
import { kerasNetwork } from './keras-network.js';
import { kerasLayerClasses, kerasModelSchema } from './keras-schema.js';
import type { KerasModel } from './keras-schema.js';
import { readKerasWeights } from './keras-weights.js';
import { PATCH_OUTPUT, patchLayer } from './patch-output.js';
import { pruneNetwork } from './prune.js';
import { SPATIAL_OUTPUT, spatialLayers } from './spatial-output.js';

/** The file with the topology and the weights' manifest; the shards beside it hold the weights. */
export const nsfwjsModelFile = 'model.min.js';

/**
 * What the network gives: `2048`, the mean over the 8 x 8 places of the last block; `logits`, the five values whose
 * softmax the package calls Drawing, Hentai, Neutral, Porn, Sexy; `spatial`, what the spatial FID reads (spatial-output.ts);
 * `patches`, the map after the second max pool (patch-output.ts).
 */
export const inceptionV3NsfwjsOutputs = ['2048', 'logits', SPATIAL_OUTPUT, PATCH_OUTPUT] as const;

/** What the package calls these two layers. */
const names = { average_pooling2d_10: '2048', dense_3: 'logits' } as const;

/** The first input of its `mixed6`. */
const spatialBranch = 'activation_51';

const secondPool = 'max_pooling2d_2';

/**
 * The Inception v3 of the nsfwjs package, from its files. They are scripts, and are read as text: a literal and base64
 * strings in a known frame. Nothing is executed.
 * Its last block averages in the pool branch where the canonical FID network takes the maximum, and its weights are
 * others: features of the two do not compare.
 * @param files - contents by file name
 * @param outputs - names from {@link inceptionV3NsfwjsOutputs}
 * @returns a network whose input `images` is [N, 3, 299, 299], RGB in 0..1 (a grey level divided by 255)
 * @throws InputError if the files are not what is expected; UsageError for an unknown output
 */
export function buildInceptionV3Nsfwjs(
  files: ReadonlyMap<string, Uint8Array>,
  outputs: readonly string[] = ['2048'],
): Network {
  const text = (file: string): string => {
    const bytes = files.get(file);
    if (bytes === undefined) throw new InputError(`inception-v3-nsfwjs: its file ${file} is missing.`);
    return browserifyExport(
      file,
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
    );
  };
  const model = parseModel(text(nsfwjsModelFile));
  const [manifest] = model.weightsManifest;
  const shards = manifest.paths.map((path) => decodeShard(`${path}.min.js`, text(`${path}.min.js`)));
  const weights = readKerasWeights(manifest.weights, Buffer.concat(shards));
  const network = kerasNetwork(model.modelTopology.model_config.config.layers, weights, {
    name: 'inception-v3-nsfwjs',
    input: 'images',
    names,
    outputs: inceptionV3NsfwjsOutputs,
  });
  const { layers } = network;
  const added = [
    ...(outputs.includes(SPATIAL_OUTPUT) ? spatialLayers(layers, spatialBranch) : []),
    patchLayer(secondPool),
  ];
  return pruneNetwork({ ...network, layers: [...layers, ...added] }, outputs);
}

function parseModel(literal: string): KerasModel {
  const parsed = kerasModelSchema.safeParse(parseJsLiteral(nsfwjsModelFile, literal));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknownClass = issue?.path.at(-1) === 'class_name';
  throw new InputError(
    `${nsfwjsModelFile}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a Keras model'}. ` +
      (unknownClass
        ? `Layers that can be used: ${kerasLayerClasses.join(', ')}.`
        : 'The file is not the one that gan-eval knows.'),
  );
}

/** A shard is one base64 string in double quotes. */
function decodeShard(file: string, literal: string): Buffer {
  const bytes = Buffer.from(literal.slice(1, -1), 'base64');
  // Node's decoder skips what is not base64; encoding again shows whether it did.
  if (`"${bytes.toString('base64')}"` !== literal) {
    throw new InputError(`${file}: expected one base64 string. The file is not the one that gan-eval knows.`);
  }
  return bytes;
}
