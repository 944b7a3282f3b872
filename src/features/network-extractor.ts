import type { Preprocessing } from '../config/extractor-file.js';
import { mapRoles, type ByRole } from '../config/feature-role.js';
import type { LoadedNetwork } from '../engines/engine.js';
import { InputError } from '../errors.js';
import type { Comparability, FeatureExtractor, PlaceGrid, PlaceMap } from './extractor.js';
import { describePreprocessing, preprocess } from './preprocess.js';
import { runNetwork } from './run-network.js';

/** An output of the network that is read. */
export interface NetworkOutput {
  readonly name: string;
  readonly width: number;
  readonly comparability: Comparability;
  /** Of `patches`. */
  readonly map?: PlaceGrid | undefined;
}

export interface NetworkExtractorOptions {
  readonly name: string;
  readonly weightsSha256: string;
  /** Loads the network; called at the first image that needs it, so that a run from the cache loads none. */
  readonly load: () => Promise<LoadedNetwork>;
  readonly inputName: string;
  readonly outputs: ByRole<NetworkOutput>;
  readonly preprocessing: Preprocessing;
  readonly runsOn: string;
}

/** A feature extractor over a network, which it owns from then on. */
export function networkExtractor(options: NetworkExtractorOptions): FeatureExtractor {
  const { name, weightsSha256, outputs, preprocessing } = options;
  const outputNames = mapRoles(outputs, (output) => output.name);
  let loading: Promise<LoadedNetwork> | undefined;

  async function extract(inputs: readonly Float32Array[]): Promise<ByRole<Float32Array>> {
    const network = await (loading ??= options.load());
    const values = await runNetwork(network, inputs, { ...options, outputNames });
    return mapRoles(outputs, (output, role) => {
      const vectors = values[role]!.data;
      if (vectors.length === inputs.length * output.width) return vectors;
      throw new InputError(
        `${name} gives ${vectors.length} values of '${output.name}' for ${inputs.length} images; expected ${output.width} an image.`,
      );
    });
  }

  return {
    name,
    outputs: mapRoles(outputs, (output) => ({
      identity: {
        name,
        weightsSha256,
        output: output.name,
        resize: preprocessing.resize,
        preprocessing: describePreprocessing(preprocessing),
      },
      width: output.width,
      comparability: output.comparability,
      ...(output.map && { map: placeMap(output.map, preprocessing) }),
    })),
    runsOn: options.runsOn,
    preprocess: (image) => preprocess(image, preprocessing),
    preprocessing,
    extract,
    dispose: async () => (await loading)?.dispose(),
  };
}

function placeMap(grid: PlaceGrid, { fit, widthPx }: Preprocessing): PlaceMap {
  return { ...grid, ofSquare: fit === 'stretch' ? 1 : widthPx / fit.shorterSidePx };
}
