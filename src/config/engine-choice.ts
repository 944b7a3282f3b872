/** What runs networks. */
export const engineNames = ['onnxruntime', 'tfjs'] as const;

/** An engine, and where it runs. */
export interface EngineChoice {
  readonly name: (typeof engineNames)[number];
  /** Of ONNX Runtime: cpu, cuda, ...; of TensorFlow.js: gpu, cpu, wasm, plain. undefined: its default, see chooseDevice. */
  readonly device?: string | undefined;
}
