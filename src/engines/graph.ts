/** A weight array: row-major float32. */
export interface Weight {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Kernel, stride and zero padding (the same on both sides), each as [vertical, horizontal]. */
export interface Window2d {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
}

/**
 * One layer. Tensors are N x C x H x W; a layer is known by the name of its one output.
 * - conv: weight [out, in, kh, kw], bias [out]; cross-correlation, as every framework means it
 * - averagePool: padding does not count in the mean
 * - globalAverage: N x C x H x W -> N x C
 * - flattenChannelsLast: N x C x H x W -> N x (H W C), in the order of row, column, channel
 * - dense: x . weight^T (+ bias), weight [out, in]
 */
export type Layer = { readonly name: string } & (
  | {
      readonly op: 'conv';
      readonly input: string;
      readonly window: Window2d;
      readonly weight: Weight;
      readonly bias: Weight;
    }
  | { readonly op: 'relu'; readonly input: string }
  | { readonly op: 'maxPool' | 'averagePool'; readonly input: string; readonly window: Window2d }
  | { readonly op: 'concat'; readonly inputs: readonly string[] }
  | { readonly op: 'globalAverage' | 'flattenChannelsLast'; readonly input: string }
  | { readonly op: 'dense'; readonly input: string; readonly weight: Weight; readonly bias?: Weight }
);

/**
 * A network in terms that no engine owns; each engine lowers it to its own. Layers stand in an order in which
 * every input precedes its use. Free batch dimension.
 */
export interface Network {
  readonly name: string;
  readonly input: {
    readonly name: string;
    readonly dims: readonly [channels: number, height: number, width: number];
  };
  readonly layers: readonly Layer[];
  /** Names of the layers whose outputs are wanted; layers that none of them needs are not run. */
  readonly outputs: readonly string[];
}
