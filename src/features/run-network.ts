import type { Preprocessing } from '../config/extractor-file.js';
import { mapRoles, type ByRole, type FeatureRole } from '../config/feature-role.js';
import type { LoadedNetwork } from '../engines/engine.js';
import type { Tensor } from '../engines/tensor.js';
import { InputError } from '../errors.js';
import type { PlaceGrid } from './extractor.js';

interface RunOptions {
  /** Of the network, for errors. */
  readonly name: string;
  readonly inputName: string;
  readonly preprocessing: Preprocessing;
  readonly outputNames: ByRole<string>;
}

/**
 * Runs a network on images: shared out among its lanes, or, if its batch has a fixed size, as many at a time, the last ones filled up with blanks.
 * @param inputs - preprocessed images, at least one; in threads the network takes over their memory
 * @returns each output, one vector an image
 * @throws InputError if an output is anything else
 */
export async function runNetwork(
  network: LoadedNetwork,
  inputs: readonly Float32Array[],
  options: RunOptions,
): Promise<ByRole<RoleVectors>> {
  const fixed = network.inputs.find(({ name }) => name === options.inputName)?.dims[0] ?? -1;
  const size = fixed < 1 ? Math.ceil(inputs.length / (network.lanes ?? 1)) : fixed;
  if (size === inputs.length) return runBatch(network, inputs, options);
  const starts = Array.from({ length: Math.ceil(inputs.length / size) }, (_, i) => i * size);
  const parts = await Promise.all(
    starts.map((start) => {
      const some = inputs.slice(start, start + size);
      const missing = fixed < 1 ? 0 : size - some.length;
      const blanks = Array.from({ length: missing }, () => new Float32Array(some[0]!.length));
      return runBatch(network, [...some, ...blanks], options);
    }),
  );
  return mapRoles(parts[0]!, ({ data, map }, role) => {
    const width = data.length / size;
    const all = new Float32Array(inputs.length * width);
    parts.forEach((values, i) => {
      const images = Math.min(size, inputs.length - i * size);
      all.set(values[role]!.data.subarray(0, images * width), i * size * width);
    });
    return { data: all, map };
  });
}

async function runBatch(
  network: LoadedNetwork,
  inputs: readonly Float32Array[],
  { name, inputName, outputNames, preprocessing }: RunOptions,
): Promise<ByRole<RoleVectors>> {
  const { widthPx, heightPx, layout } = preprocessing;
  const dims = layout === 'nchw' ? [3, heightPx, widthPx] : [heightPx, widthPx, 3];
  const wanted = [...new Set(Object.values(outputNames))];
  const results = await network.run(
    { [inputName]: { dims: [inputs.length, ...dims], pieces: inputs } },
    wanted,
  );
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
