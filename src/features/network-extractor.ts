import type { Preprocessing } from '../config/extractor-file.js';
import type { LoadedNetwork } from '../engines/engine.js';
import { InputError } from '../errors.js';
import type { Comparability, ExtractorIdentity, FeatureExtractor } from './extractor.js';
import { describePreprocessing, preprocess } from './preprocess.js';

export interface NetworkExtractorOptions {
  readonly name: string;
  readonly weightsSha256: string;
  readonly network: LoadedNetwork;
  readonly inputName: string;
  readonly outputName: string;
  readonly preprocessing: Preprocessing;
  readonly runsOn: string;
  readonly comparability: Comparability;
}

/**
 * A feature extractor over a loaded network, which it owns from then on.
 * @throws InputError if the output is not one vector an image
 */
export async function networkExtractor(options: NetworkExtractorOptions): Promise<FeatureExtractor> {
  const { network, inputName, outputName, preprocessing } = options;
  const { widthPx, heightPx, layout } = preprocessing;
  const dims = layout === 'nchw' ? [3, heightPx, widthPx] : [heightPx, widthPx, 3];
  const length = 3 * heightPx * widthPx;

  async function extract(inputs: readonly Float32Array[]): Promise<Float32Array> {
    const data = new Float32Array(inputs.length * length);
    inputs.forEach((input, i) => {
      data.set(input, i * length);
    });
    const results = await network.run({ [inputName]: { dims: [inputs.length, ...dims], data } }, [outputName]);
    const output = results[outputName]!;
    const spatial = output.dims.slice(2).some((dim) => dim !== 1);
    if (output.dims[0] !== inputs.length || output.dims.length < 2 || spatial) {
      throw new InputError(
        `Output '${outputName}' of ${options.name} is ${output.dims.join(' x ')} for ${inputs.length} images; ` +
          `expected one vector an image (${inputs.length} x D). Name another output, or pool it in the network.`,
      );
    }
    if (!(output.data instanceof Float32Array)) {
      throw new InputError(`Output '${outputName}' of ${options.name} is not float32; features have to be.`);
    }
    return output.data;
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
    // The width is what the network gives, not what it declares: many exports leave it free.
    width: (await extract([new Float32Array(length)])).length,
    runsOn: options.runsOn,
    comparability: options.comparability,
    preprocess: (image) => preprocess(image, preprocessing),
    extract,
    dispose: () => network.dispose(),
  };
}
