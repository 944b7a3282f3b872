import type { Layer } from '../engines/graph.js';

/** Name of the output, in every network that has it. */
export const PATCH_OUTPUT = 'patches';

/** The map of an Inception v3 after its second max pool. */
export const PATCH_MAP = { rows: 35, columns: 35, channels: 192 } as const;

/** Values an image. */
export const PATCH_WIDTH = PATCH_MAP.rows * PATCH_MAP.columns * PATCH_MAP.channels;

/**
 * Local colour and texture: what an Inception v3 sees early, before it sees shapes. It takes a quarter of the network's work.
 * @param pool - name of the network's second max pool
 * @returns the layer to add, {@link PATCH_OUTPUT}, flattened as row, column, channel
 */
export function patchLayer(pool: string): Layer {
  return { name: PATCH_OUTPUT, op: 'flattenChannelsLast', input: pool };
}
