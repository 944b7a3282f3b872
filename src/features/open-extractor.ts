import leven from 'leven';
import type { ExtractorFile } from '../config/extractor-file.js';
import { onnxRuntime } from '../engines/onnxruntime.js';
import { UsageError } from '../errors.js';
import { ensureModel, type ModelProgress } from '../models/ensure-model.js';
import { builtInExtractors, type BuiltInExtractor } from './built-in-extractors.js';
import type { FeatureExtractor } from './extractor.js';
import { networkExtractor } from './network-extractor.js';
import { onnxExtractor } from './onnx-extractor.js';

export interface ExtractorRequest {
  /** Name of a built-in extractor, or the path of an ONNX file. */
  readonly features: string;
  readonly device: string;
  /** Settings that replace the extractor's own; a built-in one takes only `resize` and `output`. */
  readonly settings: Partial<ExtractorFile>;
}

/**
 * Loads an extractor, fetching the weights of a built-in one if they are not in the cache.
 * @throws UsageError for an unknown name, output or device, or if the weights are not to be had
 * @throws InputError if a network's file cannot be used
 */
export async function openExtractor(
  request: ExtractorRequest,
  onModelProgress?: ModelProgress,
): Promise<FeatureExtractor> {
  const { features, device, settings } = request;
  if (/\.onnx$/i.test(features)) return onnxExtractor(features, onnxRuntime, device, settings);
  const builtIn = builtInExtractors.find(({ name }) => name === features);
  if (!builtIn) throw unknownExtractor(features);
  return openBuiltIn(builtIn, request, onModelProgress);
}

async function openBuiltIn(
  builtIn: BuiltInExtractor,
  { device, settings }: ExtractorRequest,
  onModelProgress?: ModelProgress,
): Promise<FeatureExtractor> {
  const { resize = builtIn.defaultResize, output = builtIn.defaultOutput, ...others } = settings;
  const foreign = Object.keys(others);
  if (foreign.length > 0) {
    throw new UsageError(
      `${builtIn.name} fixes its own preprocessing; ${foreign.join(', ')} can be set for an ONNX file only.`,
    );
  }
  const width = builtIn.outputs[output];
  if (width === undefined) {
    throw new UsageError(
      `${builtIn.name} has no output '${output}'. It has: ${Object.keys(builtIn.outputs).join(', ')}.`,
    );
  }
  const model = await ensureModel(builtIn.name, onModelProgress);
  return networkExtractor({
    name: builtIn.name,
    weightsSha256: model.sha256,
    load: async () =>
      onnxRuntime.load({ kind: 'graph', graph: await builtIn.build(model.files, output) }, device),
    inputName: 'images',
    outputName: output,
    width,
    preprocessing: builtIn.preprocessing(resize),
    runsOn: `${onnxRuntime.name} ${onnxRuntime.version}, ${device}`,
    comparability: builtIn.comparability(output, resize),
  });
}

function unknownExtractor(features: string): UsageError {
  const names = builtInExtractors.map(({ name }) => name);
  const [nearest] = names.toSorted((a, b) => leven(a, features) - leven(b, features));
  const hint = nearest && leven(nearest, features) <= nearest.length / 2 ? ` Did you mean ${nearest}?` : '';
  return new UsageError(
    `Unknown features '${features}'.${hint} Built in: ${names.join(', ')}; or give the path of an .onnx file.`,
  );
}
