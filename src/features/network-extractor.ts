import type { Preprocessing } from '../config/extractor-file.js';
import { mapRoles, type ByRole, type FeatureRole } from '../config/feature-role.js';
import type { LoadedNetwork } from '../engines/engine.js';
import type { Tensor } from '../engines/tensor.js';
import { InputError } from '../errors.js';
import type { Comparability, FeatureExtractor, PlaceGrid, PlaceMap } from './extractor.js';
import { describePreprocessing, preprocess } from './preprocess.js';

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
    extract,
    dispose: async () => (await loading)?.dispose(),
  };
}

function placeMap(grid: PlaceGrid, { fit, widthPx }: Preprocessing): PlaceMap {
  return { ...grid, ofSquare: fit === 'stretch' ? 1 : widthPx / fit.shorterSidePx };
}

interface RunOptions extends Pick<NetworkExtractorOptions, 'name' | 'inputName' | 'preprocessing'> {
  readonly outputNames: ByRole<string>;
}

/**
 * @param inputs - preprocessed images
 * @returns each output, one vector an image
 * @throws InputError if an output is anything else
 */
export async function runNetwork(
  network: LoadedNetwork,
  inputs: readonly Float32Array[],
  { name, inputName, outputNames, preprocessing }: RunOptions,
): Promise<ByRole<RoleVectors>> {
  const { widthPx, heightPx, layout } = preprocessing;
  const dims = layout === 'nchw' ? [3, heightPx, widthPx] : [heightPx, widthPx, 3];
  const length = 3 * heightPx * widthPx;
  const data = new Float32Array(inputs.length * length);
  inputs.forEach((input, i) => {
    data.set(input, i * length);
  });
  const wanted = [...new Set(Object.values(outputNames))];
  const results = await network.run({ [inputName]: { dims: [inputs.length, ...dims], data } }, wanted);
  return mapRoles(outputNames, (output, role) =>
    vectorsOf(results[output]!, role, inputs.length, `Output '${output}' of ${name}`, layout),
  );
}

/** What a network gives for a role: one vector after the other, and how the values of `patches` lie. */
interface RoleVectors {
  readonly data: Float32Array;
  readonly map?: PlaceGrid | undefined;
}

/** Only what is read as spatial may be a map, flattened in the network's own order; or what is read as patches, flattened channels last. */
function vectorsOf(
  { dims, data }: Tensor,
  role: FeatureRole,
  images: number,
  label: string,
  layout: Preprocessing['layout'],
): RoleVectors {
  if (role === 'patches' && dims.length === 4 && dims[0] === images && data instanceof Float32Array) {
    return placesOf(dims, data, layout);
  }
  const isMap = dims.slice(2).some((dim) => dim !== 1);
  if (dims[0] !== images || dims.length < 2 || (isMap && role !== 'spatial')) {
    throw new InputError(
      `${label} is ${dims.join(' x ')} for ${images} images; ` +
        `expected one vector an image (${images} x D). Name another output, or pool it in the network.`,
    );
  }
  if (data instanceof Float32Array) return { data };
  throw new InputError(`${label} is not float32; ${role} have to be.`);
}

/** A map of a batch as row, column, channel. */
function placesOf(dims: readonly number[], data: Float32Array, layout: Preprocessing['layout']): RoleVectors {
  const [images = 0, a = 0, b = 0, c = 0] = dims;
  if (layout === 'nhwc') return { data, map: { rows: a, columns: b, channels: c } };
  const places = b * c;
  const flattened = new Float32Array(data.length);
  for (let image = 0, from = 0; image < images; image++) {
    for (let channel = 0; channel < a; channel++) {
      for (let place = 0; place < places; place++, from++) {
        flattened[(image * places + place) * a + channel] = data[from]!;
      }
    }
  }
  return { data: flattened, map: { rows: b, columns: c, channels: a } };
}
