import { didYouMean } from '../config/did-you-mean.js';
import type { EngineChoice } from '../config/engine-choice.js';
import type { ExtractorFile } from '../config/extractor-file.js';
import { byRole, mapRoles, type ByRole, type FeatureRole } from '../config/feature-role.js';
import { openEngine } from '../engines/open-engine.js';
import { defaultThreadSplit, type ThreadSplit } from '../engines/thread-split.js';
import { UsageError } from '../errors.js';
import { ensureModel, type ModelProgress } from '../models/ensure-model.js';
import { builtInExtractors, type BuiltInExtractor } from './built-in-extractors.js';
import type { FeatureExtractor } from './extractor.js';
import { networkExtractor } from './network-extractor.js';
import { onnxExtractor } from './onnx-extractor.js';
import { onnxSettings } from './onnx-settings.js';

export interface ExtractorRequest {
  /** Name of a built-in extractor, or the path of an ONNX file. */
  readonly features: string;
  readonly engine: EngineChoice;
  /** Settings that replace the extractor's own; a built-in one takes only `resize` and `output`. */
  readonly settings: Partial<ExtractorFile>;
  /** How the network's work is divided; undefined: by the number of cores. Changes speed and memory, not the numbers. */
  readonly split?: ThreadSplit | undefined;
}

/**
 * Which roles an extractor has no output for, each with the reason and what would have one. Loads and fetches nothing.
 * @throws UsageError for an unknown name
 * @throws InputError if a network's file or its settings are not there or cannot be used
 */
export async function missingRoles({ features, settings }: ExtractorRequest): Promise<ByRole<string>> {
  if (!isOnnx(features)) return findBuiltIn(features).lacks;
  const known = await onnxSettings(features, settings);
  const roles = (['logits', 'spatial', 'patches'] as const).filter((role) => known[role] === undefined);
  return byRole(
    roles,
    (role) =>
      `no output of ${features} is named for it; name one ${role === 'patches' ? '' : `with --${role}, or `}in the JSON beside it`,
  );
}

/**
 * Loads an extractor, fetching the weights of a built-in one if they are not in the cache. Of its network only what the
 * roles need is run.
 * @throws UsageError for an unknown name, output or device, a role that it has no output for, or if the weights are not
 *   to be had
 * @throws InputError if a network's file cannot be used
 */
export async function openExtractor(
  request: ExtractorRequest,
  roles: readonly FeatureRole[],
  onModelProgress?: ModelProgress,
): Promise<FeatureExtractor> {
  const { features, settings, split = defaultThreadSplit(request.engine) } = request;
  const lacks = await missingRoles(request);
  for (const role of roles) {
    if (lacks[role] !== undefined) throw new UsageError(`${features} gives no ${role}: ${lacks[role]}.`);
  }
  if (isOnnx(features)) {
    return onnxExtractor(features, await openEngine(request.engine), settings, roles, split);
  }
  return openBuiltIn(findBuiltIn(features), request, roles, onModelProgress);
}

function isOnnx(features: string): boolean {
  return /\.onnx$/i.test(features);
}

function findBuiltIn(features: string): BuiltInExtractor {
  const builtIn = builtInExtractors.find(({ name }) => name === features);
  if (builtIn) return builtIn;
  const names = builtInExtractors.map(({ name }) => name);
  throw new UsageError(
    `Unknown features '${features}'.${didYouMean(features, names)} Built in: ${names.join(', ')}; or give the path of an .onnx file.`,
  );
}

async function openBuiltIn(
  builtIn: BuiltInExtractor,
  { engine: choice, settings, split = defaultThreadSplit(choice) }: ExtractorRequest,
  roles: readonly FeatureRole[],
  onModelProgress?: ModelProgress,
): Promise<FeatureExtractor> {
  const { resize = builtIn.defaultResize, output = builtIn.roles.features, ...others } = settings;
  const foreign = Object.keys(others);
  if (foreign.length > 0) {
    throw new UsageError(
      `${builtIn.name} fixes its own preprocessing and outputs; ${foreign.join(', ')} can be set for an ONNX file only.`,
    );
  }
  if (builtIn.outputs[output] === undefined) {
    throw new UsageError(
      `${builtIn.name} has no output '${output}'. It has: ${Object.keys(builtIn.outputs).join(', ')}.`,
    );
  }
  const names = byRole(roles, (role) => (role === 'features' ? output : builtIn.roles[role]!));
  const engine = await openEngine(choice);
  const model = await ensureModel(builtIn.name, onModelProgress);
  return networkExtractor({
    name: builtIn.name,
    weightsSha256: model.sha256,
    load: async () => {
      const graph = await builtIn.build(model.files, [...new Set(Object.values(names))]);
      return engine.load({ kind: 'graph', graph }, split);
    },
    inputName: 'images',
    outputs: mapRoles(names, (name) => ({
      name,
      width: builtIn.outputs[name]!,
      comparability: builtIn.comparability(name, resize),
      map: builtIn.maps[name],
    })),
    preprocessing: builtIn.preprocessing(resize),
    runsOn: engine.runsOn,
  });
}
