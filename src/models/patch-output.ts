import type { Layer } from '../engines/graph.js';

/** Name of the output, in every network that has it. */
export const PATCH_OUTPUT = 'patches';

/** The map of an Inception v3 after its second max pool, 35 x 35, in means of 5 x 5 places. */
export const PATCH_MAP = { rows: 7, columns: 7, channels: 192 } as const;

/** Values an image. */
export const PATCH_WIDTH = PATCH_MAP.rows * PATCH_MAP.columns * PATCH_MAP.channels;

/**
 * Local texture: what an Inception v3 sees early, before shapes, in a coarse grid. Each cell of the grid has seen about a quarter of the
 * image's side, overlapping with its neighbours.
 * @param pool - name of the network's second max pool
 * @returns the layers to add; the last is {@link PATCH_OUTPUT}, flattened as row, column, channel
 */
export function patchLayers(pool: string): Layer[] {
  return [
    {
      name: `${PATCH_OUTPUT}/means`,
      op: 'averagePool',
      input: pool,
      window: { kernel: [5, 5], stride: [5, 5], padding: [0, 0] },
    },
    { name: PATCH_OUTPUT, op: 'flattenChannelsLast', input: `${PATCH_OUTPUT}/means` },
  ];
}
