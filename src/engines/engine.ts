import type { Network as NetworkGraph } from './graph.js';
import type { PiecedTensor, Tensor } from './tensor.js';
import type { ThreadSplit } from './thread-split.js';
import type { TfjsModelFile } from './tfjs-model-file.js';

/** What engines run: a network described here, one converted to ONNX, and the user's ONNX file or TensorFlow.js model. */
export type NetworkSource =
  | { readonly kind: 'graph'; readonly graph: NetworkGraph }
  | { readonly kind: 'model'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'onnx'; readonly path: string }
  | {
      readonly kind: 'tfjs';
      /** What messages call it. */
      readonly name: string;
      readonly model: TfjsModelFile;
      /** Contents of the weights' files by the paths that the model's manifest names. */
      readonly files: ReadonlyMap<string, Uint8Array>;
    };

/** An input or output of a loaded network; a dimension of -1 is free. `type` is ONNX's name, such as float32. */
export interface Port {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly number[];
}

/** A network loaded on a device, ready to run. */
export interface LoadedNetwork {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Runs that it does at the same time, if more than one. */
  readonly lanes?: number;
  /** Runs the network once. Only the named outputs are returned (all of them if none is named). */
  run(
    inputs: Readonly<Record<string, Tensor | PiecedTensor>>,
    outputs?: readonly string[],
  ): Promise<Record<string, Tensor>>;
  dispose(): Promise<void>;
}

/** Runs networks on a device. */
export interface Engine {
  readonly device: string;
  /** Engine, version and device, as results state them: `onnxruntime 1.30.0, cpu`. */
  readonly runsOn: string;
  /** The kinds of network that it runs. */
  readonly takes: readonly NetworkSource['kind'][];
  /**
   * @param split - undefined: the network runs in the calling thread; else, if the engine can, in others, and a run takes over the memory of its
   *   inputs
   * @throws UsageError if the device turns out not to work, or the kind of network is not among {@link takes};
   *   InputError if the network cannot be loaded
   */
  load(source: NetworkSource, split?: ThreadSplit): Promise<LoadedNetwork>;
}
