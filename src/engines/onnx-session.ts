import * as ort from 'onnxruntime-node';
import { joined, type PiecedTensor, type Tensor } from './tensor.js';

/** A tensor and what the runtime calls its elements. */
export type OnnxInput = (Tensor | PiecedTensor) & { readonly type: ort.Tensor.Type };

/** What the runtime gives: its elements may be of a type that is not read here. */
export interface OnnxValue {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** A network in the runtime, in whatever thread. */
export interface OnnxSession {
  readonly inputs: readonly ort.InferenceSession.ValueMetadata[];
  readonly outputs: readonly ort.InferenceSession.ValueMetadata[];
  run(
    inputs: Readonly<Record<string, OnnxInput>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, OnnxValue>>>;
  release(): Promise<void>;
}

/**
 * A session in this thread, which it blocks while it runs.
 * @param model - a path, or the file's bytes
 */
export async function openHere(
  model: string | Uint8Array,
  options: ort.InferenceSession.SessionOptions,
): Promise<OnnxSession> {
  // Two calls, because the runtime declares one form for each kind.
  const session =
    typeof model === 'string'
      ? await ort.InferenceSession.create(model, options)
      : await ort.InferenceSession.create(model, options);
  return {
    inputs: session.inputMetadata,
    outputs: session.outputMetadata,
    run(inputs, outputs) {
      const feeds = Object.entries(inputs).map(([name, input]) => {
        const { data, dims } = joined(input);
        return [name, new ort.Tensor(input.type, data, dims)] as const;
      });
      return session.run(Object.fromEntries(feeds), outputs);
    },
    release: () => session.release(),
  };
}
