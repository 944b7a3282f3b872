import type { Preprocessing } from '../config/extractor-file.js';
import type { LoadedNetwork } from '../engines/engine.js';
import { InputError } from '../errors.js';
import type { Comparability, ExtractorIdentity, FeatureExtractor } from './extractor.js';
import { describePreprocessing, preprocess } from './preprocess.js';

export interface NetworkExtractorOptions {
  readonly name: string;
  readonly weightsSha256: string;
  /** Loads the network; called at the first image that needs it, so that a run from the cache loads none. */
  readonly load: () => Promise<LoadedNetwork>;
  readonly inputName: string;
  readonly outputName: string;
  readonly width: number;
  readonly preprocessing: Preprocessing;
  readonly runsOn: string;
  readonly comparability: Comparability;
}

/** A feature extractor over a network, which it owns from then on. */
export function networkExtractor(options: NetworkExtractorOptions): FeatureExtractor {
  const { width, outputName, preprocessing } = options;
  let loading: Promise<LoadedNetwork> | undefined;

  async function extract(inputs: readonly Float32Array[]): Promise<Float32Array> {
    const network = await (loading ??= options.load());
    const features = await runNetwork(network, inputs, options);
    if (features.length === inputs.length * width) return features;
    throw new InputError(
      `${options.name} gives ${features.length} values for ${inputs.length} images; expected ${width} an image.`,
    );
  }

  const identity: ExtractorIdentity = {
    name: options.name,
    weightsSha256: options.weightsSha256,
    output: outputName,
    resize: preprocessing.resize,
    preprocessing: describePreprocessing(preprocessing),
  };
  return {
    identity,
    width,
    runsOn: options.runsOn,
    comparability: options.comparability,
    preprocess: (image) => preprocess(image, preprocessing),
    extract,
    dispose: async () => (await loading)?.dispose(),
  };
}

type RunOptions = Pick<NetworkExtractorOptions, 'name' | 'inputName' | 'outputName' | 'preprocessing'>;

/**
 * @param inputs - preprocessed images
 * @returns the output, one vector an image
 * @throws InputError if the output is anything else
 */
export async function runNetwork(
  network: LoadedNetwork,
  inputs: readonly Float32Array[],
  { name, inputName, outputName, preprocessing }: RunOptions,
): Promise<Float32Array> {
  const { widthPx, heightPx, layout } = preprocessing;
  const dims = layout === 'nchw' ? [3, heightPx, widthPx] : [heightPx, widthPx, 3];
  const length = 3 * heightPx * widthPx;
  const data = new Float32Array(inputs.length * length);
  inputs.forEach((input, i) => {
    data.set(input, i * length);
  });
  const results = await network.run({ [inputName]: { dims: [inputs.length, ...dims], data } }, [outputName]);
  const output = results[outputName]!;
  const spatial = output.dims.slice(2).some((dim) => dim !== 1);
  if (output.dims[0] !== inputs.length || output.dims.length < 2 || spatial) {
    throw new InputError(
      `Output '${outputName}' of ${name} is ${output.dims.join(' x ')} for ${inputs.length} images; ` +
        `expected one vector an image (${inputs.length} x D). Name another output, or pool it in the network.`,
    );
  }
  if (!(output.data instanceof Float32Array)) {
    throw new InputError(`Output '${outputName}' of ${name} is not float32; features have to be.`);
  }
  return output.data;
}
