import type { Layer } from '../engines/graph.js';

/** Name of the output, in every network that has it. */
export const SPATIAL_OUTPUT = 'spatial';

const CHANNELS = 7;
const PLACES = 17 * 17;

/** Values an image. */
export const SPATIAL_WIDTH = CHANNELS * PLACES;

/**
 * What the spatial FID reads of an Inception v3: of the third block at 17 x 17 (`mixed_6` as TensorFlow counts, Mixed_6d in
 * PyTorch's names) the 1 x 1 branch after its normalisation and ReLU, of that the first 7 channels, flattened as row, column,
 * channel. They are computed beside the branch, not out of it: the network's other outputs keep their bits, and
 * no channel is computed that nobody reads.
 * @param layers - of the network
 * @param branch - name of the branch's ReLU, which follows its convolution
 * @returns the layers to add; the last is {@link SPATIAL_OUTPUT}
 * @source guided-diffusion, evaluations/evaluator.py: `mixed_6/conv:0`, `[..., :7]`; arXiv:2103.03841
 */
export function spatialLayers(layers: readonly Layer[], branch: string): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const relu = byName.get(branch);
  const conv = relu?.op === 'relu' ? byName.get(relu.input) : undefined;
  if (conv?.op !== 'conv') throw new Error(`${branch} is not the ReLU of a convolution.`);
  const [, ...kernel] = conv.weight.dims;
  const valuesEach = kernel.reduce((product, dim) => product * dim, 1);
  return [
    {
      ...conv,
      name: `${SPATIAL_OUTPUT}/conv`,
      weight: { dims: [CHANNELS, ...kernel], data: conv.weight.data.subarray(0, CHANNELS * valuesEach) },
      bias: { dims: [CHANNELS], data: conv.bias.data.subarray(0, CHANNELS) },
    },
    { name: `${SPATIAL_OUTPUT}/relu`, op: 'relu', input: `${SPATIAL_OUTPUT}/conv` },
    { name: SPATIAL_OUTPUT, op: 'flattenChannelsLast', input: `${SPATIAL_OUTPUT}/relu` },
  ];
}
